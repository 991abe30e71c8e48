"""The words that sentences about events share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from putright.core.events import Event
from putright.core.workdays import said

CHANNELS = {
    "phone": "by telephone",
    "in_person": "in person",
    "email": "by e-mail",
    "letter": "by letter",
    "online": "through the website",
    "social_media": "by social media",
    "survey": "in a survey",
    "staff": "through a member of staff",
    "post": "by post",
    "portal": "through the portal",
    "visit": "on a visit",
    "text": "by text message",
}
"""How something came or went, at the end of a sentence."""


FINDINGS = {"upheld": "Upheld", "partly_upheld": "Partly upheld", "not_upheld": "Not upheld"}


NOTICES = {"acknowledged": "the acknowledgement", "extended": "the extension", "response_sent": "the response"}


LABELS = {
    "text": "", "what": "", "explanation": "", "answer": "", "result": "", "reason": "Reason",
    "excerpt": "It was about", "basis": "Basis", "circumstances": "Circumstances weighed",
    "discretion": "Discretion weighed", "minutes": "Minutes", "evidence": "Evidence",
    "handling": "How stage 1 was handled", "proof": "What shows it",
}  # fmt: skip
"""What stands before each free text; nothing where it speaks for itself."""


Names = Mapping[str, str]
"""What everyone an event may name is called, by id."""


@dataclass(frozen=True)
class Told:
    names: Names
    stage: str

    def __call__(self, name: str | None) -> str:
        return self.names.get(name or "", (name or "").replace("_", " "))

    def all(self, names: Sequence[str]) -> str:
        return ", ".join(self(name) for name in names)


def how(method: str | None) -> str:
    return f" {CHANNELS.get(method, f'({method})')}" if method else ""


def words(name: str | None) -> str:
    return (name or "").replace("_", " ")


def when(day: Any, before: str) -> str:
    return f"{before} {said(day)}" if day else ""


def by(name: str | None, told: Told) -> str:
    return f" by {told(name)}" if name else ""


def because(name: str | None, before: str = " on the ground: ") -> str:
    return f"{before}{words(name)}" if name else ""


def count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


Says = Mapping[type[Event], Callable[[Any, Told], str]]
"""For each event, its sentence."""
Lists = Mapping[type[Event], Callable[[Any], Iterator[tuple[str, str]]]]
"""For events whose texts are not simple keys: each text with what it is."""
