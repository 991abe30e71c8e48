"""Timings of a what-if: many past cases replayed under another policy, by the engine alone and from the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

from django.db import connection
from django.utils import timezone
from msgspec import structs

from putright import data
from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case as CaseRow
from putright.apps.workbench.drafts import actions as drafting
from putright.apps.workbench.trials import actions, run
from putright.apps.workbench.trials.models import Otherwise
from putright.bench import story
from putright.bench.engine import DISTINCT, PEOPLE
from putright.bench.figures import Figure, seconds
from putright.bench.pages import database
from putright.core import events
from putright.core.busy import Weeks
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.duties import obligations
from putright.core.events import Event
from putright.core.policy import Policy
from putright.core.replay import Replay
from putright.core.state import fold, step_on

ENGINE = "What-if, the engine alone"
GOAL = "within 60 s on one core"
LONG = 20
"""One case in so many has forty events, the others ten: about what the database of this measurement has."""
SHARE = 19
"""One case in so many is put to every rule, for comparison. It has no divisor in common with `LONG`."""
TODAY = date(2026, 6, 1)
BEFORE, AFTER = "stage1.respond: {within: 10 working days", "stage1.respond: {within: 6 working days"


def replays(number: int) -> Iterator[Figure]:
    """Cases replayed with one time changed, with other handlers, and under another landlord's policy."""
    policy = data.load_policy(story.PACK)
    short, full = ([[events.decode(line) for line in lines] for lines in raw] for raw in _raw())
    mixed = [full[n % DISTINCT] if n % LONG == 0 else short[n % DISTINCT] for n in range(number)]
    for what, new in _others(policy):
        yield _replayed(f"{number:,} cases of 10 or 40 events, {what}", policy, new, mixed)
    long = [full[n % DISTINCT] for n in range(number)]
    yield _replayed(f"{number:,} cases of 40 events, {_others(policy)[0][0]}", policy, _others(policy)[0][1], long)


def _raw() -> Iterator[list[list[story.Line]]]:
    days = [date(2024, 4, 1) + timedelta(n) for n in range(DISTINCT)]
    yield [story.short(day, "ana", "The roof leaks.") for day in days]
    yield [story.full(day, "ana", "rob", "The roof leaks.") for day in days]


def _others(policy: Policy) -> list[tuple[str, Policy]]:
    pack = policy.pack
    shorter = structs.replace(pack.clocks["stage1.respond"], within="6 working days")
    handling = {key: structs.replace(one, roles=("manager",)) for key, one in pack.handling.items()}
    return [
        ("a shorter time at stage 1", _with(policy, clocks=pack.clocks | {"stage1.respond": shorter})),
        ("other handlers", _with(policy, handling=handling)),
        ("another landlord’s policy", data.load_policy("willow-tree")),
    ]


def _with(policy: Policy, **what: object) -> Policy:
    return replace(policy, pack=structs.replace(policy.pack, **what))


def _replayed(what: str, old: Policy, new: Policy, cases: Sequence[Sequence[Event]]) -> Figure:
    """How long a replay takes, beside asking every rule under both policies; on one core, in processor time."""
    replay, weeks = Replay(old, new, PEOPLE), Weeks()
    start = process_time()
    for happened in cases:
        weeks.add(replay.run(happened, TODAY).answers)
    taken = process_time() - start
    start = process_time()
    for happened in cases[::SHARE]:
        _everything(happened, old, new)
    every = (process_time() - start) * SHARE
    note = f"{len(cases) / taken:,.0f} cases a second: 100,000 in {taken / len(cases) * 100_000:.0f} s"
    return Figure(ENGINE, what, taken, "s", every, "every rule asked under both", GOAL, note)


def _everything(happened: Sequence[Event], old: Policy, new: Policy) -> None:
    state = fold(happened[:1])
    cases = [Case.of(state, policy, PEOPLE) for policy in (old, new)]
    for event in happened[1:]:
        for case in cases:
            decide(case, event)
        step_on(state, event)
    for case in cases:
        obligations(case)


# ---- from the log ---------------------------------------------------------------------------


def trials(number: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """A draft tried on every case in a database, as the worker does it."""
    group = f"What-if, on {'SQLite' if connection.vendor == 'sqlite' else 'PostgreSQL'}"
    for figure in database(number, say):
        yield replace(figure, group=group, what="cases on record")
    landlord = Landlord.objects.get(slug="bench")
    person = Person.objects.get(landlord=landlord, email="officer@bench.example")
    text = packs.texts(landlord)
    changed = text["pack.yaml"].replace(BEFORE, AFTER)
    draft = drafting.start(person, "Six days", landlord.pack, {**text, "pack.yaml": changed}, timezone.now())
    say("Trying a draft …")
    trial = actions.start(person, draft, _since(number), timezone.now())
    start = process_time()
    taken = seconds(_work)
    used = process_time() - start
    found = Otherwise.objects.filter(trial=trial).count()
    note = f"of processor time; {taken:.0f} s by the clock; {found:,} would have gone otherwise"
    yield Figure(group, f"a draft tried on {trial.of:,} cases", used, "s", goal=GOAL, note=note)


def _since(number: int) -> date | None:
    """The day from which on there are so many cases; None where there are fewer."""
    days = CaseRow.objects.order_by("-received_on").values_list("received_on", flat=True)[number - 1 : number]
    return days[0] if days else None


def _work() -> None:
    while run.run_once(timezone.now()):
        pass
