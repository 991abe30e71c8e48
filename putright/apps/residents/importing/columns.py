"""The columns an import knows, and what may stand in each. An empty cell changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import models

from putright.apps.residents import tidy
from putright.apps.residents.models import Adjustment, Home, Resident, Stay
from putright.core.needs_words import LANGUAGES

EARLIEST, LATEST = date(1850, 1, 1), date(2200, 1, 1)
ISO, SLASHED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}"), re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


class Wrong(Exception):
    """A cell that cannot be taken in: what is wrong with it, and what to do."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what, self.do = what, do


@dataclass(frozen=True)
class Column:
    """A column: of what, which field of it, what it means, and an example."""

    name: str
    of: type[models.Model]
    field: str
    means: str
    example: str
    read: Callable[[str], Any]
    also: tuple[str, ...] = field(default=())
    """Other names by which housing systems call it."""


def text(model: type[models.Model], name: str) -> Callable[[str], str]:
    """Text as long as the register takes."""
    longest = model._meta.get_field(name).max_length or 0  # noqa: SLF001 (Django's public name for it)

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise Wrong(f"It has {len(cell)} characters; {longest} fit.", "Shorten it.")
        return cell

    return read


def day(cell: str) -> date:
    """A day, as 31/03/2026 or 2026-03-31."""
    bare = cell.partition(" ")[0].partition("T")[0]
    for shape, how in ((ISO, "%Y-%m-%d"), (SLASHED, "%d/%m/%Y")):
        if shape.fullmatch(bare):
            try:
                found = datetime.strptime(re.sub(r"[.-]", "/", bare) if how[1] == "d" else bare, how).date()  # noqa: DTZ007 (a day has no zone)
            except ValueError:
                break
            if EARLIEST <= found <= LATEST:
                return found
            raise Wrong(f"“{cell[:40]}” is not between 1850 and 2200.", "Check the year.")
    raise Wrong(f"“{cell[:40]}” is no day.", "Write it as 31/03/2026 or 2026-03-31.")


def one_of(choices: type[models.TextChoices], **also: str) -> Callable[[str], str]:
    """One of several, by its value or its name; `also`: what housing systems call them."""
    known = {_plain(one.value): one.value for one in choices} | {_plain(one.label): one.value for one in choices}
    known |= {_plain(name): value for name, value in also.items()}

    def read(cell: str) -> str:
        if found := known.get(_plain(cell)):
            return found
        raise Wrong(f"“{cell[:40]}” is not known here.", f"Write one of: {', '.join(one.value for one in choices)}.")

    return read


def uprn(cell: str) -> str:
    """A UPRN; a spreadsheet's “1.00E+11” has lost its digits."""
    if re.fullmatch(r"[\d.]+[eE]\+?\d+", cell):
        raise Wrong(
            f"“{cell[:40]}” is a rounded number.", "Format the column as text in the spreadsheet, and save anew."
        )
    try:
        return tidy.uprn(re.sub(r"\.0+$", "", cell))
    except ValueError:
        raise Wrong(f"“{cell[:40]}” is no UPRN.", "Up to 12 digits and nothing else; or leave it empty.") from None


def email(cell: str) -> str:
    """An e-mail address."""
    try:
        EmailValidator()(cell)
    except ValidationError:
        raise Wrong(f"“{cell[:60]}” is no e-mail address.", "Correct it, or leave it empty.") from None
    return text(Resident, "email")(cell)


def language(cell: str) -> str:
    """A language by its code or its English name; English is none in particular."""
    codes = {name.casefold(): code for code, name in LANGUAGES.items()} | {code.casefold(): code for code in LANGUAGES}
    if cell.casefold() in ("en", "en-gb", "english"):
        return ""
    if found := codes.get(cell.casefold()):
        return found
    raise Wrong(f"“{cell[:40]}” is not a language known here.", "Write its code, such as cy, or its English name.")


def phone(cell: str) -> str:
    """A telephone number, as it can be found again."""
    return text(Resident, "phone")(tidy.phone(cell))


