"""What a person is given of their own data: a page to read, the same as data, letters and files, in one ZIP.

Staff stay named: they acted in their office. Other people's names and ways to reach them are masked, by the program
for every other party of a case and by whoever looked it through for anybody else.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from putright.apps.accounts.models import Person
from putright.apps.casework import attachments
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case, Party
from putright.apps.casework.names import names_of
from putright.apps.casework.opened import load
from putright.apps.letters.drawing import pdf
from putright.apps.letters.drawing.stored import stored_pdf
from putright.apps.letters.models import Letter
from putright.apps.mailbox import store
from putright.apps.mailbox.models import Incoming
from putright.apps.mailbox.reading import read
from putright.apps.records.models import Access
from putright.apps.residents.models import History, Resident, fields_of
from putright.core import redacting
from putright.core.timeline import entries
from putright.core.workdays import said

MASKED = "[about somebody else]"
BY_OTHERS = "Brought by somebody else, or by us: ask us if you want to know what it shows."


@dataclass
class Told:
    """What is told of one case, and the files that go with it."""

    reference: str
    received: str
    lines: list[dict[str, Any]] = field(default_factory=list)
    letters: list[dict[str, str]] = field(default_factory=list)
    mails: list[dict[str, str]] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)
    contact: dict[str, str] = field(default_factory=dict)


def build(access: Access) -> bytes:
    """The ZIP of a request. Raises what drawing a letter raises."""
    members: dict[str, bytes] = {}
    withheld = list(access.withheld)
    told = [_case(access, case, keys, members, withheld) for case, keys in _cases(access)]
    register = _register(access)
    context = {"access": access, "told": told, "register": register, "withheld": withheld,
               "masked": MASKED, "asked": said(access.asked_on)}  # fmt: skip
    members["index.html"] = render_to_string("records/own_data.html", context).encode()
    data = {"cases": [vars(one) for one in told], "register": register, "withheld": withheld}
    members["data.json"] = json.dumps(data, ensure_ascii=False, indent=1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in sorted(members.items(), key=lambda one: (one[0] != "index.html", one[0])):
            packed.writestr(name, body)
    return out.getvalue()


def _cases(access: Access) -> Iterator[tuple[Case, list[str]]]:
    keys: dict[int, list[str]] = {}
    for case, key in access.parties:
        keys.setdefault(case, []).append(key)
    for one in Case.objects.select_related("landlord").filter(pk__in=keys).order_by("received_on", "pk"):
        yield one, keys[one.pk]


def masks(case: Case, keys: list[str], typed: list[str]) -> list[str]:
    """What is masked in a case for these of its parties: every other party, and what somebody typed."""
    own = list(Party.objects.filter(case=case, key__in=keys))
    theirs = {redacting.letters(value) for one in own
              for value in (one.name, one.address, one.postcode, one.phone, one.email) if value}  # fmt: skip
    names = {part.casefold() for one in own for part in one.name.split()}
    found = [*typed, *_senders(case)]
    for party in Party.objects.filter(case=case).exclude(key__in=keys):
        there = (party.name, party.address, party.postcode, party.phone, party.email)
        found += there
        found += [part for part in party.name.split() if len(part) > 2 and part.casefold() not in names]
    return [one for one in dict.fromkeys(found) if redacting.usable(one) and redacting.letters(one) not in theirs]


def _senders(case: Case) -> Iterator[str]:
    """Who wrote e-mails of a case, but staff: they need not be of it."""
    people = Person.objects.filter(landlord=case.landlord_id).values_list("email", flat=True)
    staff = {email.casefold() for email in people}
    for one in Incoming.objects.filter(case=case, erased_at=None, kind="person"):
        if one.sender.casefold() not in staff:
            yield from (one.sender, one.sender_name)


def _case(access: Access, case: Case, keys: list[str], members: dict[str, bytes], withheld: list[str]) -> Told:
    opened, hidden = load(case), masks(case, keys, access.masks)
    parties = list(Party.objects.filter(case=case).order_by("key"))
    told = Told(case.reference, said(case.received_on))
    own = next(one for one in parties if one.key in keys)
    told.contact = {"Name": own.name, "Address": own.address, "Postcode": own.postcode, "Telephone": own.phone,
                    "E-mail": own.email, "What helps you": own.adjustments}  # fmt: skip
    for one, entry in zip(opened.rows, entries(opened.events, names_of(opened, parties)), strict=True):
        details = [[label, _cover(text, hidden)] for label, text in entry.details]
        told.lines.append({"on": said(one.on), "what": _cover(entry.sentence, hidden), "details": details})
    _letters(case, own, told, members, withheld)
    _mails(case, hidden, told)
    _files(case, keys, hidden, told, members, withheld)
    return told


def _cover(text: str, hidden: list[str]) -> str:
    return redacting.cover(text, hidden, MASKED) if text else ""


def _letters(case: Case, own: Party, told: Told, members: dict[str, bytes], withheld: list[str]) -> None:
    """Letters to them as they were sent; of letters to somebody else, that there was one."""
    for n, letter in enumerate(Letter.objects.filter(case=case, erased_at=None).order_by("issued_at", "key"), 1):
        if letter.to_name != own.name:
            withheld.append(f"{case.reference}: a letter of {said(letter.on)} to somebody else.")
            continue
        name = f"{case.reference}/letter-{n}.pdf"
        members[name] = stored_pdf(letter, pdf.render)
        told.letters.append({"title": letter.title, "on": said(letter.on), "file": name})


def _mails(case: Case, hidden: list[str], told: Told) -> None:
    for one in Incoming.objects.filter(case=case, erased_at=None).order_by("came_at", "pk"):
        words = read(store.get(one)).text if one.stored else one.excerpt
        told.mails.append({"on": said(one.came_on), "from": _cover(one.sender, hidden),
                           "subject": _cover(one.subject, hidden), "text": _cover(words, hidden)})  # fmt: skip


def _files(
    case: Case, keys: list[str], hidden: list[str], told: Told, members: dict[str, bytes], withheld: list[str]
) -> None:
    """Files they brought themselves; of the others, that there is one."""
    for file in Attachment.objects.filter(case=case).order_by("pk"):
        if file.party not in keys or file.barred or not default_storage.exists(file.stored):
            withheld.append(f"{case.reference}: a file of {said(file.at)}. {BY_OTHERS}")
            continue
        called = _cover(file.name, hidden)
        name = f"{case.reference}/file-{file.pk}-{called}"
        with attachments.open_file(file) as body:
            members[name] = body.read()
        told.files.append({"name": called, "on": said(file.at), "file": name})


def _register(access: Access) -> dict[str, Any]:
    """What the register of residents has about them."""
    resident = Resident.objects.filter(pk=access.resident, landlord=access.landlord_id).first()
    if resident is None:
        return {}
    own = {k: str(v) for k, v in fields_of(resident, "id", "landlord", "search_text", "phone_bare").items() if v}
    history = History.objects.filter(landlord=access.landlord_id, subject="resident", number=resident.pk)
    return {
        "about you": own,
        "homes": [f"{one}, {one.since or '…'} to {one.until or 'now'}"
                  for one in resident.stays.select_related("home")],
        "who acts for you": [f"{one.name}: {one.scope}" for one in resident.representatives.all()],
        "what helps you": [one.what for one in resident.adjustments.all()],
        "what changed": [f"{said(one.at)}: {one.said}" for one in history.order_by("id") if one.said],
    }  # fmt: skip
