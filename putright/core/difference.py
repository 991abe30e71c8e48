"""What is different between two packs, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from msgspec import Struct

from putright.core import decide as _register_guards  # noqa: F401
from putright.core.difference_rules import OWED, WARNS
from putright.core.difference_words import DOES, ENTRIES, EVERY, KEYS, PARTS, Kind, Words
from putright.core.guards import about
from putright.core.guards.letters import PART_NAMES
from putright.core.letters import gate
from putright.core.pack import Pack
from putright.core.procedure import STARTS

Path = tuple[str, ...]
BESIDE = ("cites", "reading")
"""Keys that say why, not what."""
CITED = re.compile(r" \([A-Z0-9., -]+\)$")
"""Provisions behind a sentence: they are shown beside it."""
TOLD: dict[str, Mapping[str, str]] = {"warnings": WARNS, "duties": OWED, "letters": PART_NAMES}
"""What rules are called, by the key of the pack that they stand under."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different: where it stands in the pack, in a sentence, and the provisions it rests on.

    `part`: what it belongs to, of `putright.core.difference_words.PARTS`. `runs`: whether complaints run otherwise by
    it; not so where only the provisions it rests on or the reading taken are others.
    """

    key: Path
    text: str
    cites: tuple[str, ...]
    part: str
    runs: bool


def differences(before: Pack, after: Pack) -> list[Change]:
    """Everything that stands otherwise in `after` than in `before`, part by part, a sentence each."""
    said = _Said({key: role.title for pack in (before, after) for key, role in pack.roles.items()})
    return [
        Change(one.key, _sentence(one.text), one.cites, part, one.runs)
        for part, names in PARTS.items()
        for name in names
        for one in said.field(before, after, name, (name,), "the policy", ())
    ]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


class _Found(NamedTuple):
    key: Path
    text: str
    cites: tuple[str, ...]
    runs: bool = True


class _Said:
    """Puts differences in words; `roles` are the titles of roles by id."""

    def __init__(self, roles: Mapping[str, str]) -> None:
        self.roles = roles

    def field(
        self, old: Struct, new: Struct, field: str, key: Path, name: str, cites: tuple[str, ...]
    ) -> Iterator[_Found]:
        """What differs in one key of a structure."""
        a, b = getattr(old, field), getattr(new, field)
        if a == b:
            return
        if isinstance(a, Struct) or isinstance(b, Struct):
            yield from self._entry(a, b, key, ENTRIES[field], cites)
        elif isinstance(b, dict):
            yield from self._mapping(type(new), field, a, b, key, name, cites)
        else:
            text = self._changed(_words(type(new), field), a, b, _names(name, key))
            yield _Found(key, text, cites, field not in BESIDE)

    def _mapping(
        self, owner: type[Any], field: str, a: Mapping[str, Any], b: Mapping[str, Any], key: Path, name: str,
        cites: tuple[str, ...],
    ) -> Iterator[_Found]:  # fmt: skip
        words = KEYS.get(owner, {}).get(field)
        for one in dict.fromkeys([*a, *b]):
            old, new, at = a.get(one), b.get(one), (*key, one)
            if old == new:
                continue
            if isinstance(old, Struct) or isinstance(new, Struct):
                yield from self._entry(old, new, at, self._called(field, one, old, new), cites)
            elif words and words.kind == "rules":
                yield from self._rules(words, old, new, at)
            elif words:
                names = _names(name, at) | {"key": self.roles.get(one, _plain(one))}
                yield _Found(at, self._changed(words, old, new, names), cites)

    def _called(self, field: str, key: str, old: Struct | None, new: Struct | None) -> str:
        """What an entry under a key is called: by its title, where it has one that stays the same."""
        if field == "clocks":
            return DOES[key][1]  # type: ignore[index]
        (title, *others) = {getattr(one, "title", "") for one in (old, new) if one is not None}
        known = "" if field == "roles" else self.roles.get(key, "")
        return ENTRIES[field].format(key=(not others and title) or known or _plain(key))

    def _entry(
        self, old: Struct | None, new: Struct | None, key: Path, name: str, cites: tuple[str, ...]
    ) -> Iterator[_Found]:
        """An entry that is new, gone or changed."""
        if old is None or new is None:
            found = new if new is not None else old
            text = f"{'new' if old is None else 'no longer'}: {self._told(found, key, name)}"
            yield _Found(key, text, _cites(found, cites))
            return
        for field in new.__struct_fields__:
            yield from self.field(old, new, field, (*key, _written(field)), name, _cites(new, cites))

    def _told(self, entry: Struct | None, key: Path, name: str) -> str:
        """An entry in full, as far as it says something of its own."""
        fields = [field for field in (entry.__struct_fields__ if entry else ()) if field not in BESIDE]
        said = [text for field in fields if (text := self._one(entry, field, key, name))]
        return "; ".join([*said[:1], *(text.replace(name, "it", 1) for text in said[1:])]) or name

    def _one(self, entry: Struct | None, field: str, key: Path, name: str) -> str:
        value, words = getattr(entry, field), _words(type(entry), field)
        if value in (None, "", (), {}, False) or f"“{value}”" in name:
            return ""
        if isinstance(value, Mapping):
            return f"{name}: {', '.join(self.roles.get(one, _plain(one)) for one in value)}"
        return self._statement(words, value, _names(name, (*key, field)))

    def _statement(self, words: Words, value: Any, names: Mapping[str, str]) -> str:
        """A value said alone."""
        if words.kind == "yes":
            return f"{names['name']} {words.lead}" if value else f"{names['name']} no longer {words.lead}"
        lead = words.lead.format(**names)
        if value in (None, "", ()) and lead.endswith(" within"):
            return f"{lead.removesuffix(' within')} with {words.none}"
        return f"{lead} {self._value(words, value)}"

    def _changed(self, words: Words, old: Any, new: Any, names: Mapping[str, str]) -> str:
        """A value that took the place of another."""
        statement = self._statement(words, new, names)
        if words.kind == "yes":
            return statement.replace(f"{names['name']} ", f"{names['name']} now ", 1) if new else statement
        if old in (None, "", ()):
            return f"{statement}; before: {words.none}"
        if isinstance(new, tuple) and words.kind != "bare":
            return statement + self._moved(words, old, new)
        return f"{statement}, not {_short(self._value(words, old), self._value(words, new))}"

    def _moved(self, words: Words, old: tuple[Any, ...], new: tuple[Any, ...]) -> str:
        """What a list has gained and lost."""
        more, less = [one for one in new if one not in old], [one for one in old if one not in new]
        said = [
            f"{self._value(words, tuple(found))} {what}"
            for found, what in ((more, "added"), (less, "taken out"))
            if found
        ]
        return f" ({'; '.join(said) or 'in another order'})"

    def _rules(self, words: Words, old: Any, new: Any, key: Path) -> Iterator[_Found]:
        """Rules by name: added, taken out, or resting on something else; a level down where they stand by letter."""
        if isinstance(old or new, Mapping):
            for one in dict.fromkeys([*(old or {}), *(new or {})]):
                if (a := (old or {}).get(one)) != (b := (new or {}).get(one)):
                    yield from self._rules(words, a, b, (*key, one))
            return
        named = f"{words.lead.format(name=_within(key), key=key[-1])} “{_rule(key)}”"
        if old is None:
            yield _Found(key, f"new: {named}", new)
        elif new is None:
            yield _Found(key, f"no longer: {named}", old)
        else:
            yield _Found(key, f"{named} rests on {', '.join(new)}, not {', '.join(old)}", new, runs=False)

    def _value(self, words: Words, value: Any) -> str:
        if value in (None, "", ()):
            return words.none
        if isinstance(value, tuple):
            return ", ".join(self._value(words, one) for one in value)
        shown: dict[Kind, Callable[[Any], str]] = {
            "text": lambda said: f"“{said}”", "word": _plain, "role": lambda role: self.roles.get(role, _plain(role)),
            "start": lambda start: STARTS[start], "pounds": lambda amount: f"£{amount:,}",
            "rhythm": lambda every: EVERY.get(every, _plain(every)),
        }  # fmt: skip
        return shown.get(words.kind, str)(value)


def _words(kind: type[Any], field: str) -> Words:
    return KEYS[kind][field]


def _short(old: str, new: str) -> str:
    """What was, without the unit where that is the same.

    >>> _short("10 working days", "15 working days"), _short("2 weeks", "15 working days")
    ('10', '2 weeks')
    """
    number, _, unit = old.partition(" ")
    return number if unit and number.isdecimal() and new.partition(" ")[2] == unit else old


def _cites(entry: Struct | None, above: tuple[str, ...]) -> tuple[str, ...]:
    return getattr(entry, "cites", above)


def _names(name: str, key: Path) -> dict[str, str]:
    clock = key[1] if key[0] == "clocks" else ""
    return {"name": name, "does": DOES[clock][0] if clock in DOES else name, "key": key[-1]}


def _within(key: Path) -> str:
    """Which letter a part is of, and at which stage."""
    return ", ".join([_plain(key[1]), "at any stage" if key[2] == "any" else f"stage {key[2]}"]) if len(key) > 3 else ""


def _rule(key: Path) -> str:
    """What a rule asks, where that is known; else its name."""
    kind, name = key[0], key[-1]
    told = _guard(name) if kind == "guards" else _gate(name) if kind == "gate" else TOLD.get(kind, {}).get(name, "")
    return told or _plain(name)


def _guard(name: str) -> str:
    return CITED.sub("", about(name).rstrip("."))


def _gate(name: str) -> str:
    return gate.rules()[name].title.rstrip(".") if name in gate.rules() else ""


def _written(field: str) -> str:
    """A field as it stands in the file."""
    return field.rstrip("_")


def _plain(value: Any) -> str:
    return str(value).replace("_", " ")
