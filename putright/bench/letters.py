"""Timings of letters: composing stage 1 responses from their cases, the gate, and drawing them as tagged PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.core.management import call_command
from django.utils import timezone

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened, load
from putright.apps.letters.drawing import pdf
from putright.apps.letters.writing import drafting, gating
from putright.bench import many
from putright.bench.figures import Figure, seconds
from putright.core import case as core_case
from putright.core import events as e
from putright.core.letters import blocks
from putright.core.state import fold

GROUP = "Letters"
Composed = tuple[Opened, core_case.Case, e.Event, blocks.Letter, drafting.Draft]
"""A letter with what it was composed from."""


def letters(number: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """So many responses, each with every part that it must have."""
    opened = _answered(number)
    say(f"Letters ({len(opened):,}) …")
    by = Person.objects.select_related("landlord").get(email="officer@bench.example")
    composed: list[Composed] = []
    composing = seconds(lambda: composed.extend(_composed(one, by) for one in opened))
    gated: list[int] = []
    gating_ = seconds(lambda: gated.extend(len(gating.findings(*one, by)) for one in composed))
    drawn: list[int] = []
    drawing = seconds(lambda: drawn.extend(len(pdf.render(blocks.freeze(one[3]))) for one in composed))
    count = len(opened)
    yield Figure(GROUP, f"{count:,} letters composed and checked", composing, "s", note=_each(composing, count))
    yield Figure(GROUP, f"{count:,} letters put through the gate", gating_, "s", note=_each(gating_, count))
    note = f"{_each(drawing, count)}; {sum(drawn) / count / 1024:.0f} KiB each"
    yield Figure(GROUP, f"{count:,} letters drawn as PDF/UA", drawing, "s", note=note)


def _each(taken: float, count: int) -> str:
    return f"{taken / count * 1000:.1f} ms each, on one core"


def _answered(number: int) -> list[Opened]:
    call_command("migrate", verbosity=0)
    if not Landlord.objects.exists():
        many.fill(many.landlord_with_people(), number + 20, 20, timezone.localdate())
    closed = Case.objects.filter(status="closed", year__gt=1).select_related("landlord").order_by("id")
    return [load(case) for case in closed[:number]]


def _composed(opened: Opened, by: Person) -> Composed:
    sent = next(n for n, event in enumerate(opened.events) if isinstance(event, e.ResponseSent))
    case = core_case.Case.of(fold(opened.events[: sent + 1]), opened.policy, opened.people)
    event, party = opened.events[sent], opened.case.parties.all()[0]
    draft = drafting.Draft(party, "email")
    letter = drafting.compose_letter(opened, case, event, draft, by)
    if missing := drafting.lacks(case, event, letter):
        raise AssertionError(f"{opened.case.reference}: the letter lacks {', '.join(missing)}")
    return opened, case, event, letter, draft
