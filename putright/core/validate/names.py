"""Names that a pack, an edition or the law may use: whether they mean something, and the provisions behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from putright.core import decide as _register_guards  # noqa: F401
from putright.core import guards
from putright.core.guards.letters import PART_NAMES
from putright.core.letters import gate
from putright.core.pack import LetterKind, LetterParts, Provision, Rules
from putright.core.validate.shapes import Fault, Path, hint
from putright.core.warnings import WARNINGS
from putright.core.workdays import BadPeriod, Period

DUTIES = (
    "update", "promise", "candour.notify", "remedy", "order", "review:restriction", "hazard", "procedure", "request",
    "detriment", "notice", "redress", "message", "service_request", "answer", "share", "survey.follow_up", "hold",
    "action",
)  # fmt: skip


def text_faults(rules: Struct, provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    """Citations of no provision, and periods that are none, wherever they stand."""
    for path, text in _walk(msgspec.to_builtins(rules), ()):
        if path[-2:-1] == ("cites",) or _is_cites(path):
            if text not in provisions:
                yield Fault(path[:-1], f"there is no provision {text!r}{hint(text, provisions)}")
        elif path[-1] in ("within", "over", "appeal_within", "papers_before"):
            yield from period_faults(path, text)


def rules_faults(rules: Rules, provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    """The same, and names of guards, warnings, duties, rules of the letter gate and parts of letters."""
    yield from text_faults(rules, provisions)
    yield from names("guards", rules.guards, guards.NAMES)
    yield from names("warnings", rules.warnings, WARNINGS)
    yield from names("duties", rules.duties, DUTIES)
    yield from names("gate", rules.gate, gate.rules())
    yield from part_faults(rules.letters)


def part_faults(letters: Mapping[LetterKind, LetterParts]) -> Iterator[Fault]:
    """Required parts of letters that there are not."""
    for letter, by_stage in letters.items():
        for stage, parts in by_stage.items():
            yield from names(f"letters.{letter}.{stage}", parts, PART_NAMES)


def _is_cites(path: Path) -> bool:
    """Whether a list stands where a mapping gives citations directly: guards, warnings, parts and the like."""
    heads = ("guards", "warnings", "duties", "letters", "gate", "apart", "variation", "closing_grounds")
    return (path[0] in heads or "line_managers" in path[-2:]) and path[-1].isdigit()


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple)) else ()
    for key, inner in items:
        yield from _walk(inner, (*path, str(key)))
    if isinstance(value, str):
        yield path, value


def period_faults(path: Path, text: str) -> Iterator[Fault]:
    """A period, such as `10 working days`, that is none."""
    try:
        Period.parse(text)
    except BadPeriod as error:
        yield Fault(path, str(error))


def names(section: str, names: Any, known: Any) -> Iterator[Fault]:
    """Names of a section, such as `letters.response.1`, that are not among those known."""
    for name in names:
        if name not in known:
            yield Fault((*section.split("."), name), f"unknown{hint(name, known)}")
