"""Pages on which an officer reads a document as the pack would show it, and says what is to be withheld of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.casework.opened import Opened
from putright.apps.evidence import actions, documents, forms, making
from putright.apps.evidence.documents import Document
from putright.apps.evidence.models import Redaction
from putright.apps.evidence.views import case_of, saved
from putright.apps.evidence.workshop import Broken, Unreadable, Workshop
from putright.apps.letters.drawing.pdf import Unrendered
from putright.core import redacting

SECONDS = 25
"""How long a page may take to be made while somebody waits for it."""
COLUMNS, ROWS = 8, 12
LETTERS = "ABCDEFGH"


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """A document's pages as text, what of it is withheld, and the form to withhold more."""
    opened, one = _document(request, reference, key)
    words = [w.words for w in _withheld(opened, key) if w.words]
    try:
        with _pages(opened, one) as (base, workshop):
            looked = workshop.do("look", seconds=SECONDS, base=base, words=words)
        problem = ""
    except (Broken, Unreadable, OSError, making.Differs, Unrendered):
        looked, problem = {"pages": [], "found": [], "blind": []}, "Its pages cannot be shown here just now."
    form = forms.DocumentForm(request.POST or None, pages=len(looked["pages"]), initial={"what": "words", "where": ""})
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.withhold(request.user, reference, at=timezone.now(), reason=reason, **form.meant(key))
        messages.success(request, "That is withheld from every pack asked for from now on.")
        return redirect("evidence_document", reference, key)
    context = {
        "case": opened.case, "document": one, "form": form, "problem": problem, "blind": looked["blind"],
        "pages": [_marked(text, words) for text in looked["pages"]],
        "withheld": _withheld(opened, key),
    }  # fmt: skip
    return render(request, "evidence/document.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: HttpRequest, reference: str, key: str, page: int) -> HttpResponse:
    """A page as a picture under squares: those that are ticked become black."""
    opened, one = _document(request, reference, key)
    form = forms.PartsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        squares = sorted(map(int, form.cleaned_data["squares"]))
        actions.withhold(request.user, reference, at=timezone.now(), reason=form.cleaned_data["reason"], document=key,
                         squares={str(page): squares})  # fmt: skip
        messages.success(request, f"Those parts of page {page} are withheld from every pack asked for from now on.")
        return redirect("evidence_document", reference, key)
    chosen = set(request.POST.getlist("squares"))
    grid = [(n, f"Column {LETTERS[n % COLUMNS]}, row {n // COLUMNS + 1}", str(n) in chosen)
            for n in range(COLUMNS * ROWS)]  # fmt: skip
    context = {"case": opened.case, "document": one, "page": page, "form": form, "grid": grid}
    return render(request, "evidence/parts.html", context, status=422 if form.errors else 200)


@require_safe
def picture(request: HttpRequest, reference: str, key: str, page: int) -> HttpResponse:
    """A page of a document as a picture."""
    opened, one = _document(request, reference, key)
    try:
        with _pages(opened, one) as (base, workshop):
            out = Path(base).with_name("page.jpg")
            workshop.do("picture", seconds=SECONDS, base=base, page=page, out=str(out))
            body = out.read_bytes()
    except (Broken, Unreadable, OSError, making.Differs, Unrendered):
        raise Http404 from None
    return saved(HttpResponse(body, content_type="image/jpeg"))


def _document(request: HttpRequest, reference: str, key: str) -> tuple[Opened, Document]:
    opened = case_of(request, reference)
    found = next((one for one in documents.of_case(opened) if one.key == key), None)
    if found is None:
        raise Http404
    return opened, found


def _withheld(opened: Opened, key: str) -> list[Redaction]:
    return list(Redaction.objects.filter(case=opened.case, document__in=("", key)).order_by("id"))


@contextmanager
def _pages(opened: Opened, one: Document) -> Iterator[tuple[str, Workshop]]:
    """The document as pages, unredacted, for as long as somebody looks at them."""
    with tempfile.TemporaryDirectory() as folder, Workshop() as workshop:
        plain = {"key": one.key, "number": 0, "sha256": one.sha256}
        source = making.fetch(opened.case, plain, Path(folder))
        base = str(Path(folder, "base.pdf"))
        workshop.do("convert", seconds=SECONDS, source=str(source), kind=one.kind, name=one.title, out=base)
        yield base, workshop


def _marked(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is withheld."""
    pieces: list[tuple[str, bool]] = []
    last = 0
    for start, end in redacting.find(text, words):
        pieces += [(text[last:start], False), (text[start:end], True)]
        last = end
    return [piece for piece in [*pieces, (text[last:], False)] if piece[0]]
