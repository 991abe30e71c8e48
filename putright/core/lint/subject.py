"""What the linter looks at: a pack, the edition it is held against, and its printed policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from putright.core.pack import Clock, ClockName, Edition, Pack
from putright.core.policy import Policy
from putright.core.printed import Printed, Said, Topic
from putright.core.workdays import Period


@dataclass(frozen=True)
class Subject:
    """`edition` need not be the one that the pack names. `bodies` is the register of redress bodies, by id.

    `printed` is None where nothing printed is known; then rules about it find nothing.
    """

    policy: Policy
    edition: Edition
    printed: Printed | None = None
    bodies: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def pack(self) -> Pack:
        """The pack."""
        return self.policy.pack

    @property
    def wording(self) -> Mapping[str, Any]:
        """How the pack words things, as it stands in `wording.yaml`."""
        return self.policy.wording

    def clock(self, name: ClockName) -> Clock | None:
        """The pack's own clock."""
        return self.pack.clocks.get(name)

    def period(self, name: ClockName) -> Period | None:
        """How long the pack gives for something; None where it sets no last day."""
        clock = self.clock(name)
        return Period.parse(clock.within) if clock and clock.within else None

    def said(self, topic: Topic, of: str | None = None) -> Iterator[Said]:
        """What the printed policy says on a topic; nothing where none is known."""
        return self.printed.said(topic, of) if self.printed else iter(())

    def promises(self, name: str) -> bool:
        """Whether the printed policy says something of `putright.core.printed.PROMISES`; True where none is known."""
        return self.printed is None or any(self.printed.said("promise", name))
