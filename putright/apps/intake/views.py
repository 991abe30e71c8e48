"""Writing a complaint down: one form, a look at what is known already, and what to tell the caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from putright.apps.accounts import packs
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.permissions import LOG_COMPLAINT
from putright.apps.casework import attachments, log
from putright.apps.casework.actions import Refused
from putright.apps.casework.case.uploads import take
from putright.apps.casework.models import Case
from putright.apps.casework.once import as_filled_in
from putright.apps.casework.opened import load
from putright.apps.intake import actions, telling, words
from putright.apps.intake import known as register
from putright.apps.intake.complaint import COMPLAINANT, adjustments_of, events_of, parties_of
from putright.apps.intake.forms import ComplaintForm
from putright.apps.intake.similar import Similar, similar
from putright.apps.intake.source import Source
from putright.apps.residents import actions as residents


@requires(LOG_COMPLAINT)
@require_http_methods(["GET", "POST"])
def log_complaint(request: HttpRequest) -> HttpResponse:
    """The form. Saving it opens a case, once; what is known of the person or home is shown before."""
    return write_down(request)


def write_down(request: HttpRequest, source: Source | None = None) -> HttpResponse:
    """The form, shown or sent; `source` is what it is filled from where nobody tells it. For whoever may log one."""
    return WritingDown(request, source).answer()


@dataclass(frozen=True)
class WritingDown:
    """One request for the form: who asks, and what it is filled from where nobody tells it."""

    request: HttpRequest
    source: Source | None

    def answer(self) -> HttpResponse:
        """The page, or where to go once it is saved."""
        if self.request.method == "POST":
            return self._posted(self.request.POST.copy())
        typed = kept_form(self.request)
        if typed is None and self.source:
            return self._look(self.source.typed.copy())
        if typed is None and "resident" in self.request.GET:
            return self._choose(self._begun(), ())
        if typed is None:
            return self._show(self._form())
        messages.warning(self.request, "You were signed out before this was saved. Check what you typed and save it. "
                         "Files have to be chosen again.")  # fmt: skip
        return self._look(typed.copy())

    def _posted(self, data: QueryDict) -> HttpResponse:
        data["token"] = as_filled_in(self.request.POST, self.request.user.key)
        if done := log.done(self.request.user.landlord, data["token"]):
            return redirect("logged", done.reference)
        problems = take(self.request, data)
        if "choose" in data:
            return self._choose(data, problems)
        if "look" in data:
            return self._look(data, problems)
        known = self._known(data)
        form = self._form(data, known=known.adjustments)
        for problem in problems:
            form.add_error("files", problem)
        if not form.is_valid():
            return self._show(form, known, status=422)
        if known and data.get("seen") != known.mark:
            return self._look(data, check=True)
        return self._saved(form, known)

    def _saved(self, form: ComplaintForm, known: Similar) -> HttpResponse:
        try:
            case = self._save(form, known).case
        except log.Repeated as repeated:
            case = repeated.case
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, f"{reason.text[:1].upper()}{reason.text[1:]}.")
            return self._show(form, known, status=409)
        return redirect("logged", case.reference)

    def _save(self, form: ComplaintForm, known: Similar) -> Any:
        told, now = form.cleaned_data, timezone.now()
        today = timezone.localdate(now)
        adjustments = adjustments_of(told, form.known, today)
        with transaction.atomic():
            opened = actions.log_complaint(
                self.request.user, list(events_of(told, adjustments, today)), at=now,
                parties=parties_of(told), files=self._files(told["kept"]), token=told["token"],
            )  # fmt: skip
            if known.chosen:
                residents.link(self.request.user, opened.case, COMPLAINANT, known.chosen.resident, now)
            if self.source:
                self.source.saved(opened)
        return opened

    def _begun(self) -> QueryDict:
        """The form as it begins for somebody whom the register knows: they are on the telephone, today."""
        data, today = QueryDict(mutable=True), timezone.localdate()
        data.update({"choose": self.request.GET["resident"], "channel": "phone", "said": "asked"})
        data.update({f"received_on-{part}": str(getattr(today, part)) for part in ("day", "month", "year")})
        return data

    def _choose(self, data: QueryDict, problems: Any) -> HttpResponse:
        """The form again, filled in from the register for whoever was chosen; for nobody, tied to nobody any more."""
        known = register.chosen(self.request.user, data["choose"], timezone.localdate())
        data["resident"] = ""
        if known:
            register.fill(self.request.user, data, known)
        return self._look(data, problems)

    def _look(self, data: QueryDict, problems: Any = (), check: bool = False) -> HttpResponse:
        """The form again with all that was typed, and what earlier complaints say; `check` asks before saving."""
        known = self._known(data)
        data["seen"] = known.mark
        form = self._form(data, known=known.adjustments, checked=False)
        for problem in problems:
            form.add_error("files", problem)
        return self._show(form, known, check=check, looked="look" in data)

    def _known(self, data: QueryDict) -> Similar:
        """What earlier complaints say; adjustments that were not offered before are ticked in the form."""
        who, today = self._form(data, checked=False).who(), timezone.localdate()
        known = similar(self.request.user, who, today)
        if one := register.chosen(self.request.user, data.get("resident", ""), today):
            known = replace(known, chosen=one, adjustments=register.adjustments(one) | known.adjustments)
        else:
            known = replace(known, people=register.maybe(self.request.user, vars(who), today, asked="look" in data))
        fresh = [key for key in known.adjustments if key not in data.getlist("offered")]
        data.setlist("carry", [*data.getlist("carry"), *fresh])
        data.setlist("offered", list(known.adjustments))
        return known

    def _form(self, data: Any = None, known: Any = None, checked: bool = True) -> ComplaintForm:
        files = self._files(data.getlist("kept")) if data is not None else ()
        return ComplaintForm(
            data, person=self.request.user, policy=packs.current(self.request.user.landlord),
            today=timezone.localdate(), known=known, files=files, checked=checked,
        )  # fmt: skip

    def _files(self, kept: Sequence[str]) -> list[attachments.Attachment]:
        """The files that the form names: those this person brought, and those of what it is filled from."""
        found = attachments.unclaimed(kept, by=self.request.user)
        return [*found, *attachments.unclaimed(kept, held=self.source.held)] if self.source else found

    def _show(
        self, form: ComplaintForm, known: Similar | None = None, *, check: bool = False,
        looked: bool = False, status: int = 200,
    ) -> HttpResponse:  # fmt: skip
        policy = form.policy
        context = {
            "form": form, "known": Similar() if known is None else known, "check": check, "looked": looked,
            "guidance": words.guidance(policy), "edition": policy.edition,
            "own_definitions": words.own_definitions(policy, policy.edition.definition),
            "source": self.source,
        }  # fmt: skip
        return render(self.request, "intake/log.html", context, status=status)


@requires(LOG_COMPLAINT)
@require_GET
def logged(request: HttpRequest, reference: str) -> HttpResponse:
    """What comes next and what to tell the caller, for whoever may see the case or wrote it down themselves."""
    case = Case.objects.select_related("landlord").filter(landlord=request.user.landlord, reference=reference).first()
    if not case:
        raise Http404
    visible = case.is_visible_to(request.user)
    if not visible and not case.involvements.filter(person=request.user, tie="logged").exists():
        raise Http404
    told = telling.tell(load(case)) if visible else None
    return render(request, "intake/logged.html", {"case": case, "told": told})
