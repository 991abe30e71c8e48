"""The documents of a case: every letter as issued, and every file, with where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from urllib.parse import quote

from django.utils import timezone

from putright.apps.casework.attachments import Attachment
from putright.apps.casework.files import kinds
from putright.apps.casework.models import Party
from putright.apps.casework.names import names_of
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import said
from putright.apps.letters.models import Letter
from putright.apps.letters.sending import onward
from putright.apps.letters.sending.fate import fate
from putright.core import events as e
from putright.core.timeline import CHANNELS

PDF = "application/pdf"
SENT = (e.Acknowledged, e.Extended, e.Refused, e.EscalationRefused, e.ResponseSent)
"""Events that go out as a letter."""


@dataclass(frozen=True)
class Document:
    """One document. `key` is `letter-KEY` or `file-ID`; `source` is who it is from, `how` how it came to be here."""

    key: str
    name: str
    title: str
    on: date
    source: str
    how: str
    kind: str
    sha256: str
    size: int

    @property
    def ending(self) -> str:
        """How the name of its file ends, by what its content is."""
        return kinds.ending(self.kind)

    @property
    def address(self) -> str:
        """Its key within an address."""
        return quote(self.key, safe="")


def of_case(opened: Opened) -> list[Document]:
    """Every document of a case, by date; on one day letters first, then files as they came."""
    parties = list(Party.objects.filter(case=opened.case))
    names = names_of(opened, parties)
    found = [*_letters(opened), *_files(opened, names)]
    return sorted(found, key=lambda one: one.on)


def _letters(opened: Opened) -> Iterator[Document]:
    issued = Letter.objects.filter(case=opened.case, erased_at=None).select_related("case")
    for letter in issued.order_by("issued_at", "key"):
        how = f"issued {CHANNELS.get(letter.channel, letter.channel)} to {letter.to_name}; {_went(letter)}"
        ours = opened.case.landlord.name
        yield Document(f"letter-{letter.key}", letter.file_name, letter.title, letter.on, ours, how, PDF, "", 0)


def _went(letter: Letter) -> str:
    """What became of a letter on its way, each time it was sent."""
    found = [fate(message) for message in onward.messages_of(letter)] or [fate(None)]
    days = [f" on {said(timezone.localdate(one['when']))}" if one["when"] else "" for one in found]
    texts = [one["text"][:1].lower() + one["text"][1:] for one in found]
    return "; then ".join(text + day for text, day in zip(texts, days, strict=True))


def _files(opened: Opened, names: Mapping[str, str]) -> Iterator[Document]:
    known = {file: event for event in opened.events for file in _files_of(event)}
    for file in Attachment.objects.filter(case=opened.case).select_related("by").order_by("at", "id"):
        event = known.get(file.sha256)
        came = timezone.localdate(file.at)
        title = _title(event, file) if event else file.name
        on = getattr(event, "obtained", None) or (event.on if event else came)
        source = _source(event, names) if event else names.get(file.party) or _without_provenance(opened, came)
        how = f"put on file on {said(came)}{f' by {file.by.name}' if file.by else ''}"
        yield Document(f"file-{file.pk}", file.name, title, on, source, how, file.type, file.sha256, file.size)


def _files_of(event: e.Event) -> Iterator[str]:
    """The files, by SHA-256, that an event says where they come from."""
    if file := getattr(event, "file", None):
        yield str(file)


def _title(event: e.Event, file: Attachment) -> str:
    what = str(getattr(event, "what", "") or "").strip()
    return f"{what} ({file.name})" if what else file.name


def _source(event: e.Event, names: Mapping[str, str]) -> str:
    source = str(getattr(event, "source", "") or "").strip()
    return names.get(source, source) or "Received on request"


def _without_provenance(opened: Opened, came: date) -> str:
    first = opened.rows[0].at if opened.rows else None
    return "Sent with the complaint" if first and came <= timezone.localdate(first) else "Origin not recorded"


def letterless(opened: Opened) -> Iterator[e.Event]:
    """What the record says went out in writing, without a copy of it here."""
    here = set(Letter.objects.filter(case=opened.case).values_list("event_id", flat=True))
    for row, event in zip(opened.rows, opened.events, strict=True):
        if isinstance(event, SENT) and row.pk not in here and getattr(event, "method", None) != "phone":
            yield event


def stem(name: str) -> str:
    """A file's name without its ending, as plain letters, for names that must hold everywhere.

    >>> stem("Brief an Frau Müller.docx")
    'brief-an-frau-m-ller'
    """
    bare = PurePath(name).stem.lower()
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in bare).split())[:60] or "document"