def postcode(cell: str) -> str:
    """A postcode, in its usual form."""
    return text(Home, "postcode")(tidy.postcode(cell))


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", " ", word).strip().casefold()


_TENURES = {
    "social rent": "rented", "general needs": "rented", "secure": "rented", "assured": "rented", "tenanted": "rented",
    "affordable": "affordable_rent", "sheltered": "older", "retirement": "older", "shared owner": "shared_ownership",
    "leaseholder": "leasehold", "freeholder": "freehold",
}  # fmt: skip
_KINDS = {
    "tenant": "resident", "current": "resident", "former tenant": "former", "applicant": "prospective",
    "leaseholder": "resident",
}  # fmt: skip
_ROLES = {
    "joint": "joint_tenant", "main tenant": "tenant", "household": "household_member", "occupant": "household_member",
}  # fmt: skip

COLUMNS: tuple[Column, ...] = (
    Column("person_number", Resident, "number", "Your own number for the person. Needed in every row about one.",
           "P10482", text(Resident, "number"), ("person reference", "person ref", "tenant number", "party reference")),
    Column("name", Resident, "name", "Their name. Needed for somebody new.", "Rosa Adeyemi", text(Resident, "name"),
           ("full name", "tenant name")),
    Column("kind", Resident, "kind", "resident, former, prospective or other.", "resident",
           one_of(Resident.Kind, **_KINDS)),
    Column("phone", Resident, "phone", "Telephone.", "01632 960199", phone, ("telephone", "mobile", "phone number")),
    Column("email", Resident, "email", "E-mail.", "rosa@example.org", email, ("e mail", "email address")),
    Column("language", Resident, "language", "Language of their letters, by code or English name.", "cy", language),
    Column("contact", Resident, "contact", "How they like to hear: phone, email, letter or other.", "phone",
           one_of(Resident.Contact, text="other", post="letter"), ("contact preference",)),
    Column("uprn", Home, "uprn", "The home's unique property reference number.", "999000000123", uprn),
    Column("home_number", Home, "number", "Your own number for the home.", "H2207", text(Home, "number"),
           ("property reference", "property ref", "property number", "place ref")),
    Column("address", Home, "address", "Address without the postcode. Needed for a new home.", "12 Mill Lane, Shifnal",
           text(Home, "address"), ("property address",)),
    Column("postcode", Home, "postcode", "Postcode.", "TF11 8AB", postcode, ("post code",)),
    Column("block", Home, "block", "The block or estate.", "Mill Court", text(Home, "block"), ("estate", "scheme")),
    Column("tenure", Home, "tenure", f"{', '.join(one.value for one in Home.Tenure)}.", "rented",
           one_of(Home.Tenure, **_TENURES), ("tenure type",)),
    Column("brand", Home, "brand", "In a group: which of its landlords, by its short name.", "",
           text(Home, "brand"), ("landlord", "company")),
    Column("home_since", Home, "since", "The day the home became yours.", "01/04/1998", day),
    Column("home_until", Home, "until", "The last day on which it was.", "", day),
    Column("role", Stay, "role", f"{', '.join(one.value for one in Stay.As)}.", "tenant", one_of(Stay.As, **_ROLES),
           ("relationship",)),
    Column("since", Stay, "since", "First day in this home.", "14/02/2019", day,
           ("tenancy start", "tenancy start date", "start date", "from")),
    Column("until", Stay, "until", "Last day in this home.", "", day,
           ("tenancy end", "tenancy end date", "end date", "to")),
    Column("adjustment", Adjustment, "what", "What helps them, in their words. It is added, never removed.",
           "Large print", text(Adjustment, "what"), ("reasonable adjustment",)),
    Column("adjustment_review", Adjustment, "review_on", "When to ask again whether it still helps.", "01/06/2027",
           day),
)  # fmt: skip
BY_NAME: Mapping[str, Column] = {_plain(name): column for column in COLUMNS for name in (column.name, *column.also)}


def called(header: str) -> Column | None:
    """The column that a heading means; None for one that is not known.

    >>> called("Tenancy Start Date").name, called("Rent arrears")
    ('since', None)
    """
    return BY_NAME.get(_plain(header))
