"""A rehearsal written down from a case: it holds, and nobody can be recognised in it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from putright import data
from putright.core import events as e
from putright.core import rehearsal
from putright.core.policy import Person
from putright.core.rehearsing import written_down
from putright.data.files import load_text
from putright.data.rehearsals import play, rehearsal_texts
from putright.data.yaml import read, write

SHIPPED = [(pack, name) for pack in data.pack_names() for name in rehearsal_texts(pack)]
ON = date(2026, 3, 2)


@pytest.mark.parametrize(("pack", "name"), SHIPPED)
def test_what_happened_holds_when_it_is_run_again(pack, name):
    script, _ = load_text(rehearsal_texts(pack)[name], name, rehearsal.Script)
    policy = data.load_policy(script.policy, script.brand)
    run = rehearsal.run(script, policy)
    brand = run.accepted[0].brand or script.brand

    written = written_down(run.accepted, policy.of(brand), run.people)
    again = play(write(msgspec.to_builtins(written)), policy)

    assert again.holds, (again.faults, again.failed)
    assert len(written.events) == len(run.accepted)
    assert len(again.results) > 1


def case():
    people = {
        "17": Person("17", frozenset({"senior_staff", "front_line"}), team="4", name="Ada Quill", manager="18"),
        "18": Person("18", frozenset({"front_line"}), name="Bo Ferris"),
    }
    happened = [
        e.Received(on=ON, channel="phone", from_="tenant", text="Ada Quill was rude to me at 12 Mill Lane"),
        e.Acknowledged(on=date(2026, 3, 4), by="17"),
        e.Assigned(on=date(2026, 3, 4), to="17", by="18"),
        e.Defined(on=date(2026, 3, 5), points={"p1": "Rudeness of Ada Quill"}, outcomes=("An apology",)),
        e.CaseLinked(on=date(2026, 3, 6), case="WTH-2026-0017", how="same_matter"),
    ]
    return happened, people


@pytest.mark.provision("WTP-12")
def test_no_name_no_text_and_no_reference_is_left():
    happened, people = case()
    text = write(msgspec.to_builtins(written_down(happened, data.load_policy("willow-tree"), people)))

    for word in ("Ada", "Quill", "Bo", "Mill Lane", "apology", "WTH", "'17'", "'18'"):
        assert word not in text, text
    script = read(text, "")[0]
    assert script["people"]["senior_staff_1"]["role"] == "senior_staff"
    assert script["people"]["senior_staff_1"]["also"] == ["front_line"]
    assert [event["event"] for event in script["events"]][:2] == ["received", "acknowledged"]


def test_the_same_words_stay_the_same_words():
    happened, people = case()
    needs = [
        e.AdjustmentRecorded(on=ON, what="Large print"),
        e.AdjustmentEnded(on=date(2026, 3, 9), what="Large print", reason="Gone"),
    ]
    script = written_down([happened[0], *needs], data.load_policy("willow-tree"), people)

    assert script.events[1]["what"] == script.events[2]["what"] != script.events[2]["reason"]


def test_nothing_that_happened_is_no_rehearsal():
    with pytest.raises(rehearsal.Faulty, match="nothing happened"):
        written_down([], data.load_policy("willow-tree"), {})
