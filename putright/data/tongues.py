"""The languages that letters can be written in: a catalogue of fixed texts each, in the format translators' tools read.

`translations/<language>.po` holds the product's own texts; `translations/<language>.po` in a pack's folder, those of
its landlord. Dates and the forms of what is counted follow the Unicode Common Locale Data Repository.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from putright.core.letters.tongue import ENGLISH, Tongue

HERE = Path(__file__).parent
NOBODY = Catalog().last_translator
"""What stands under Last-Translator until a translator has looked through a catalogue."""


@cache
def tongue_names() -> Mapping[str, str]:
    """Each language there is a catalogue for, by its code: its name in English and its own, English first."""
    found = {path.stem: _name(path.stem) for path in sorted((HERE / "translations").glob("*.po"))}
    return {ENGLISH.code: ENGLISH.name, **found}


def load_tongue(code: str, pack: str = "") -> Tongue:
    """A language with its fixed texts, and with those of a pack's landlord where it has them.

    Raises `KeyError` where there is no catalogue for it.
    """
    if code not in tongue_names():
        raise KeyError(f"there is no catalogue for {code!r}; there are {', '.join(tongue_names())}")
    return ENGLISH if code == ENGLISH.code else _tongue(code, pack)


@cache
def _tongue(code: str, pack: str) -> Tongue:
    locale = Locale.parse(code)
    own = HERE / "packs" / pack / "translations" / f"{code}.po"
    found = [load_catalogue(path) for path in (HERE / "translations" / f"{code}.po", own) if path.is_file()]
    return Tongue(
        code=code, name=_name(code), phrases={one: text for each in found for one, text in _phrases(each)},
        day=partial(_day, locale=locale), plural=c2py(found[0].plural_expr),
        checked=all(each.last_translator != NOBODY for each in found),
    )  # fmt: skip


def load_catalogue(path: Path) -> Catalog:
    """A catalogue of texts. Raises `babel.messages.pofile.PoFileError` where it is not one."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _phrases(catalogue: Catalog) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """The texts that are translated for good: a doubtful one is not used."""
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            one = message.id if isinstance(message.id, str) else message.id[0]
            yield one, message.string if isinstance(message.string, str) else tuple(message.string)


def _name(code: str) -> str:
    locale = Locale.parse(code)
    return f"{locale.get_display_name('en')} ({locale.get_display_name()})"


def _day(on: date, locale: Locale) -> str:
    return format_date(on, "full", locale=locale)
