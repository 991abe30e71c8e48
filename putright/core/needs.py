"""What adjustments mean for letters: how one is laid out, which way it may go, and what must come before it.

Authority: the duty to make reasonable adjustments (Equality Act 2010, section 20), as the Codes and policies repeat it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from putright.core import events as e
from putright.core.events import Event, Need
from putright.core.needs_words import LANGUAGES, suggest
from putright.core.state import State
from putright.core.state.base import is_for_them
from putright.core.state.shapes_needs import plain

NEEDS: Mapping[Need, str] = {
    "large_print": "Large print",
    "easy_read": "Easy read: plain words, short sentences",
    "no_email": "Post only, no e-mail",
    "no_post": "E-mail only, nothing by post",
    "call_first": "A call before anything in writing",
    "interpreter": "An interpreter’s call before anything in writing",
    "braille": "Braille",
    "audio": "Audio",
    "screen_reader": "E-mail that a screen reader can read, no paper",
}
"""Everything that an adjustment can mean for letters, beside a language of their own."""

DOES: Mapping[Need, str] = {
    "large_print": "are in large print",
    "easy_read": "are laid out for easy reading",
    "no_email": "do not go by e-mail",
    "no_post": "do not go by post",
    "call_first": "wait until somebody has rung or visited them about it",
    "interpreter": "wait until somebody has spoken with them, with an interpreter",
    "braille": "go only with a copy in Braille",
    "audio": "go only with a recording",
    "screen_reader": "go by e-mail, not on paper",
}
"""What letters do about each need, after “Letters”."""

FIRST: frozenset[Need] = frozenset({"call_first", "interpreter"})
"""The needs that wait until somebody has spoken with them."""
SPOKEN = ("phone", "visit", "in_person")
DIGITAL = ("email", "portal")
WRITTEN = ("email", "portal", "post", "in_person")
BY_HAND = ("post", "in_person")
"""The channels by which a copy made by hand can go along with a letter."""

SHUTS: Mapping[Need, tuple[Collection[str], str, str]] = {
    "no_email": (DIGITAL, "this may not go by e-mail", "Post it, or hand it over."),
    "no_post": (("post",), "this may not go by post", "Send it by e-mail, or hand it over."),
    "screen_reader": (BY_HAND, "this may not go on paper", "Send it by e-mail."),
}
"""For each need that shuts a way: which, what to say, and what to do instead."""

_TO_MAKE: Mapping[Need, str] = {"braille": "in Braille", "audio": "as a recording"}


@dataclass(frozen=True)
class Asked:
    """What somebody asked for, in their own words, and what it means for letters. `party`: whose need; "" all."""

    text: str
    needs: tuple[Need, ...] = ()
    language: str = ""
    party: str = ""


@dataclass(frozen=True)
class Layout:
    """How a letter is laid out, and the language it is wanted in: a code, or empty for English."""

    large: bool = False
    easy: bool = False
    language: str = ""


@dataclass(frozen=True)
class Stop:
    """A need that stands against sending: what they asked for, in their words, why that stops it, and what to do."""

    need: Need
    text: str
    why: str
    todo: str

    def __str__(self) -> str:
        return f"They asked for “{self.text}”: {self.why}. {self.todo}"


@dataclass(frozen=True)
class Spoken:
    """Whether somebody has spoken with them since the last letter and decision, and whether with an interpreter."""

    at_all: bool = False
    interpreted: bool = False


def meant(recorded: e.AdjustmentRecorded) -> Asked:
    """What a recorded adjustment means. Where nobody asked for its meaning, its words give it."""
    found = in_words(recorded.what)
    needs = found.needs if recorded.needs is None else recorded.needs
    language = recorded.language or (found.language if recorded.needs is None else "")
    known = tuple(need for need in get_args(Need) if need in needs and need != "language")
    return Asked(plain(recorded.what), (*known, "language") if language else known, language, recorded.party or "")


def in_words(what: str) -> Asked:
    """What the words of an adjustment plainly mean: a suggestion, and the meaning of those recorded without any."""
    needs, language = suggest(what)
    return Asked(plain(what), (*needs, "language") if language else needs, language)


def asked(state: State, party: str | None = None, lines: Iterable[str] = ()) -> list[Asked]:
    """Every adjustment in force for whoever a letter goes to, by their key; left out, for anybody on the case.

    `lines` are the words kept with the person; those that the log has, or that ended, are not taken twice.
    """
    found = [meant(one) for one in state.helps.recorded if party is None or one.party in (None, party)]
    known = {plain(one.what) for one in state.helps.recorded} | state.helps.ended
    return [*found, *(in_words(line) for line in dict.fromkeys(map(plain, lines)) if line and line not in known)]


def layout(asked: Iterable[Asked]) -> Layout:
    """What the needs of whoever a letter goes to make of its layout and language."""
    known = list(asked)
    needs = {need for one in known for need in one.needs}
    language = next((one.language for one in reversed(known) if one.language), "")
    return Layout("large_print" in needs, "easy_read" in needs, language)


def does(one: Asked) -> list[str]:
    """What letters do about an adjustment, each after “Letters”."""
    found = [DOES[need] for need in one.needs if need != "language"]
    return [*found, f"are in {called(one.language)}"] if one.language else found


def spoken(events: Sequence[Event], since: int, state: State) -> Spoken:
    """Whether they were spoken with since the event of the last letter (`since` events into the case).

    A call counts for the one letter that follows it, and for an answer only if it came after the decision: before, it
    could not have told them what the letter says.
    """
    found = Spoken()
    for event in events[since:]:
        if isinstance(event, e.Decided):
            found = Spoken()
        elif isinstance(event, e.Contacted | e.UpdateSent) and _reached(event, state):
            found = Spoken(True, found.interpreted or getattr(event, "interpreter", False))
    return found


def _reached(event: e.Contacted | e.UpdateSent, state: State) -> bool:
    return event.method in SPOKEN and getattr(event, "reached", True) and is_for_them(state, event.to)


@dataclass(frozen=True)
class Sending:
    """How a letter is about to go out: its channel, and the code of its language, empty for English.

    `spoken`: whether they were spoken with about it; `made`: the needs for which a copy was made by hand and goes
    along; `tongues`: the languages that letters can be written in.
    """

    channel: str
    language: str = ""
    spoken: Spoken = Spoken()
    made: Collection[str] = ()
    tongues: Collection[str] = ()


def stands_against(asked: Iterable[Asked], sending: Sending) -> list[Stop]:
    """What stands against sending a letter so, once for each need; nothing where it may go, or is not in writing."""
    if sending.channel not in WRITTEN:
        return []
    found: dict[Need, Stop] = {}
    for one in asked:
        for need in one.needs:
            stop = _stop(need, one, sending)
            if stop:
                found.setdefault(need, stop)
    return list(found.values())


def _stop(need: Need, one: Asked, sending: Sending) -> Stop | None:
    if need in SHUTS:
        shut, why, todo = SHUTS[need]
        return Stop(need, one.text, why, todo) if sending.channel in shut else None
    if need == "call_first" and not sending.spoken.at_all and sending.channel != "in_person":
        return Stop(need, one.text, "nobody has spoken with them about this yet",
                    "Ring or visit them, record that, and then send it.")  # fmt: skip
    if need == "interpreter" and not sending.spoken.interpreted:
        return Stop(need, one.text, "nobody has spoken with them through an interpreter about this yet",
                    "Ring or visit them with an interpreter, record that, and then send it.")  # fmt: skip
    return _unmade(need, one, sending)


def _unmade(need: Need, one: Asked, sending: Sending) -> Stop | None:
    """A form, or a language, that this letter is not in: made by hand, it goes by post or in person."""
    how = _TO_MAKE.get(need, "")
    if need == "language" and one.language != sending.language:
        how = f"in {called(one.language)}"
    if not how or (need in sending.made and sending.channel in BY_HAND):
        return None
    if need == "language" and one.language in sending.tongues:
        return Stop(need, one.text, f"this is not {how}", f"Have it written {how}.")
    return Stop(need, one.text, f"a copy {how} has to be made and go with this",
                "Have it made, then post it or hand it over with that copy, and tick that it was made.")  # fmt: skip


def to_make(asked: Iterable[Asked], tongues: Collection[str]) -> dict[Need, tuple[str, str]]:
    """What has to be made by hand for a letter, by need: how it is called, and the language where it is one."""
    found: dict[Need, tuple[str, str]] = {}
    for one in asked:
        for need in one.needs:
            if need in _TO_MAKE:
                found.setdefault(need, (_TO_MAKE[need], ""))
            elif need == "language" and one.language not in tongues:
                found.setdefault(need, (f"in {called(one.language)}", one.language))
    return found


def called(language: str) -> str:
    """What a language is called in English, by its code.

    >>> called("pl"), called("xx")
    ('Polish', 'xx')
    """
    return LANGUAGES.get(language) or LANGUAGES.get(language.partition("-")[0]) or language
