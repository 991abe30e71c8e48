"""What a rule of the linter finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from putright.core.printed import Said

if TYPE_CHECKING:
    from putright.core.lint.subject import Subject

Force = Literal["must", "should", "advice"]


@dataclass(frozen=True, slots=True)
class Found:
    """One conflict as a rule finds it.

    `text`: what conflicts, in a sentence. `cure`: a wording or a value that would cure it. `cites`: the pack's
    provisions. `key`: where it stands in `pack.yaml`. `said`: what the printed policy says, where it is that. `force`:
    how serious this one is, where that is not what the rule says. `silent`: that something is not said, which a Code
    bound in with the policy may say.
    """

    text: str
    cure: str
    cites: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    said: Said | None = None
    force: Force | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A conflict of a policy with an edition: `code` are the edition's provisions, `cites` the policy's."""

    rule: str
    force: Force
    code: tuple[str, ...]
    cites: tuple[str, ...]
    text: str
    cure: str
    key: tuple[str, ...] = ()
    said: Said | None = None


Find = Callable[["Subject"], Iterator[Found]]
