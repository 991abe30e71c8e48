"""The page of a colleague who sees to a remedy: what is to be done, at which home, by when, and room to say it is done.

They may see nothing else of the complaint, so nothing else is given to the page: no complainant, no history.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from putright.apps.accounts import permissions
from putright.apps.accounts.access import requires
from putright.apps.accounts.models import Person
from putright.apps.casework import actions, attachments, log
from putright.apps.casework.case.fields import text
from putright.apps.casework.case.uploads import FilesForm, FilesStep
from putright.apps.casework.models import Case, Duty
from putright.apps.casework.opened import Opened, load
from putright.apps.casework.steps import StepForm
from putright.apps.casework.worklist import asked_of
from putright.core import events as e
from putright.core.duties import find


class DoneForm(FilesForm):
    """What was done, and files that show it."""

    def build(self) -> None:
        hint = "What was done and when; the job number, who checked it, or the payment’s reference."
        self.fields["evidence"] = text("What shows that it is done?", hint, rows=5)(self.opened)
        self.build_files("A photograph, a receipt, a letter (optional)")
        self.order_fields(["evidence", "files", "kept"])


class DoRemedy(FilesStep):
    """Shows a remedy to the colleague who sees to it, and takes their word that it is done."""

    kind, title, button = "do_remedy", "Something for you to put right", "It is done"
    form_class, template, needs = DoneForm, "casework/owned.html", permissions.ANSWER_REQUEST
    done = "Thank you. Whoever deals with the complaint will ask whether it is right now."

    def dispatch(self, request: HttpRequest, *args: Any, key: str, **kwargs: Any) -> HttpResponse:
        self.key = key
        return requires(self.needs)(super().dispatch)(request, *args, **kwargs)

    def write(self, request: HttpRequest, opened: Opened, form: FilesForm) -> None:
        """That it is done, whatever else has happened on the case meanwhile."""
        now = timezone.now()
        with transaction.atomic():
            _record(request.user, opened.case, self.key, form, now)
            attachments.claim(opened.case, form.chosen())

    def after(self, reference: str) -> HttpResponseRedirect:
        return redirect("work_list")

    def _open(self, request: HttpRequest, reference: str) -> Opened:
        duty = _owned(request.user, reference, self.key)
        duty.case.landlord = request.user.landlord
        return load(duty.case)

    def _context(self, opened: Opened, form: StepForm) -> dict[str, Any]:
        remedy, today = opened.state.remedies[self.key], timezone.localdate()
        duty = find(opened.judged, f"remedy:{self.key}")
        handler = opened.state.handler
        return {
            "form": form, "step": self, "reference": opened.case.reference, "remedy": remedy, "today": today,
            "due": duty.due if duty else None, "status": duty.status(today) if duty else "open",
            "address": ", ".join(filter(None, (opened.case.address, opened.case.postcode))),
            "handler": opened.judged.called(handler) if handler else "",
            "disputed": remedy.disputed,
        }  # fmt: skip

    def _moved_on(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Never so: their word is taken whatever else has happened, and what has is not theirs to see."""
        raise Http404


def _owned(person: Person, reference: str, key: str) -> Duty:
    """The remedy, done or not. Raises `Http404` where nothing of the kind is asked of this person."""
    duty = asked_of(person, answered=True).filter(case__reference=reference, name=f"remedy:{key}").first()
    if duty is None:
        raise Http404
    return duty


def _record(person: Person, case: Case, key: str, form: FilesForm, now: Any) -> None:
    with log.open(person.landlord, case.reference, token=form.cleaned_data["token"]) as opened:
        _owned(person, case.reference, key)
        on = max(timezone.localdate(now), opened.state.last)
        file = next((one.sha256 for one in form.chosen()), "")
        happened = [e.RemedyCompleted(on=on, id=key, evidence=form.cleaned_data["evidence"], file=file)]
        actions.judge(opened, happened)
        log.append(opened, happened, by=person, at=now)
