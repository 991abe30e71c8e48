"""Every promise made in a life, kept count of from its events alone: nothing of `state` or `duties` is used."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.core import events as e
from putright.core.events import Event


@dataclass
class Ledger:
    """What was promised, by the name of its duty, with its date where only one is possible; and what was settled."""

    owed: dict[str, date | None] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    decided: dict[str, e.Remedy] = field(default_factory=dict)
    declined: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)

    def promise(self, name: str, by: date | None = None) -> None:
        """Once settled it stays so: what is asked anew under the same id is a promise again."""
        self.owed[name] = by
        self.settled.discard(name)

    def settle(self, *names: str) -> None:
        self.settled.update(names)

    @property
    def open(self) -> set[str]:
        return set(self.owed) - self.settled


def enter(ledger: Ledger, event: Event) -> None:
    """Count one more event of a life."""
    if event.kind in MADE:
        ledger.promise(MADE[event.kind].format(id=event.id), event.by if event.kind == "promise_made" else None)  # type: ignore[attr-defined]
    elif event.kind in KEPT:
        ledger.settle(KEPT[event.kind].format(id=event.id))  # type: ignore[attr-defined]
        if event.kind == "remedy_withdrawn":
            ledger.withdrawn.add(event.id)  # type: ignore[attr-defined]
        elif event.kind == "remedy_completed":  # what is done stays done, even where they had declined it before
            ledger.declined.discard(event.id)  # type: ignore[attr-defined]
    elif isinstance(event, e.PromiseRevised):
        ledger.promise(f"promise:{event.id}", event.until)
    elif isinstance(event, e.UpdateSent) or (isinstance(event, e.Contacted) and event.reached):
        ledger.settle(*(f"promise:{key}" for key in event.keeps))
    else:
        _remedies(ledger, event)


MADE = {
    "promise_made": "promise:{id}", "evidence_requested": "evidence:{id}", "order_made": "order:{id}",
    "failure_order_made": "order:{id}", "handling_failure_notified": "notice:{id}",
    "detriment_alleged": "detriment:{id}", "procedure_opened": "procedure:{id}.told",
}  # fmt: skip
"""Each event that makes a promise, with the name of the duty that must follow."""
KEPT = {
    "evidence_provided": "evidence:{id}", "order_completed": "order:{id}", "notice_answered": "notice:{id}",
    "detriment_concluded": "detriment:{id}", "procedure_step": "procedure:{id}.told",
    "remedy_completed": "remedy:{id}", "remedy_withdrawn": "remedy:{id}",
}  # fmt: skip
"""Each event that settles one."""


def _remedies(ledger: Ledger, event: Event) -> None:
    """A remedy is promised once the answer that offers it has been sent; until then it may be decided anew.

    One that was declined waits for the complainant; one that they say is not done is owed again.
    """
    if isinstance(event, e.Decided):
        ledger.decided = dict(event.remedies)
    elif isinstance(event, e.ResponseSent):
        for key in ledger.decided:
            if f"remedy:{key}" not in ledger.settled:
                ledger.promise(f"remedy:{key}")
        ledger.decided = {}
    elif isinstance(event, e.RemedyAnswered):
        _answered(ledger, event)
    elif isinstance(event, e.RemedyConfirmed):
        _confirmed(ledger, event)


def _answered(ledger: Ledger, event: e.RemedyAnswered) -> None:
    name = f"remedy:{event.id}"
    if event.answer == "declined" and name not in ledger.settled:
        ledger.declined.add(event.id)
        ledger.settle(name)
    elif event.answer != "declined" and event.id in ledger.declined - ledger.withdrawn:
        ledger.declined.discard(event.id)
        ledger.settled.discard(name)


def _confirmed(ledger: Ledger, event: e.RemedyConfirmed) -> None:
    if event.done:
        ledger.settle(f"remedy:{event.id}")
    elif event.id not in ledger.withdrawn:
        ledger.declined.discard(event.id)
        ledger.settled.discard(f"remedy:{event.id}")
