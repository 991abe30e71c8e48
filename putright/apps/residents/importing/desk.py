"""Taking rows in: each is compared with the register, decided, and kept for writing all together.

The same desk serves the look beforehand, of the whole file and without writing, and the taking in, batch by batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.search import normalise
from putright.apps.residents import actions, words
from putright.apps.residents.importing.columns import COLUMNS
from putright.apps.residents.importing.reading import Line
from putright.apps.residents.models import Adjustment, History, Home, Resident, Row, Stay
from putright.core.needs import in_words
from putright.core.state.shapes_needs import plain

Outcome = Row.Outcome
PIECE = 500
"""Rows written or looked for at once: SQLite takes only so many parameters."""


@dataclass
class Result:
    """What becomes of a row. `said`: column, what changed or is wrong, and what to do."""

    line: Line
    outcome: Outcome
    said: list[tuple[str, str, str]] = field(default_factory=list)
    resident: Resident | None = None


class Desk:
    """The part of a landlord's register that some rows are about, and what they change of it."""

    def __init__(self, landlord: Landlord, lines: Sequence[Line], today: date, *, hold: bool = False) -> None:
        self.landlord, self.today, self.hold = landlord, today, hold
        self.fresh: dict[int, models.Model] = {}
        self.changed: dict[int, tuple[models.Model, set[str]]] = {}
        self.history: list[tuple[Home | Resident, bool, list[str]]] = []
        self._load([line.values for line in lines if not line.wrong])

    # ---- what is there ----------------------------------------------------------------------

    def _load(self, values: list[dict[str, Any]]) -> None:
        homes = self._homes(values)
        self.by_uprn = {one.uprn: one for one in homes.values() if one.uprn}
        self.by_home_number = {one.number: one for one in homes.values() if one.number}
        self.by_place = {_place(one.address, one.postcode): one for one in homes.values()}
        known = self._found(Resident, "number", {one["person_number"] for one in values if "person_number" in one})
        self.people = {one.number: one for one in known}
        ids = {one.pk: one for one in known}
        self.stays: dict[tuple[int, int], list[Stay]] = {}
        self.open: dict[int, list[Stay]] = {}
        for stay in self._found(Stay, "resident", set(ids), "home"):
            stay.resident = ids[stay.resident_id]
            stay.home = homes.get(stay.home_id, stay.home)
            self._remember(stay)
        self.adjustments: dict[int, list[Adjustment]] = {}
        for kept in self._found(Adjustment, "resident", set(ids)):
            self.adjustments.setdefault(id(ids[kept.resident_id]), []).append(kept)

    def _homes(self, values: list[dict[str, Any]]) -> dict[int, Home]:
        """The homes that rows may mean: by UPRN, by number, and by place those that have no such number yet."""
        asked: list[tuple[str, set[Any], dict[str, str]]] = [
            ("uprn", {one["uprn"] for one in values if "uprn" in one}, {}),
            ("number", {one["home_number"] for one in values if "home_number" in one}, {}),
        ]
        places = [one for one in values if "address" in one]
        for lacking, rows in (
            ({"uprn": ""}, [one for one in places if "uprn" in one]),
            ({"number": ""}, [one for one in places if "home_number" in one and "uprn" not in one]),
            ({}, [one for one in places if "uprn" not in one and "home_number" not in one]),
        ):
            asked.append(("postcode", {one["postcode"] for one in rows if "postcode" in one}, lacking))
            bare = {one["address"] for one in rows if "postcode" not in one}
            asked.append(("address", bare, {**lacking, "postcode": ""}))
        return {one.pk: one for column, wanted, more in asked for one in self._found(Home, column, wanted, **more)}

    def _found(self, model: type[Any], column: str, wanted: set[Any], *related: str, **more: Any) -> list[Any]:
        """The rows of the landlord with one of these values; held until they are written where they will be."""
        of = {"resident__landlord": self.landlord} if model in (Stay, Adjustment) else {"landlord": self.landlord}
        values, found = sorted(wanted), []
        for start in range(0, len(values), PIECE):
            rows = model.objects.filter(**{f"{column}__in": values[start : start + PIECE]}, **of, **more)
            rows = rows.select_for_update(of=("self",)) if self.hold else rows
            found += rows.select_related(*related) if related else rows
        return found

    def _remember(self, stay: Stay) -> None:
        self.stays.setdefault((id(stay.resident), id(stay.home)), []).append(stay)
        self.open.setdefault(id(stay.resident), []).append(stay)

    # ---- a row ------------------------------------------------------------------------------

    def take(self, line: Line) -> Result:
        """Decides about a row, and keeps what it changes for `write`."""
        if line.wrong:
            return Result(line, Outcome.INVALID, list(line.wrong))
        values = line.values
        home, problem = self._home(values)
        number = values.get("person_number")
        resident = self.people.get(number) if number else None
        problem = problem or self._lacking(values, home, resident)
        if problem:
            return Result(line, Outcome.INVALID, [problem])
        result = Result(line, Outcome.SAME)
        home = self._take_home(values, home, result)
        if number:
            resident = result.resident = self._take_person(values, resident, home, result)
            if home:
                self._take_stay(values, resident, home, result)
            self._take_adjustment(values, resident, result)
        return result

    def _home(self, values: dict[str, Any]) -> tuple[Home | None, tuple[str, str, str] | None]:
        """The home a row means; or why there is no telling."""
        by_uprn = self.by_uprn.get(values.get("uprn", ""))
        by_number = self.by_home_number.get(values.get("home_number", ""))
        if by_uprn and by_number and by_uprn is not by_number:
            return None, ("uprn", f"The UPRN is that of {by_uprn}, the number that of {by_number}.", "Correct one.")
        found = by_uprn or by_number
        if not found and values.get("address"):
            there = self.by_place.get(_place(values["address"], values.get("postcode", "")))
            clash = there and any(
                values.get(name) and getattr(there, column) and values[name] != getattr(there, column)
                for name, column in (("uprn", "uprn"), ("home_number", "number"))
            )
            found = None if clash else there
        return found, None

    def _lacking(self, values: dict[str, Any], home: Home | None, resident: Resident | None) -> Any:
        """What a new person or home needs and the row does not say."""
        if values.get("person_number") and not resident and not values.get("name"):
            return "name", "Nobody in the register has this number, and the row gives no name.", "Fill in the name."
        asked = values.get("uprn") or values.get("home_number") or values.get("address")
        if asked and not home and not values.get("address"):
            return "address", "No home in the register has this number.", "Fill in the address, to add the home."
        return None

    def _take_home(self, values: dict[str, Any], home: Home | None, result: Result) -> Home | None:
        given = _given(Home, values)
        if home is None and not given:
            return None
        if home is None:
            home = Home(landlord=self.landlord, **given)
            self._add(home, result, f"home added: {home}", bool(values.get("person_number")))
        else:
            self._change(home, given, result)
        self.by_uprn |= {home.uprn: home} if home.uprn else {}
        self.by_home_number |= {home.number: home} if home.number else {}
        self.by_place[_place(home.address, home.postcode)] = home
        return home

    def _take_person(
        self, values: dict[str, Any], resident: Resident | None, home: Home | None, result: Result
    ) -> Resident:
        given = _given(Resident, values)
        if resident is None:
            over = values.get("until") and values["until"] < self.today
            kind = Resident.Kind.OTHER if not home else Resident.Kind.FORMER if over else Resident.Kind.RESIDENT
            resident = Resident(landlord=self.landlord, **{"kind": kind, **given})
            resident.brand = resident.brand or (home.brand if home else "")
            self.people[resident.number] = resident
            self._add(resident, result, "", False)
        else:
            self._change(resident, given, result)
        return resident

    def _take_stay(self, values: dict[str, Any], resident: Resident, home: Home, result: Result) -> None:
        given = _given(Stay, values)
        there = self.stays.get((id(resident), id(home)), [])
        stay = _same_stay(there, given.get("since"))
        if stay is not None:
            self._change(stay, given, result, resident)
            return
        stay = Stay(resident=resident, home=home, **given)
        others = [one for one in self.open.get(id(resident), []) if one.home is not home and not one.until]
        self._remember(stay)
        self._add(stay, result, f"home added: {home}" if result.outcome != Outcome.NEW else "", True, resident)
        if others and stay.role != Stay.As.MEMBER and not stay.until:
            result.said.append(("until", f"The register still has them in {others[0].home}.",
                                "If they have left it, give its last day in a row of its own."))  # fmt: skip

    def _take_adjustment(self, values: dict[str, Any], resident: Resident, result: Result) -> None:
        """Adds what helps them, once: what was ended is not begun again by a file."""
        if not (what := values.get("adjustment")):
            return
        kept = self.adjustments.setdefault(id(resident), [])
        same = next((one for one in kept if plain(one.what).casefold() == plain(what).casefold()), None)
        if same is None:
            meant = in_words(what)
            needs = [need for need in meant.needs if need != "language"]
            same = Adjustment(resident=resident, needs=needs, language=meant.language, recorded_on=self.today,
                              **_given(Adjustment, values))  # fmt: skip
            kept.append(same)
            self._add(same, result, f"added: {what}", True, resident)
        elif not same.ended:
            self._change(same, _given(Adjustment, values), result, resident)

    # ---- keeping ----------------------------------------------------------------------------

    def _add(self, row: Any, result: Result, told: str, part: bool, of: Resident | None = None) -> None:
        """Keeps a new row; `part`: it belongs to somebody, so the row of the file is new only if they are."""
        self.fresh[id(row)] = row
        if not part:
            result.outcome = Outcome.NEW
        elif result.outcome == Outcome.SAME:
            result.outcome = Outcome.CHANGED
        if told:
            result.said.append((_column_of(row), told, ""))
        lines = list(actions.changes(None, row))
        if of is not None:
            lines = [f"{actions.PARTS[type(row)]} added: {row}"]
        self.history.append((of or row, of is None, lines))

    def _change(self, row: Any, given: dict[str, Any], result: Result, of: Resident | None = None) -> None:
        names = [name for name, value in given.items() if getattr(row, name) != value]
        lines = []
        for name in names:
            before = words.shown(row, name)
            setattr(row, name, given[name])
            lines.append(words.change(name, before, words.shown(row, name)))
            result.said.append((_column(type(row), name), lines[-1].partition(": ")[2], ""))
        if not names:
            return
        result.outcome = Outcome.CHANGED if result.outcome == Outcome.SAME else result.outcome
        if id(row) not in self.fresh:
            self.changed.setdefault(id(row), (row, set()))[1].update(names)
        self.history.append((of or row, False, lines))

    def write(self, by: Person, at: datetime) -> None:
        """Writes everything that was kept, and its history. Call it in a transaction."""
        for model in (Home, Resident, Stay, Adjustment):
            self._write_fresh(model)
            self._write_changed(model)
        History.objects.bulk_create(
            [
                History(landlord=self.landlord, subject=actions.subject(row), number=row.pk, said="\n".join(lines),
                        by=by, at=at, what=History.What.IMPORTED if added else History.What.UPDATED)
                for row, added, lines in self.history if lines
            ],
            batch_size=PIECE,
        )  # fmt: skip

    def _write_fresh(self, model: type[Any]) -> None:
        rows = [row for row in self.fresh.values() if type(row) is model]
        for row in rows:
            if isinstance(row, Home | Resident):
                actions.settle(row)
            else:
                row.resident = row.resident  # its id, now that it has one
                if isinstance(row, Stay):
                    row.home = row.home
        model.objects.bulk_create(rows, batch_size=PIECE)

    def _write_changed(self, model: type[Any]) -> None:
        rows = [(row, names) for row, names in self.changed.values() if type(row) is model]
        names = set().union(*(names for _, names in rows)) if rows else set()
        if issubclass(model, Home | Resident) and rows:
            for row, _ in rows:
                actions.settle(row)
            names |= {"search_text"} | ({"phone_bare"} if model is Resident else set())
        if rows:
            model.objects.bulk_update([row for row, _ in rows], sorted(names), batch_size=PIECE // 5)


def _same_stay(there: Iterable[Stay], since: date | None) -> Stay | None:
    """The time in a home that a row means: from the same day; without one, the latest; or one whose day is unknown."""
    stays = list(there)
    if since is None:
        return max(stays, key=lambda one: (one.until is None, one.since or date.min), default=None)
    exact = next((one for one in stays if one.since == since), None)
    return exact or next((one for one in stays if one.since is None), None)


def _given(model: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    """What a row says of one thing, by field."""
    found = {one.field: values[one.name] for one in COLUMNS if one.of is model and one.name in values}
    if model is Home and not any(found.get(name) for name in ("uprn", "number", "address")):
        return {}
    return found


def _column(model: type[Any], name: str) -> str:
    return next((one.name for one in COLUMNS if one.of is model and one.field == name), name)


def _column_of(row: models.Model) -> str:
    return {Home: "address", Stay: "address", Adjustment: "adjustment"}[type(row)]


def _place(address: str, postcode: str) -> tuple[str, str]:
    return normalise(address), postcode
