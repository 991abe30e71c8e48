"""What the policy and the way it is run here show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import reverse

from putright import data
from putright.apps.casework.models import Mailbox
from putright.apps.oversight.assessment.sources.base import Looking, one_of, source
from putright.apps.publishing import shelf
from putright.core.assessment.proposing import Found
from putright.core.pack import ClockName
from putright.core.workdays import said


def plain(text: str) -> str:
    """A wording as it is compared: its words alone."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@source
def definition(at: Looking) -> Iterator[Found]:
    wordings = [str(one.get("text", "")) for one in at.policy.wording.get("definition", ())]
    if not wordings:
        return
    same = any(plain(at.edition.definition) in plain(text) for text in wordings)
    yield Found(
        says="The policy's definition is the Code's, word for word." if same
        else "The policy's wording of the definition differs from the Code's.",
        holds=same,
    )  # fmt: skip


GROUNDS = {
    "too_old": "the matter is too old", "legal_proceedings": "a claim is before a court",
    "already_considered": "it was already considered",
}  # fmt: skip


@source
def exclusions(at: Looking) -> Iterator[Found]:
    own = list(at.policy.pack.grounds)
    usual = [GROUNDS[name] for name in own if name in at.edition.grounds]
    more = [name.replace("_", " ") for name in own if name not in at.edition.grounds]
    if usual:
        says = f"A complaint can be refused only where {one_of(usual)}; each refusal needs its facts and reasons."
        yield Found(says=says, holds=None if more else True)
    if more:
        listed = "; ".join(more)
        yield Found(says=f"The policy has exclusions that are not among the Code's own: {listed}.")


@source
def stages(at: Looking) -> Iterator[Found]:
    yield Found(says="There are two stages; the case record has no place for a third, nor for one before the first.",
                holds=True)  # fmt: skip


@source
def times(at: Looking) -> Iterator[Found]:
    names: dict[ClockName, str] = {
             "stage1.acknowledge": "acknowledgement at stage 1", "stage1.respond": "answer at stage 1",
             "stage2.acknowledge": "acknowledgement at stage 2", "stage2.respond": "answer at stage 2"}  # fmt: skip
    clocks = at.policy.pack.clocks
    limits = [f"{title} within {clocks[name].within}" for name, title in names.items() if name in clocks]
    yield Found(
        says=f"The policy's times: {'; '.join(limits)}. Each due date is the earlier of the policy's and the Code's."
    )


@source
def letters(at: Looking) -> Iterator[Found]:
    first, final = (at.policy.letter_parts("response", stage) for stage in (1, 2))
    says = f"No answer leaves without the parts it must have: {len(first)} at stage 1 and {len(final)} at stage 2."
    yield Found(says=says, holds=True if "ombudsman" in final else None)


@source
def records_kept(at: Looking) -> Iterator[Found]:
    says = (
        "Each complaint has one record with the day it came, everything sent and received, and the outcome of each "
        "stage; what is recorded cannot be changed or taken out unseen."
    )
    yield Found(says=says, holds=True)


@source
def representatives(at: Looking) -> Iterator[Found]:
    says = "Anybody may act for a resident from beginning to end; who does, and on what authority, is on record."
    yield Found(says=says, holds=True)


@source
def panel_residents(at: Looking) -> Iterator[Found]:
    panel = at.policy.pack.panel
    if panel and any("resident" in seat.title for seat in panel.seats.values()):
        yield Found(says="A resident can sit on the panel that reviews stage 2.")


@source
def channels(at: Looking) -> Iterator[Found]:
    ways = [str(one["title"]) for one in at.policy.wording.get("channels", ()) if "title" in one]
    boxes = Mailbox.objects.filter(landlord=at.landlord, active=True).count()
    if ways:
        yield Found(says=f"Residents can complain by: {', '.join(one[:1].lower() + one[1:] for one in ways)}.",
                    holds=len(ways) > 1)  # fmt: skip
    says = "Any member of staff can take a complaint and put it on record; residents can do it themselves online."
    yield Found(says=says, holds=True, href=reverse("portal_home", args=[at.landlord.slug]))
    if boxes:
        yield Found(says="Complaints that come by e-mail are taken straight in from the mailbox.", holds=True)


@source
def related_adjustments(at: Looking) -> Iterator[Found]:
    yield from _related(
        at, ("adjust", "equal", "accessib"), "A policy on reasonable adjustments stands beside this one"
    )


@source
def related_behaviour(at: Looking) -> Iterator[Found]:
    yield from _related(
        at, ("behav", "persist", "tolerance"), "A policy on unacceptable behaviour stands beside this one"
    )


def _related(at: Looking, words: tuple[str, ...], says: str) -> Iterator[Found]:
    for one in data.related_of(at.policy):
        if any(word in one.title.casefold() for word in words):
            yield Found(says=f"{says}: {one.title}.", holds=True)


@source
def policy_register(at: Looking) -> Iterator[Found]:
    document = at.policy.pack.document
    version = document.version or at.policy.pack.version
    approved = f", approved: {document.approved}" if document.approved else ""
    yield Found(says=f"One policy covers every complaint: {document.title}, version {version}{approved}.")
    past = shelf.history(at.landlord)
    if past.reviewed:
        yield Found(says=f"It was last reviewed on {said(past.reviewed)}.", holds=past.reviewed >= at.since)
