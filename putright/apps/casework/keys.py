"""What lets the complainant's side back to their own complaint: the code in their letters, and the case's own address.

Both follow from the deployment's key, the case and a number that rises when they are withdrawn: nothing secret is
stored, and a letter can say it again. A code alone opens nothing: the person also says one fact that the landlord knows
of them.
"""

from __future__ import annotations

import base64
import hmac
import re

from django.conf import settings

from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Case, Party, Withdrawn

LENGTH = 12
"""Characters of a code: 60 bits, without those that look alike."""
ALPHABET = str.maketrans("abcdefghijklmnopqrstuvwxyz234567", "0123456789abcdefghjkmnpqrstvwxyz")
READ_AS = str.maketrans("OIL", "011")


def code(case: Case, party: str) -> str:
    """The code of one of the complainant's side, by their key, as letters print it: K7QF-9M2X-03TA."""
    bare = _drawn("code", case, party)
    return "-".join(bare[n : n + 4] for n in range(0, LENGTH, 4)).upper()


def opens(case: Case, typed: str) -> str:
    """The key of the party whose code was typed, however it was written; empty if it is nobody's."""
    bare = plain(typed)
    keys = Party.objects.filter(case=case).order_by("key").values_list("key", flat=True)
    found = [key for key in keys if hmac.compare_digest(code(case, key).replace("-", "").encode(), bare.encode())]
    return found[0] if found else ""


def plain(typed: str) -> str:
    """A code as it was typed, in the one form that stands for all ways to write it."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(READ_AS)


def withdraw(case: Case, party: str) -> None:
    """From now on the party's code and the case's e-mail address are other ones; those given out open nothing."""
    for one in (party, ""):
        row, _ = Withdrawn.objects.get_or_create(case=case, party=one)
        Withdrawn.objects.filter(pk=row.pk).update(times=row.times + 1)


def address(case: Case, mailbox: str) -> str:
    """The e-mail address by which answers find their case: complaints+wth-2026-000123-k7qf9m2x03ta@landlord.example."""
    name, _, domain = mailbox.rpartition("@")
    return f"{name}+{case.reference.lower()}-{_drawn('mail', case, '')}@{domain}"


def addressed(landlord: Landlord, to: str) -> Case | None:
    """The case whose own address this is; None for any other, however like one it looks."""
    found = re.search(r"\+([a-z0-9-]{5,24})-([0-9a-z]{12})@", to.lower())
    case = Case.objects.select_related("landlord").filter(
        landlord=landlord, reference__iexact=found[1]).first() if found else None  # fmt: skip
    return case if found and case and hmac.compare_digest(_drawn("mail", case, ""), found[2]) else None


def _drawn(purpose: str, case: Case, party: str) -> str:
    times = Withdrawn.objects.filter(case=case, party=party).values_list("times", flat=True).first() or 0
    said = f"{purpose}|{case.landlord_id}|{case.reference}|{party}|{times}"
    digest = hmac.digest(settings.ACCESS_KEY.encode(), said.encode(), "sha256")
    return base64.b32encode(digest).decode().lower().translate(ALPHABET)[:LENGTH]
