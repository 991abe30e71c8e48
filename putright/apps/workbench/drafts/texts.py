"""The files of a policy by a short key: of what runs, of a shipped pack, of an adopted version, of a draft.

Keys: `runs`; `shipped-<pack>`; `version-<primary key>`; `draft-<number>` (its last revision), `draft-<number>-<n>`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from putright import data
from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Landlord, PackVersion, Person
from putright.apps.workbench.drafts.models import Draft, Revision
from putright.data.files import Located, located
from putright.data.yaml import Malformed

RUNS = "runs"
UNFINISHED = (Draft.State.OPEN, Draft.State.DROPPED)
LONGEST_KEY = 120


@dataclass(frozen=True)
class Source:
    """A policy as texts: `files` by the names of `putright.data.FILES`, `revision` where it is one of a draft."""

    key: str
    title: str
    files: Mapping[str, str]
    revision: Revision | None = None


def source(landlord: Landlord, key: str) -> Source:
    """The policy that a key names, of this landlord. Raises `LookupError` where there is none."""
    if len(key) > LONGEST_KEY:
        raise LookupError("there is no policy of such a name")
    kind, _, rest = key.partition("-")
    if key == RUNS:
        return Source(key, "What runs now", packs.texts(landlord))
    if kind == "shipped" and rest in data.pack_names():
        return Source(key, f"Shipped: {data.load_pack(rest).policy.pack.title}", data.pack_texts(rest))
    if kind == "version" and rest.isdecimal():
        found = PackVersion.objects.filter(landlord=landlord, pk=int(rest)).first()
        if found:
            return Source(key, f"Adopted version {found.version}", found.files)
    number, _, n = rest.partition("-")
    if kind == "draft" and number.isdecimal() and (not n or n.isdecimal()):
        return _of_draft(landlord, key, int(number), int(n) if n else None)
    raise LookupError(f"there is no policy {key!r}")


def _of_draft(landlord: Landlord, key: str, number: int, n: int | None) -> Source:
    found = Revision.objects.filter(draft__landlord=landlord, draft__number=number).select_related("draft", "by")
    revision = (found.filter(n=n) if n is not None else found).order_by("-n").first()
    if revision is None:
        raise LookupError(f"there is no policy {key!r}")
    return Source(key, f"Draft {number}: {revision.draft.title}, revision {revision.n}", revision.files, revision)


def latest(draft: Draft) -> Revision:
    """The last revision of a draft: each has one from its beginning."""
    return draft.revisions.select_related("by").latest("n")


def sources(landlord: Landlord) -> list[tuple[str, str]]:
    """Every policy that can be named, for choosing: what runs, adopted versions, drafts, what is shipped."""
    adopted = PackVersion.objects.filter(landlord=landlord).order_by("-pk").values_list("pk", "version")
    drafts = Draft.objects.filter(landlord=landlord).order_by("-number").values_list("number", "title")
    return [
        (RUNS, "What runs now"),
        *((f"version-{pk}", f"Adopted version {version}") for pk, version in adopted),
        *((f"draft-{number}", f"Draft {number}: {title}") for number, title in drafts),
        *((f"shipped-{name}", f"Shipped: {data.load_pack(name).policy.pack.title}") for name in data.pack_names()),
    ]


def seen(person: Person, key: str) -> Source:
    """The policy that a key names, where this person may see it. Raises `LookupError`.

    A draft that is being worked on, or was put away, is for those who work on drafts until it is proposed.
    """
    found = source(person.landlord, key)
    state = found.revision.draft.state if found.revision else ""
    if state in UNFINISHED and not permissions.may(person, permissions.DRAFT_POLICY):
        raise LookupError(f"there is no policy {key!r} for you")
    return found


def seen_by(person: Person) -> list[tuple[str, str]]:
    """Every policy that this person may choose."""
    if permissions.may(person, permissions.DRAFT_POLICY):
        return sources(person.landlord)
    hidden = Draft.objects.filter(landlord=person.landlord, state__in=UNFINISHED).values_list("number", flat=True)
    keys = {f"draft-{number}" for number in hidden}
    return [(key, title) for key, title in sources(person.landlord) if key not in keys]


def read(files: Mapping[str, str]) -> tuple[data.Loaded | None, tuple[Located, ...]]:
    """A policy of texts, or what is wrong with it by file, line and key."""
    if faults := data.faults_of(files):
        return None, faults
    try:
        return data.read_pack(files), ()
    except (data.Invalid, Malformed) as error:
        return None, located(error)


def digest(files: Mapping[str, str]) -> str:
    """SHA-256 of the files of a policy."""
    return sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()
