"""Checking landlords' logs from the command line."""

from __future__ import annotations

import sys

from putright.apps.accounts.models import Landlord
from putright.apps.casework import chain
from putright.apps.casework.models import Head


def verify_all(slug: str | None = None) -> int:
    """Prints every fault of one landlord's log, or of all; gives 0 only if there is none, 2 for an unknown landlord.

    Each log's head is printed too: note it elsewhere, and a chain that was written anew shows.
    """
    landlords = Landlord.objects.order_by("slug")
    if slug:
        landlords = landlords.filter(slug=slug)
        if not landlords:
            known = ", ".join(Landlord.objects.values_list("slug", flat=True))
            sys.stderr.write(f"there is no landlord {slug!r}; there are {known or 'none'}\n")
            return 2
    return max((_verify(landlord) for landlord in landlords), default=0)


def _verify(landlord: Landlord) -> int:
    faults = chain.verify(landlord)
    head = Head.objects.filter(landlord=landlord).first()
    seq, digest = (head.seq, head.hash) if head else (0, chain.GENESIS)
    said = f"{len(faults)} faults" if faults else "whole"
    sys.stdout.write(f"{landlord.slug}: {seq} events, {said}, head {digest}\n")
    sys.stdout.writelines(f"  {fault}\n" for fault in faults)
    return 1 if faults else 0
