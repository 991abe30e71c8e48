"""What a landlord has published, what it would publish today, and what it promised to publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from putright import data
from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.publishing.models import Edition, Entry
from putright.core.letters.voice import own_contacts
from putright.core.publishing import review, shapes
from putright.core.publishing.kinds import KINDS, Kind, compose
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections.telling import reached
from putright.core.workdays import add_months

PUBLIC = ("policy_website", "leaflet", "procedure_picture", "poster")
"""The kinds that anybody may see without signing in; the others are for staff to place."""
MONTHS = {"fortnight": 0, "month": 1, "quarter": 3, "year": 12, "standing": 12}
"""How long after it was put out or looked at a publication is due again; what stands is looked at once a year."""


def matter(landlord: Landlord, brand: str, on: date) -> Matter:
    """What a landlord's publications are composed from on a day."""
    policy = packs.current(landlord).of(brand or None)
    return Matter(policy, packs.current(landlord).wording, data.load_register(), on, own_contacts(landlord.contacts))


def fresh(landlord: Landlord, kind: str, brand: str, on: date) -> shapes.Document:
    """A publication as it would be published on a day. Raises `KeyError` where there is no such kind."""
    return compose(kind, matter(landlord, brand, on))


def brands(landlord: Landlord) -> dict[str, str]:
    """For whom the landlord publishes: its brands by id, or itself under an empty id."""
    pack = packs.current(landlord).pack
    return {key: brand.name for key, brand in pack.brands.items()} or {"": landlord.name}


def editions(landlord: Landlord, on: date | None = None) -> list[Edition]:
    """Every edition of a landlord, the latest first, without its text; with a day, those that had begun by then."""
    found = Edition.objects.filter(landlord=landlord, **({"valid_from__lte": on} if on else {}))
    return list(found.defer("document").select_related("by").order_by("-valid_from", "-number", "-id"))


def in_force(found: Iterable[Edition]) -> dict[tuple[str, str], Edition]:
    """The latest of each publication, by kind and brand, of editions that stand the latest first."""
    newest: dict[tuple[str, str], Edition] = {}
    for edition in found:
        newest.setdefault((edition.kind, edition.brand), edition)
    return newest


@dataclass(frozen=True, slots=True)
class Place:
    """A publication on the shelf: the edition in force, one that begins later, and whether it has been overtaken."""

    kind: Kind
    brand: str
    brand_name: str
    edition: Edition | None
    coming: Edition | None
    stale: bool

    @property
    def state(self) -> str:
        """How it stands, in one word: none, coming, stale or current."""
        if self.coming and not self.edition:
            return "coming"
        return "none" if not self.edition else "stale" if self.stale else "current"


def shelf(landlord: Landlord, on: date) -> list[Place]:
    """Every publication of every brand, as it stands on a day."""
    every = editions(landlord)
    now, last = in_force(one for one in every if one.valid_from <= on), in_force(every)
    found = []
    for brand, name in brands(landlord).items():
        known = matter(landlord, brand, on)
        for kind in KINDS.values():
            edition, latest = now.get((kind.name, brand)), last.get((kind.name, brand))
            stale = latest is not None and latest.content != shapes.content(compose(kind.name, known))
            coming = latest if latest and latest != edition else None
            found.append(Place(kind, brand, name, edition, coming, stale))
    return found


@dataclass(frozen=True, slots=True)
class Promise:
    """A publication that the policy promises: when it was last put out or looked at, and when it is due again."""

    name: str
    title: str
    every: str
    to: tuple[str, ...]
    cites: tuple[str, ...]
    kind: Kind | None
    last: Entry | None
    due: date | None
    overdue: bool


def promises(landlord: Landlord, on: date) -> list[Promise]:
    """Every publication of the pack with its last entry and next day."""
    kinds = {name: kind for kind in KINDS.values() for name in kind.serves}
    entries = Entry.objects.filter(landlord=landlord, what__in=(Entry.What.PUT, Entry.What.CHECKED))
    last = {entry.name: entry for entry in entries.select_related("edition", "by").order_by("on", "id")}
    found = []
    for name, rhythm in packs.current(landlord).pack.publications.items():
        kind = kinds.get(name)
        entry = last.get(name) or (last.get(kind.name) if kind else None)
        due = _due(entry, rhythm.every)
        found.append(Promise(name, rhythm.title, rhythm.every, rhythm.to, rhythm.cites, kind, entry, due,
                             _behind(entry, due, rhythm.every, on)))  # fmt: skip
    return found


def _due(entry: Entry | None, every: str) -> date | None:
    if entry and entry.next_on:
        return entry.next_on
    if not entry or every not in MONTHS:
        return None
    return add_months(entry.on, MONTHS[every]) if MONTHS[every] else entry.on + timedelta(weeks=2)


def _behind(entry: Entry | None, due: date | None, every: str, on: date) -> bool:
    return due < on if due else entry is None and every != "when needed"


def history(landlord: Landlord) -> review.History:
    """What the log has of the policy's reviews."""
    said = Entry.objects.filter(landlord=landlord, what__in=(Entry.What.REVIEWED, Entry.What.TRIGGER))
    entries = list(said.order_by("on", "id"))
    reviews = [one for one in entries if one.what == Entry.What.REVIEWED]
    last = reviews[-1] if reviews else None
    since = [one for one in entries if one.what == Entry.What.TRIGGER and (last is None or one.on > last.on)]
    return review.History(last.on if last else None, last.next_on if last else None, tuple(one.text for one in since))


def notices(landlord: Landlord, on: date) -> Iterator[review.Notice]:
    """What somebody must see to about the policy's dates, and what publications cannot say."""
    policy = packs.current(landlord)
    yield from review.warnings(policy, on, history(landlord))
    unknown: dict[str, None] = {}
    known = False
    for brand in brands(landlord):
        m = matter(landlord, brand, on)
        known = known or any(way in REACHES for rows in reached(m).values() for way, _ in rows)
        unknown |= {str(m.body(name)["name"]): None for name in m.bodies() if not m.reached(name)}
    yield from review.gaps(policy, known, tuple(unknown))


REACHES = ("Write to", "Write or visit", "E-mail", "Telephone")
"""Ways of reaching a landlord from outside."""
