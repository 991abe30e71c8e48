"""What can only be told from the whole file: rows that say the same twice, or contradict one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from putright.apps.casework.search import normalise
from putright.apps.residents.importing.columns import COLUMNS
from putright.apps.residents.importing.reading import Line
from putright.apps.residents.models import Home, Resident

OF_PERSON = tuple(one.name for one in COLUMNS if one.of is Resident and one.name != "person_number")
OF_HOME = tuple(one.name for one in COLUMNS if one.of is Home)
First = dict[str, dict[str, tuple[Any, int]]]
"""By person or home, then by column: what the file said first, and on which line."""


def compare(lines: Iterable[Line], brands: Mapping[str, str]) -> None:
    """Marks the rows that cannot stand beside an earlier one. `brands`: those of the landlord, by key and by name."""
    people: First = {}
    homes: First = {}
    stays: dict[tuple[str, str], dict[Any, int]] = {}
    for line in lines:
        _complete(line, brands)
        number, home = line.values.get("person_number", ""), home_key(line.values)
        if line.wrong:
            continue
        _agree(line, people, number, OF_PERSON, "person")
        _agree(line, homes, home, OF_HOME, "home")
        _once(line, stays.setdefault((number, home), {}))


def home_key(values: Mapping[str, Any]) -> str:
    """What tells a home from others in a file; empty where the row has none."""
    if values.get("uprn"):
        return f"uprn {values['uprn']}"
    if values.get("home_number"):
        return f"number {values['home_number']}"
    return f"at {normalise(values['address'])} {values.get('postcode', '')}" if values.get("address") else ""


def _complete(line: Line, brands: Mapping[str, str]) -> None:
    """What must stand together in a row."""
    values = line.values
    person = [name for name in (*OF_PERSON, "role", "since", "until", "adjustment") if name in values]
    if person and not values.get("person_number") and not any(one[0] == "person_number" for one in line.wrong):
        line.refuse("person_number", "It is empty.", "Give your own number for the person: the next import finds "
                    "them by it.")  # fmt: skip
    home = home_key(values)
    if not values.get("person_number") and not home and not line.wrong:
        line.refuse("person_number", "There is neither a person nor a home in this row.", "Fill it in, or remove it.")
    if not home and any(name in values for name in ("role", "since", "until", *OF_HOME)):
        line.refuse("uprn", "There is no telling which home is meant.", "Give its UPRN, your number, or its address.")
    for first, last in (("since", "until"), ("home_since", "home_until")):
        if first in values and last in values and values[last] < values[first]:
            line.refuse(last, f"The last day is before the first, {values[first]:%d/%m/%Y}.", "Check both days.")
    if "adjustment_review" in values and "adjustment" not in values:
        line.refuse("adjustment", "There is a day to look at it again, and nothing to look at.", "Say what helps them.")
    if brand := values.get("brand"):
        if brand.casefold() in brands:
            values["brand"] = brands[brand.casefold()]
        else:
            known = ", ".join(sorted(set(brands.values()))) or "none: leave it empty"
            line.refuse("brand", f"“{brand}” is not one of ours.", f"Write one of: {known}.")


def _agree(line: Line, known: First, key: str, names: tuple[str, ...], what: str) -> None:
    """A person or home that stands in several rows must be the same in each."""
    if not key:
        return
    first = known.setdefault(key, {})
    for name in names:
        if name not in line.values:
            continue
        said, n = first.setdefault(name, (line.values[name], line.n))
        if said != line.values[name]:
            line.refuse(name, f"Line {n} says something else of the same {what}: “{said}”.",
                        "Correct one of the two. The first is taken.")  # fmt: skip


def _once(line: Line, there: dict[Any, int]) -> None:
    """Somebody is in a home once from one day."""
    if line.wrong:
        return
    since = line.values.get("since")
    n = there.get(since)
    if n is None and there and (since is None or None in there):
        n = there.get(None) or next(iter(there.values()))
    if n is not None:
        line.refuse("", f"Line {n} says this already.", "Remove one; or give the first day of each, if they differ.")
        return
    there[since] = line.n
