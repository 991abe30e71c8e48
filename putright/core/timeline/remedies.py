"""What becomes of a remedy once it is decided."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, when

REPLIES = {"accepted": "accepted", "declined": "declined", "partly": "accepted in part"}


def remedy_name(key: str) -> str:
    """What a remedy is called in a sentence.

    >>> remedy_name("r2"), remedy_name("r1-1")
    ('remedy 2', 'remedy 1-1')
    """
    return f"remedy {key.removeprefix('r')}"


SAYS: Says = {
    e.RemedyAnswered: lambda x, n: f"{remedy_name(x.id)} {REPLIES[x.answer]} by the complainant",
    e.RemedyWithdrawn: lambda x, n: f"offer of {remedy_name(x.id)} withdrawn",
    e.RemedyRevised: lambda x, n: f"{remedy_name(x.id)} moved{when(x.by, ' to')}, "
    + ("agreed with the complainant" if x.agreed else "without the complainant’s agreement"),
    e.RemedyChased: lambda x, n: f"{remedy_name(x.id)} chased",
    e.RemedyCompleted: lambda x, n: f"{remedy_name(x.id)} done",
    e.RemedyConfirmed: lambda x, n:
    f"complainant says that {remedy_name(x.id)} is {'done' if x.done else 'not done'}",
}  # fmt: skip
