"""Running the rehearsals of a policy: those shipped with the pack it comes from, and the landlord's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from putright import data
from putright.apps.accounts.models import Landlord
from putright.apps.workbench import limits
from putright.apps.workbench.drafts.texts import Source, read
from putright.apps.workbench.rehearsals.models import Rehearsal
from putright.core.policy import Policy
from putright.data.files import Located
from putright.data.rehearsals import Played, play, rehearsal_texts


@dataclass(frozen=True, slots=True)
class Line:
    """A rehearsal that was run: whose it is, where it can be read, and how it went."""

    name: str
    shipped: bool
    href: str
    played: Played


@dataclass(frozen=True)
class Round:
    """Rehearsals under one policy: all that are shipped with it and a page of the landlord's own.

    `page`: which of its own. `faults` where the policy cannot run at all.
    """

    page: Page[Rehearsal]
    lines: tuple[Line, ...] = ()
    faults: tuple[Located, ...] = ()

    @property
    def failed(self) -> tuple[Line, ...]:
        """Those in which something does not hold."""
        return tuple(line for line in self.lines if not line.played.holds)

    @property
    def expectations(self) -> int:
        """How much they expect together."""
        return sum(len(line.played.results) for line in self.lines)


def round_of(landlord: Landlord, source: Source, number: str | None = None) -> Round:
    """The rehearsals under a policy of texts; `number` is the page of the landlord's own, the first one otherwise."""
    own = Rehearsal.objects.filter(landlord=landlord).current().order_by("number")
    page = Paginator(own, limits.REHEARSALS_AT_ONCE).get_page(number)
    loaded, faults = read(source.files)
    if loaded is None:
        return Round(page, faults=faults)
    policy = loaded.policy
    return Round(page, (*_shipped(landlord, policy), *_own(page, policy)))


def pack_of(landlord: Landlord, policy: Policy) -> str:
    """The shipped pack whose rehearsals tell what a policy is expected to do: its own, else the landlord's."""
    return next((name for name in (policy.pack.pack, landlord.pack) if name in data.pack_names()), data.MODEL)


def _shipped(landlord: Landlord, policy: Policy) -> Iterator[Line]:
    pack = pack_of(landlord, policy)
    for name, text in rehearsal_texts(pack).items():
        href = reverse("workbench_rehearsal_shipped", args=[pack, name])
        yield Line(name, True, href, play(text, policy, name))


def _own(page: Page[Rehearsal], policy: Policy) -> Iterator[Line]:
    for one in page:
        href = reverse("workbench_rehearsal", args=[one.number])
        yield Line(f"Rehearsal {one.number}", False, href, play(one.text, policy, f"rehearsal {one.number}"))
