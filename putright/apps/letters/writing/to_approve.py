"""The letter that somebody is asked to approve, as whoever asked has written it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from putright.apps.accounts.models import Person
from putright.apps.casework.approving import answerable
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import visible
from putright.apps.letters.drawing.shown import drawn
from putright.apps.letters.writing import drafts
from putright.apps.letters.writing import page as writing
from putright.apps.letters.writing.issuing import Acknowledge, Extend, LetterStep, Refuse, RefuseEscalation, Respond
from putright.apps.letters.writing.stands import Stands
from putright.core.letters.fingerprint import fingerprint
from putright.core.state.base import LETTERS
from putright.core.state.shapes_people import Approval

STEPS = {LETTERS[step.kind]: step for step in (Acknowledge, Extend, Refuse, RefuseEscalation, Respond)}
"""The pages of the letters that a second person may have to approve, by the kind of letter."""


@require_safe
def to_approve(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """The letter that somebody is asked to approve, as it stands, with what the gate finds in it."""
    opened = visible(request, reference)
    asked = answerable(opened, request.user, timezone.localdate())
    one = next((one for one in asked if one.id == key and one.of in ("letter", "compensation")), None)
    if one is None:
        raise Http404
    kind = one.ground if one.of == "letter" and one.ground else "response"
    stands = _of_the_writer(opened, STEPS[kind](), one)
    found = stands.found if stands else []
    changed = bool(stands and one.words and fingerprint(stands.letter) != one.words)
    return render(request, "letters/to_approve.html", {
        "case": opened.case, "opened": opened, "asked": one, "by": opened.judged.called(one.by or ""), "found": found,
        "letter": stands.letter if stands else None, "drawn": drawn(stands.letter) if stands else "",
        "changed": changed, "tally": writing.tally(found),
    })  # fmt: skip


def _of_the_writer(opened: Opened, step: LetterStep, asked: Approval) -> Stands | None:
    """The letter as whoever asks has written it; as it begins, where they have written nothing yet."""
    writer = Person.objects.filter(landlord=opened.case.landlord_id, pk=asked.by).first() if asked.by else None
    if writer is None:
        return None
    draft = next((one for one in drafts.begun(opened.case, step.kind) if one.person_id == writer.pk), None)
    typed = drafts.typed_again(draft, opened.version) if draft else None
    form = step.form_class(typed, opened=opened, today=timezone.localdate(), person=writer)
    if typed is not None:
        form.is_valid()
    return step.standing(opened, form, writer)
