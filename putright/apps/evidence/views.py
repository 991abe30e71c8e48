"""The page of a case's evidence packs: ask for one, follow it, save it, send it; and what is to be withheld."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from putright.apps.accounts import permissions
from putright.apps.casework import actions as casework
from putright.apps.casework import log
from putright.apps.casework.attachments import in_words
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import visible, words
from putright.apps.evidence import actions, documents, forms, planning
from putright.apps.evidence.front import gaps_of
from putright.apps.evidence.models import EvidencePack, Redaction

State = EvidencePack.State
TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


def case_of(request: HttpRequest, reference: str) -> Opened:
    """The case, for whoever may send its evidence. Raises `Http404` where it is not to be seen, `PermissionDenied`."""
    opened = visible(request, reference)
    if not permissions.may(request.user, actions.NEEDS):
        raise PermissionDenied(f"This page needs the permission {actions.NEEDS!r}.")
    return opened


@require_safe
def evidence(request: HttpRequest, reference: str) -> HttpResponse:
    """The packs of a case, what a new one would hold, and what it would lack."""
    return _show(request, case_of(request, reference))


def _show(request: HttpRequest, opened: Opened, status: int = 200, **bound: Any) -> HttpResponse:
    packs = list(EvidencePack.objects.filter(case=opened.case).select_related("case", "by", "event", "supplements"))
    packs.sort(key=lambda pack: -pack.number)
    held = documents.of_case(opened)
    titles = {one.key: one.title for one in held}
    context = {
        "opened": opened, "case": opened.case, "documents": held,
        "packs": [_card(opened, pack, bound.get("sending")) for pack in packs],
        "running": any(pack.state in (State.QUEUED, State.BUILDING) for pack in packs),
        "gaps": gaps_of(opened, timezone.localdate()),
        "withheld": [_withheld(one, titles) for one in Redaction.objects.filter(case=opened.case).order_by("id")],
        "building": bound.get("building") or forms.BuildForm(opened=opened, packs=packs),
        "wording": bound.get("wording") or forms.WordsForm(auto_id="words-%s"),
        "form": bound.get("building") or bound.get("wording") or bound.get("sending"),
    }  # fmt: skip
    return render(request, "evidence/evidence.html", context, status=status)


def _card(opened: Opened, pack: EvidencePack, sending: forms.SendForm | None = None) -> dict[str, Any]:
    """A pack as the page shows it, with what to look at before it is sent."""
    result = pack.came_of_it
    index = result.get("index", [])
    blind = [row for row in index if row["blind"] and not row["withheld_whole"]] if pack.planned.get("withheld") else []
    form = None
    if pack.state == State.DONE and pack.request and not pack.event_id and pack.plan:
        mine = sending if sending and sending.prefix == f"pack{pack.number}" else None
        form = mine or _send_form(opened, pack, bool(blind))
    return {
        "pack": pack, "form": form, "blind": blind, "unfound": result.get("unfound", ()),
        "problems": [row for row in index if row["problem"]],
        "behind": form is not None and planning.withheld_since(pack),
        "files": [(kind, in_words(result["bytes"][kind])) for kind in TYPES] if result else [],
        "unshown": [row for row in index if row["here"].startswith("not shown")],
    }  # fmt: skip


def _send_form(opened: Opened, pack: EvidencePack, look: bool, data: Any = None) -> forms.SendForm:
    return forms.SendForm(
        data, opened=opened, today=timezone.localdate(), look=look, prefix=f"pack{pack.number}",
        auto_id=f"send{pack.number}-%s",
    )  # fmt: skip


def _withheld(redaction: Redaction, titles: dict[str, str]) -> dict[str, Any]:
    """A redaction in words."""
    if redaction.words:
        what = f"“{redaction.words}”"
    elif redaction.whole:
        what = "The whole document"
    else:
        pages = redaction.pages or sorted(map(int, redaction.squares))
        numbers = f"page{'' if len(pages) == 1 else 's'} {', '.join(map(str, pages))}"
        what = f"{'Whole' if redaction.pages else 'Parts of'} {numbers}"
    where = titles.get(redaction.document, "A document no longer here") if redaction.document else "Everywhere"
    return {"redaction": redaction, "what": what, "where": where}


@require_POST
def build(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks for a pack; the worker builds it."""
    opened = case_of(request, reference)
    packs = list(EvidencePack.objects.filter(case=opened.case).order_by("number"))
    form = forms.BuildForm(request.POST, opened=opened, packs=packs)
    if not form.is_valid():
        return _show(request, opened, 422, building=form)
    typed = form.cleaned_data
    pack = actions.ask(request.user, reference, request=typed["request"], base=typed.get("base"), at=timezone.now())
    messages.success(request, f"Evidence pack {pack.number} is being built. You can leave this page meanwhile.")
    return redirect("evidence", reference)


@require_POST
def withhold(request: HttpRequest, reference: str) -> HttpResponse:
    """Withholds words everywhere."""
    opened = case_of(request, reference)
    form = forms.WordsForm(request.POST, auto_id="words-%s")
    if not form.is_valid():
        return _show(request, opened, 422, wording=form)
    actions.withhold(request.user, reference, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "These words are withheld from every pack asked for from now on.")
    return redirect("evidence", reference)


@require_POST
def give_back(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Takes a redaction back, for packs still to be built."""
    case_of(request, reference)
    actions.give_back(request.user, reference, pk)
    messages.success(request, "It is no longer withheld from packs asked for from now on.")
    return redirect("evidence", reference)


@require_POST
def send(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Records that a pack was sent."""
    opened = case_of(request, reference)
    pack = get_object_or_404(EvidencePack, case=opened.case, number=number, state=State.DONE)
    form = _send_form(opened, pack, bool(_card(opened, pack)["blind"]), request.POST)
    if not form.is_valid():
        return _show(request, opened, 422, sending=form)
    typed = form.cleaned_data
    try:
        actions.send(request.user, reference, number, at=timezone.now(), version=typed["version"],
                     token=typed["token"])  # fmt: skip
    except log.Repeated:
        pass
    except log.Stale:
        fresh = case_of(request, reference)
        again = _send_form(fresh, pack, "looked" in form.fields, _moved_on(request, pack, fresh))
        again.add_error(None, "The case has changed since you opened this page. See whether a supplement is needed, "
                              "then send again.")  # fmt: skip
        return _show(request, fresh, 409, sending=again)
    except casework.Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, words(reason))
        return _show(request, opened, 409, sending=form)
    messages.success(request, "It is recorded that the evidence was provided, with the sums of both files.")
    return redirect("evidence", reference)


def _moved_on(request: HttpRequest, pack: EvidencePack, opened: Opened) -> Any:
    data = request.POST.copy()
    data[f"pack{pack.number}-version"] = str(opened.version)
    return data


@require_safe
def download(request: HttpRequest, reference: str, number: int, kind: str) -> FileResponse:
    """The PDF or the ZIP of a pack, as something to save."""
    opened = case_of(request, reference)
    if kind not in TYPES:
        raise Http404
    pack = get_object_or_404(EvidencePack.objects.select_related("case"), case=opened.case, number=number,
                             state=State.DONE, erased_at=None)  # fmt: skip
    try:
        body = default_storage.open(pack.stored(kind))
    except FileNotFoundError:
        raise Http404 from None
    return saved(FileResponse(body, as_attachment=True, filename=pack.file_name(kind), content_type=TYPES[kind]))


def saved(response: Any) -> Any:
    """An answer that nothing on the way may keep, read into, or run."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
