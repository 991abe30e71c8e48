"""The shapes of who must keep away from a complaint, and of what somebody must agree to first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from putright.core import events as e


@dataclass(slots=True)
class Approval:
    """A request for approval: `by` asked it of `roles`, each to be given by another person (`given`, by id).

    It is over when it is declined, when it is asked again, or when what it was for has happened (`used`).
    """

    id: str
    of: e.ApprovalOf
    ground: str | None
    what: str
    roles: tuple[str, ...]
    by: str | None
    on: date
    words: str | None = None
    given: tuple[str, ...] = ()
    declined: e.ApprovalDeclined | None = None
    used: bool = False
    replaced: bool = False

    @property
    def stands(self) -> bool:
        """Whether it may still be given, or what was given still counts."""
        return not (self.declined or self.used or self.replaced)

    def is_for(self, of: str, ground: str | None) -> bool:
        """Whether it is about this purpose, on this ground where one is named."""
        return self.of == of and (ground is None or self.ground == ground)


@dataclass(slots=True)
class Standing:
    """Who keeps away from a complaint, by id: by an interest declared or by their own wish; and who was cleared."""

    interests: dict[str, e.InterestDeclared] = field(default_factory=dict)
    recused: dict[str, e.Recused] = field(default_factory=dict)
    cleared: dict[str, e.ConflictCleared] = field(default_factory=dict)

    @property
    def away(self) -> frozenset[str]:
        """Everyone who keeps away now."""
        return frozenset(self.interests) | frozenset(self.recused)


@dataclass(slots=True)
class Sitting:
    """A review panel on its way to its meeting: who was asked, for which days, who can come, who has the papers."""

    invited: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    reply_by: date | None = None
    available: dict[str, tuple[date, ...]] = field(default_factory=dict)
    meets_on: date | None = None
    papers: dict[str, e.PapersSent] = field(default_factory=dict)
    met: e.PanelMet | None = None

    def invite(self, event: e.PanelInvited) -> None:
        """Adds members to those asked; days proposed anew take the place of the old."""
        self.invited = tuple(dict.fromkeys([*self.invited, *event.members]))
        self.dates, self.reply_by = event.dates, event.reply_by
