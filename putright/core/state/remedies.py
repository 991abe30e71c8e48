"""What becomes of each remedy. Nothing that was promised to the complainant is ever dropped."""

from __future__ import annotations

from collections.abc import Container

from putright.core import events as e
from putright.core.money import pence, total
from putright.core.state.base import State, on
from putright.core.state.shapes_remedies import Disputed, PromisedRemedy


def decided(state: State, event: e.Decided, stage: int) -> dict[str, PromisedRemedy]:
    """The remedies after a decision of a stage.

    The decision replaces what the stage decided before and never sent. What a response promised, or what is done,
    stays: promised again under its name it gets the new date, and if the new one is less or another, it stands beside.
    """
    found: dict[str, PromisedRemedy] = {}
    for key, old in state.remedies.items():
        new = event.remedies.get(key)
        if _draft(old, stage):
            continue
        if new and _again(old, new):
            found[key] = _promised_again(old, event, new, stage)
        else:
            found[_free(key, (*state.remedies, *event.remedies, *found)) if new else key] = old
    return found | {k: _made(event, r, stage) for k, r in event.remedies.items() if k not in found}


def _draft(remedy: PromisedRemedy, stage: int) -> bool:
    untouched = not (remedy.offered or remedy.done or remedy.answer or remedy.disputes)
    return remedy.stage == stage and untouched


def _again(old: PromisedRemedy, new: e.Remedy) -> bool:
    return not old.settled and old.kind == new.kind and _worth(new) >= old.pence


def _worth(remedy: e.Remedy) -> int:
    return pence(remedy.amount) if remedy.amount is not None else total(line.amount for line in remedy.lines)


def _free(key: str, taken: Container[str]) -> str:
    n = 1
    while f"{key}-{n}" in taken:
        n += 1
    return f"{key}-{n}"


def _made(event: e.Decided, remedy: e.Remedy, stage: int) -> PromisedRemedy:
    amount = remedy.amount if remedy.amount is not None or not remedy.lines else _worth(remedy) / 100
    return PromisedRemedy(
        event.on, remedy.what, remedy.by, stage=stage, kind=remedy.kind, amount=amount, reason=remedy.reason,
        points=remedy.points, owner=remedy.owner, lines=remedy.lines, level=remedy.level, departs=remedy.departs,
        without_admission=remedy.without_admission, replaces=remedy.replaces,
    )  # fmt: skip


def _promised_again(old: PromisedRemedy, event: e.Decided, new: e.Remedy, stage: int) -> PromisedRemedy:
    made = _made(event, new, stage)
    for name in ("on", "by", "revised", "moves", "offered", "answer", "answered", "was_declined", "chased", "disputes"):
        setattr(made, name, getattr(old, name))
    if new.by != old.last:
        made.move(event.on, new.by, new.reason, agreed=False)
    return made


def offered(state: State, event: e.ResponseSent, stage: int) -> None:
    """A response promises what its stage decided; what it puts in place of an earlier promise, replaces that."""
    state.use_approval("compensation")
    for key, remedy in state.remedies.items():
        if remedy.stage == stage and not remedy.offered:
            remedy.offered = event.on
            if (old := state.remedies.get(remedy.replaces)) and not old.settled:
                old.replaced = key


@on(e.RemedyAnswered)
def _(state: State, event: e.RemedyAnswered) -> None:
    if remedy := state.remedies.get(event.id):
        remedy.was_declined = remedy.was_declined or event.answer == "declined"
        remedy.answer, remedy.answered = event.answer, event.on


@on(e.RemedyWithdrawn)
def _(state: State, event: e.RemedyWithdrawn) -> None:
    remedy = state.remedies[event.id]
    remedy.withdrawn, remedy.withdrawn_because = event.on, event.reason


@on(e.RemedyRevised)
def _(state: State, event: e.RemedyRevised) -> None:
    state.remedies[event.id].move(event.on, event.by, event.reason, event.agreed)


@on(e.RemedyChased)
def _(state: State, event: e.RemedyChased) -> None:
    state.remedies[event.id].chased.append(event.on)


@on(e.RemedyCompleted)
def _(state: State, event: e.RemedyCompleted) -> None:
    remedy = state.remedies[event.id]
    remedy.done, remedy.proof, remedy.file, remedy.confirmed = event.on, event.evidence, event.file, None


@on(e.RemedyConfirmed)
def _(state: State, event: e.RemedyConfirmed) -> None:
    remedy = state.remedies.get(event.id)
    if not remedy:
        return
    if event.done:
        remedy.done, remedy.confirmed = remedy.done or event.on, event.on
    else:
        remedy.disputes.append(Disputed(event.on, remedy.done, event.text))
        remedy.done = remedy.confirmed = None
        if remedy.declined:  # whoever says that it is not done wants it
            remedy.answer, remedy.answered = "accepted", event.on
