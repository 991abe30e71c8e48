"""When a complainant may go to a redress body: its own times, as data of the register of bodies."""

from __future__ import annotations

from typing import Literal

from putright.core.shape import Shape


class BodyClock(Shape, frozen=True, kw_only=True):
    """One time of a body's. `certainty` and `source` say where it was taken from; `reading` says it to staff."""

    within: str
    from_: Literal["final_response", "next_working_day", "known"]
    certainty: str
    source: str
    reading: str = ""


class Window(Shape, frozen=True, kw_only=True):
    """From when (`opens`; without it, at any time) and until when (`closes`) a body takes a complaint."""

    opens: BodyClock | None = None
    closes: BodyClock | None = None
