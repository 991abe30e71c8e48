"""What every event is."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

LONGEST = 100_000
"""The most characters an event takes as one text."""
Words = Annotated[str, Meta(extra={"words": True}, max_length=LONGEST)]
"""Free text or a name: kept in a row of its own, never in the event itself."""


StageName = Literal["informal", 1, 2]


class Malformed(ValueError):
    """An event that is not of the vocabulary. `where` names the key, the message says what is wrong with it."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where


def _snake(name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in name).strip("_")


class Event(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event",
    tag=_snake, rename={"from_": "from", "as_": "as", "with_": "with", "kind_": "kind"},
):  # fmt: skip
    """Something that happened on a local date. `stage` is the current one unless it is given."""

    on: date
    stage: StageName | None = None
    is_fact: ClassVar[bool] = False

    @property
    def kind(self) -> str:
        """The event's name in the vocabulary, such as `escalation_requested`."""
        return str(self.__struct_config__.tag)


class GivenFact(Event, frozen=True, kw_only=True):
    """An event that others cause: recorded whatever the policy says; only what follows from it differs."""

    is_fact: ClassVar[bool] = True
