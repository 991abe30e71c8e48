"""Reading issued letters."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from putright.apps.casework import viewing
from putright.apps.casework.models import Case, Message
from putright.apps.casework.opened import Opened, load
from putright.apps.letters.drawing import formats, pdf
from putright.apps.letters.drawing.shown import drawn, file
from putright.apps.letters.drawing.stored import stored_pdf
from putright.apps.letters.models import Letter
from putright.apps.letters.sending import receipt
from putright.apps.letters.sending.fate import fate, way
from putright.core import events as e
from putright.core.letters import blocks
from putright.core.letters.gate import rules
from putright.core.letters.kinds import registry
from putright.core.letters.tongue import ENGLISH
from putright.core.timeline.base import words

GONE = "The words of this letter were erased when they were due to be."


@require_safe
def letters(request: HttpRequest, reference: str) -> HttpResponse:
    """The letters of a case, the latest first, each with what became of it."""
    case = _case(request, reference)
    found = list(Letter.objects.filter(case=case).select_related("by", "event").order_by("-issued_at", "-key"))
    carried = Message.objects.filter(case=case).select_related("delivery", "event").order_by("pk")
    sent = {message.letter: message for message in carried}
    opened = load(case) if found else None
    rows = [
        {"letter": one, "fate": fate(sent.get(one.key)), "in_english": in_english(one),
         "received": receipt.words(opened, one, sent[one.key]) if opened and one.key in sent else ""}
        for one in found
    ]  # fmt: skip
    return render(request, "letters/letters.html", {"case": case, "rows": rows})


@require_safe
def letter(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """One letter, exactly as it was issued."""
    found = _letter(request, reference, key)
    tree = blocks.thaw(found.blocks) if found.blocks else None
    opened = load(found.case)
    context = {
        "case": found.case, "letter": found, "drawn": drawn(tree), "gone": GONE, "aside": aside(opened, found),
        "formats": formats.offered(tree) if tree else {}, "in_english": in_english(found),
        **way(opened, found), "tree": tree,
    }  # fmt: skip
    return render(request, "letters/letter.html", context)


@require_safe
def letter_pdf(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Its PDF; drawn in a process of its own where the worker has not done so yet."""
    found = _letter(request, reference, key)
    if found.blocks is None:
        raise Http404(GONE)
    return file(stored_pdf(found, pdf.render_apart), "application/pdf", found.file_name)


@require_safe
def letter_as(request: HttpRequest, reference: str, key: str, form: str) -> HttpResponse:
    """The same words in another format, made the first time it is asked for."""
    found = _letter(request, reference, key)
    if found.blocks is None or form not in formats.FORMATS:
        raise Http404(GONE)
    return file(formats.stored(found, form), formats.FORMATS[form].media, formats.file_name(found, form))


def aside(opened: Opened, letter: Letter) -> list[tuple[str, e.AdviceSetAside]]:
    """The advice that was set aside when a letter was issued, each with what the rule is called."""
    told = zip(opened.rows, opened.events, strict=True)
    found = [one for row, one in told if row.at == letter.issued_at and isinstance(one, e.AdviceSetAside)]
    return [(rules()[one.rule].title if one.rule in rules() else words(one.rule), one) for one in found]


def in_english(letter: Letter) -> str:
    """What a letter in another language is called in English; empty for one whose title is in English."""
    if not letter.blocks or blocks.thaw(letter.blocks).language == ENGLISH.code:
        return ""
    kind = next((one for one in registry().values() if one.name == letter.kind), None)
    return kind.title.format(stage=letter.stage) if kind else ""


def _case(request: HttpRequest, reference: str) -> Case:
    found = Case.objects.select_related("landlord").visible_to(request.user)
    case = get_object_or_404(viewing.noted(found, request.user, timezone.now()), reference=reference)
    viewing.enter(request.user, case, timezone.now())
    return case


def _letter(request: HttpRequest, reference: str, key: str) -> Letter:
    case = _case(request, reference)
    return get_object_or_404(Letter.objects.select_related("case", "landlord", "by", "event"), case=case, key=key)
