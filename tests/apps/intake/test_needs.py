"""What would help: asked of every caller, with what it means for letters, and known at their next complaint."""

from __future__ import annotations

import pytest

from putright.apps.casework.models import Case
from putright.apps.casework.opened import load
from putright.apps.intake.words import NEEDS
from putright.core.events import AdjustmentRecorded
from putright.core.needs import NEEDS as MEANINGS
from tests.apps.cases import append, event
from tests.apps.intake.conftest import hidden
from tests.apps.intake.test_log_complaint import opened
from tests.apps.intake.test_similar import earlier


def recorded(found):
    return {one.what: (one.needs, one.language) for one in found.events if isinstance(one, AdjustmentRecorded)}


def test_every_meaning_can_be_asked_for():
    assert {need for needs in NEEDS.values() for need in needs} == set(MEANINGS)


@pytest.mark.provision("C20-B2.4", "C24-3.1", "C24-5.10", "HPG-06", "WTP-11")
def test_what_helps_is_recorded_with_what_it_means(form):
    assert (
        form(needs=["Large print", "A visit at home"], language="pl", needs_other="Ring the top bell").status_code
        == 302
    )
    assert recorded(opened()) == {
        "Large print": (("large_print",), ""), "A visit at home": ((), ""), "Ring the top bell": ((), ""),
        "Letters in Polish": ((), "pl"),
    }  # fmt: skip


def test_other_words_that_mean_more_come_back_ticked_once(form, client):
    asked = form(needs_other="Braille, and no e-mail")
    assert asked.status_code == 422
    shown = asked.context["form"]
    assert shown["needs"].value() == ["Post only, no e-mail", "Braille"]
    told = hidden(asked, "told")
    again = form(needs_other="Braille, and no e-mail", needs=["Braille"], told=told)
    assert again.status_code == 302
    assert recorded(opened())["Braille"] == (("braille",), "")
    assert "Post only, no e-mail" not in recorded(opened())


def test_what_it_meant_is_known_at_the_next_complaint(form, people):
    before = load(earlier(people, by=people.ana))
    append(before, event("adjustment_recorded", what="My eyes", needs=["large_print"], review_on="2026-04-01"))
    append(
        before, event("adjustment_recorded", what="A lift"), event("adjustment_ended", what="A lift", reason="Moved")
    )
    assert form(people.ana, follow_check=True).status_code == 302
    (carried,) = [one for one in load(Case.objects.latest("id")).events if isinstance(one, AdjustmentRecorded)]
    assert (carried.what, carried.needs, carried.review_on) == ("My eyes", ("large_print",), None)
