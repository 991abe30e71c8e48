"""When a policy must be looked at again, from its own printed dates and what the register of the policy has since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from putright.core.policy import Policy
from putright.core.workdays import add_months, said

AHEAD = timedelta(days=90)
"""How long before a review falls due the register begins to say so."""
FORMS = ("%d %B %Y", "%B %Y", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the policy's dates that somebody must see to, and the provisions behind it."""

    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What the register has: the last review, when that said the next is due, what has called for one since."""

    reviewed: date | None = None
    due: date | None = None
    triggers: tuple[str, ...] = ()


NOTHING = History()


def printed(text: str) -> date | None:
    """The last day of a date as a policy prints it: `8 January 2025`, or `April 2025` for the end of that month.

    >>> printed("April 2025"), printed("when needed")
    (datetime.date(2025, 4, 30), None)
    """
    for form in FORMS:
        try:
            found = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
        return found if "%d" in form else add_months(found, 1) - timedelta(days=1)
    return None


def due(policy: Policy, history: History = NOTHING) -> date | None:
    """When the next review falls due: as the last review said, else as the policy prints it."""
    return history.due or printed(policy.pack.document.review_due)


def warnings(policy: Policy, on: date, history: History = NOTHING) -> Iterator[Notice]:
    """What must be seen to about the policy's dates on a day."""
    document = policy.pack.document
    for text, blank in (
        ("The policy does not say when it was approved: put the date into it.", not document.approved),
        ("The policy does not say when it is next reviewed: set a date and put it into it.", not document.review_due),
        ("The policy does not say who owns it.", not (document.owner or document.accountable)),
    ):
        if blank:
            yield Notice(text, document.cites)
    last = due(policy, history)
    if last and last < on:
        yield Notice(f"The policy’s review fell due on {said(last)}.", document.cites)
    elif last and last - on <= AHEAD:
        yield Notice(f"The policy’s review falls due on {said(last)}.", document.cites)
    rules = policy.pack.registers.get("policy_triggers")
    for what in history.triggers:
        yield Notice(f"This calls for a review before its date: {what}", rules.cites if rules else document.cites)


def gaps(policy: Policy, reached: bool, unreachable: tuple[str, ...]) -> Iterator[Notice]:
    """What publications cannot say because nobody has filled it in: the landlord's own or a body's contact details."""
    if not reached:
        yield Notice("No address, telephone number or e-mail address of the landlord is known: add them, so that "
                      "publications can say how to reach it.", policy.pack.document.cites)  # fmt: skip
    for name in unreachable:
        yield Notice(f"How to reach {name} is not in the register of bodies: fill it in.", policy.pack.redress.cites)
