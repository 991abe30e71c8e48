"""What samples are drawn from: which complaints of a period, and by which groups they are spread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from putright.core.measures.facts import Facts, Staged
from putright.core.pack import SampleKind
from putright.core.sampling import Item


@dataclass(frozen=True)
class Drawing:
    """A kind of sample. `of`: whom it is drawn from; `done`: what is done with each; `share`: per cent, if none is set.

    `every`: the rhythm that is offered where the policy names none.
    """

    title: str
    of: str
    done: str
    share: int
    every: str


KINDS: Mapping[SampleKind, Drawing] = {
    "feedback": Drawing(
        "Asking complainants how it was",
        "every complaint that was answered at either stage, refused or taken back in the period, except anonymous ones",
        "spoken to", 10, "quarter",
    ),
    "learning": Drawing(
        "Learning sessions", "every complaint that was answered at stage 2 in the period", "gone through in a session",
        25, "year",
    ),
}  # fmt: skip
"""The kinds that any landlord can draw, whether its policy asks for them or not."""
GROUPS = ("brand", "outcome", "channel", "area")
"""What a sample is spread over, the most important first."""


def items(kind: SampleKind, facts: Iterable[Facts], since: date, until: date) -> list[Item]:
    """The complaints of a period that a sample is drawn from, by reference, each with its groups."""
    found = (one for one in facts if one.kind == "complaint" or one.formal)
    return sorted((one.reference, _groups(one, since, until)) for one in found if _counts(kind, one, since, until))


def _counts(kind: SampleKind, one: Facts, since: date, until: date) -> bool:
    if kind == "learning":
        return any(stage.number == 2 for stage in _answers(one, since, until))
    ended = any(since <= day <= until for day in (*one.withdrawn, *(day for day, _ in one.refused)))
    return one.source != "anonymous" and (ended or any(_answers(one, since, until)))


def _answers(one: Facts, since: date, until: date) -> Iterator[Staged]:
    return (stage for stage in one.stages if stage.answered and since <= stage.answered <= until)


def _groups(one: Facts, since: date, until: date) -> tuple[str, ...]:
    answers = list(_answers(one, since, until))
    outcome = (answers[-1].outcome or "answered") if answers else "ended"
    return one.brand, outcome, one.channel, one.area
