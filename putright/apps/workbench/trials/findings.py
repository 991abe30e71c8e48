"""What a trial found, as one person may know it: without the complaints that do not exist for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from putright.apps.accounts.models import Person
from putright.apps.casework.case.menu import title_of
from putright.apps.casework.models import Case
from putright.apps.casework.steps import words
from putright.apps.casework.visibility import excluded
from putright.apps.casework.work.words import title
from putright.apps.workbench.trials.models import Otherwise, Trial
from putright.apps.workbench.trials.past import Counts, Past, brands_of, counted, policy_of
from putright.apps.workbench.trials.run import of_trial
from putright.core import guards
from putright.core.policy import Policy
from putright.core.replay import Replayed
from putright.core.workdays import said

KINDS = {
    "late": ("is_late", "Would have been late", "Something was done in time, and would have been late."),
    "in-time": ("is_kept", "Would not have been late", "Something was late, and would not have been."),
    "refused": ("is_barred", "A step would have been refused", "Somebody took a step that the draft does not allow."),
}
"""How a complaint may have gone otherwise: the column, its title, and what that means."""


@dataclass(frozen=True)
class Step:
    """A step that the draft refuses, why, and in how many complaints."""

    step: str
    why: str
    cites: Sequence[str]
    cases: int


@dataclass(frozen=True)
class Findings:
    """What was found: how many complaints of each of `KINDS`, duties, steps, and what was counted."""

    counts: Counts
    kinds: Sequence[tuple[str, str, str, int]]
    broken: int
    duties: Sequence[tuple[str, int, int]]
    steps: Sequence[Step]


def rows(trial: Trial, person: Person) -> QuerySet[Otherwise]:
    """The complaints that would have gone otherwise, of a person's brands."""
    found = Otherwise.objects.filter(trial=trial).exclude(case__in=excluded(person))
    return found.filter(brand__in=_brands(person)) if person.brands else found


def findings(trial: Trial, person: Person) -> Findings:
    """What a trial found so far."""
    mine, policy = rows(trial, person), policy_of(trial)
    kinds = [
        (key, called, means, mine.filter(**{column: True}).count()) for key, (column, called, means) in KINDS.items()
    ]
    late, kept, barred = Counter[str](), Counter[str](), Counter[str]()
    for tally, column, flag in ((late, "late", "is_late"), (kept, "kept", "is_kept"), (barred, "barred", "is_barred")):
        for names in mine.filter(**{flag: True}).values_list(column, flat=True):
            tally.update({name if tally is barred else _family(name) for name in names})
    duties = [(title(name, policy.pack), late[name], kept[name]) for name in sorted({*late, *kept})]
    steps = [_step(name, cases) for name, cases in barred.most_common()]
    return Findings(counts_for(trial, person), kinds, mine.filter(broken=True).count(), duties, steps)


def _family(duty: str) -> str:
    """What a duty is called for many complaints together, such as `remedy` for `remedy:r1`."""
    kind, _, which = duty.partition(":")
    if kind in ("hazard", "procedure"):
        return f"{kind}.{which.rpartition('.')[2]}"
    return duty if kind == "review" else kind


def _step(barred: str, cases: int) -> Step:
    kind, rule, *cites = barred.split()
    return Step(_named(kind), guards.about(rule) or "The policy does not have it.", cites, cases)


def _named(kind: str) -> str:
    return title_of.get(kind) or kind.replace("_", " ").capitalize()


def counts_for(trial: Trial, person: Person) -> Counts:
    """What was counted, of a person's brands and without the complaints that do not exist for them.

    Those are few: they are replayed again, and taken out.
    """
    mine = Counts()
    brands = _brands(person) if person.brands else None
    for brand, counts in counted(trial).items():
        if brands is None or brand in brands:
            mine.merge(counts)
    hidden = list(of_trial(trial).filter(pk__in=excluded(person), pk__lte=trial.last).values_list("pk", flat=True))
    their = brands_of(hidden)
    for case, found in Past(trial).replayed(hidden):
        if brands is None or their[case.pk] in brands:
            mine.add(found, by=-1)
    return mine


def _brands(person: Person) -> list[str]:
    return ["", *person.brands]


# ---- single complaints ----------------------------------------------------------------------


@dataclass(frozen=True)
class One:
    """A complaint that would have gone otherwise, and how, line by line."""

    case: Case
    lines: Sequence[str]


def ones(trial: Trial, found: Sequence[Otherwise]) -> list[One]:
    """What would have been different for some complaints, replayed from the log."""
    policy = policy_of(trial)
    replayed = {case.pk: outcome for case, outcome in Past(trial).replayed([row.case_id for row in found])}
    told = []
    for row in found:
        outcome = replayed.get(row.case_id)
        lines = [*_late(outcome, policy), *_refused(outcome)] if outcome else ["It could not be tried."]
        told.append(One(row.case, lines))
    return told


def _late(outcome: Replayed, policy: Policy) -> Iterator[str]:
    for shift in outcome.shifts:
        if shift.becomes_late or shift.becomes_kept:
            was, would = (f"due on {said(day)}" if day else "without a date" for day in shift.due)
            done = f"done on {said(shift.done)}" if shift.done else "not done yet"
            verdict = "it would have been late" if shift.becomes_late else "it would have been in time"
            yield f"{title(shift.name, policy.pack)}: {was}; under the draft {would}; {done}, so {verdict}."


def _refused(outcome: Replayed) -> Iterator[str]:
    for one in outcome.barred:
        reasons = " ".join(words(reason) for reason in one.reasons)
        yield f"{_named(one.event.kind)}, on {said(one.event.on)}: it would have been refused. {reasons}"


def shown(trial: Trial, person: Person, kind: str) -> QuerySet[Otherwise]:
    """The complaints of one of `KINDS` that a person may open."""
    visible = Case.objects.visible_to(person).values("pk")
    mine = rows(trial, person).filter(Q(**{KINDS[kind][0]: True}), case__in=visible)
    return mine.select_related("case").order_by("-case__received_on", "-case_id")
