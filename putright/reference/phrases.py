"""Every fixed text that letters and publications can say, gathered from the program: what a catalogue translates."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog

from putright import core, data
from putright.core.compensation import HEADS
from putright.core.letters.kinds import arriving
from putright.core.letters.kinds.behaviour import OUTCOMES
from putright.core.letters.kinds.investigation import DETRIMENT
from putright.core.letters.kinds.learning import QUESTIONS
from putright.core.letters.kinds.safety import FOUND
from putright.core.letters.tongue import PERIODS
from putright.core.letters.voice import FINDINGS, GROUNDS, LABELS, STARTS, SUBJECTS
from putright.core.needs import NEEDS

HOME = "england-and-wales"
"""The place whose law letters speak of."""
SOURCES = ("letters", "publishing")
"""The parts of the engine whose texts residents read."""
NAMES = ("Online", "Telephone", "E-mail", "Post", "Website", "Dear {complainant}", "Yours sincerely")
"""Labels and courtesies that are put together elsewhere."""
Phrase = tuple[str, str]
"""A text, and its form for several where it is counted, else empty."""


def fixed() -> list[Phrase]:
    """The product's own texts, in alphabetical order."""
    tables = (
        FINDINGS, GROUNDS, LABELS, STARTS, SUBJECTS, HEADS, OUTCOMES, DETRIMENT, FOUND,
        arriving.SUBJECTS, arriving.THANKS, NEEDS,
    )  # fmt: skip
    found = {(text, "") for table in tables for text in table.values()}
    found |= {(name, "") for name in NAMES} | set(PERIODS.values()) | {(text, "") for text in _register()}
    found |= {(text, "") for text in (*QUESTIONS, *_routes())}
    found |= {(kind.title, "") for law in [data.load_law(HOME)] if law.hazards for kind in law.hazards.kinds.values()}
    return sorted(found | {phrase for path in _sources() for phrase in _said(ast.parse(path.read_text()))})


def of_pack(pack: str) -> list[Phrase]:
    """A landlord's own sentences in letters, in alphabetical order. Raises `FileNotFoundError` for no such pack."""
    sentences: Any = data.load_wording(pack).get("letters", ())
    return sorted({(str(one["text"]).partition(", for ")[0] if "closing" in one["id"] else str(one["text"]), "")
                   for one in sentences})  # fmt: skip


def update(catalogue: Catalog, phrases: list[Phrase]) -> Catalog:
    """The catalogue with just these texts: known translations kept, a text that changed a little marked doubtful."""
    template = Catalog(fuzzy=False, creation_date=catalogue.creation_date)
    for one, many in phrases:
        template.add((one, many) if many else one)
    catalogue.update(template, update_header_comment=False, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def lacking(catalogue: Catalog) -> list[str]:
    """The texts of a catalogue that have no translation anybody stands by."""
    found = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def _sources() -> Iterator[Path]:
    for part in SOURCES:
        yield from sorted((Path(core.__file__).parent / part).rglob("*.py"))


def _said(tree: ast.AST) -> Iterator[Phrase]:
    """The literal texts that are looked up, and the titles of letters."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name == "t" and texts:
            yield texts[0], ""
        elif name == "tn" and len(texts) > 1:
            yield texts[0], texts[1]
        elif name == "letter" and len(texts) > 1:
            yield texts[1], ""


def _routes() -> Iterator[str]:
    """To whom a matter with a route of its own goes, and what is said of it."""
    for route in data.load_law(HOME).routes.values():
        yield from (route.to, route.tell)


def _register() -> Iterator[str]:
    register: Any = data.load_register()
    yield str(register["any_time"])
    yield from (str(one) for one in register["what_to_include"])
    for body in register["bodies"].values():
        yield from (str(body[key]) for key in ("takes", "time_limit") if body.get(key))
