"""The page of a colleague who is asked for information: the question, the home it is about, and room for the answer.

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
from putright.apps.casework.case.planning import answer
from putright.apps.casework.case.uploads import FilesForm, FilesStep
from putright.apps.casework.models import Case, Duty
from putright.apps.casework.opened import Opened, load
from putright.apps.casework.steps import StepForm
from putright.apps.casework.worklist import asked_of
from putright.core.duties import Obligation


class AnswerForm(FilesForm):
    """The answer, and files that bear it out."""

    def build(self) -> None:
        hint = "What you know, what the record says, and where it says so. If you do not know, say who might."
        self.fields["what"] = text("Your answer", hint, rows=8)(self.opened)
        self.build_files("Files that show it (optional)")
        self.order_fields(["what", "files", "kept"])


class AnswerRequest(FilesStep):
    """Shows a request to the colleague asked, and takes the answer."""

    kind, title, button = "answer_request", "You are asked for information", "Send the answer"
    form_class, template, needs = AnswerForm, "casework/asked.html", permissions.ANSWER_REQUEST
    done = "Thank you. Your answer is with the person who deals with it."

    def dispatch(self, request: HttpRequest, *args: Any, key: str, **kwargs: Any) -> HttpResponse:
        self.key = key
        return requires(self.needs)(super().dispatch)(request, *args, **kwargs)

    def write(self, request: HttpRequest, opened: Opened, form: FilesForm) -> None:
        """The answer, whatever else has happened on the case meanwhile."""
        now = timezone.now()
        with transaction.atomic():
            _answer(request.user, opened.case, self.key, form, now)
            attachments.claim(opened.case, form.chosen())

    def after(self, reference: str) -> HttpResponseRedirect:
        return redirect("work_list")

    def _open(self, request: HttpRequest, reference: str) -> Opened:
        duty = _asked(request.user, reference, self.key)
        duty.case.landlord = request.user.landlord
        return load(duty.case)

    def _context(self, opened: Opened, form: StepForm) -> dict[str, Any]:
        wanted = opened.state.inquiry.requests[self.key]
        status = Obligation(self.key, due=wanted.by, done=wanted.done).status(timezone.localdate())
        asker = next(r.by_id for r, event in zip(opened.rows, opened.events, strict=True)
                     if event.kind == "information_requested" and event.id == self.key)  # fmt: skip
        return {
            "form": form, "step": self, "reference": opened.case.reference, "request_": wanted, "status": status,
            "today": timezone.localdate(),
            "address": ", ".join(filter(None, (opened.case.address, opened.case.postcode))),
            "asker": opened.people[str(asker)].called if str(asker) in opened.people else "",
        }  # fmt: skip

    def _moved_on(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Never so: the answer is taken whatever else has happened, and what has is not theirs to see."""
        raise Http404


def _asked(person: Person, reference: str, key: str) -> Duty:
    """The request, answered or not. Raises `Http404` where nothing of the kind is asked of this person."""
    duty = asked_of(person, answered=True).filter(case__reference=reference, name=f"request:{key}").first()
    if duty is None:
        raise Http404
    return duty


def _answer(person: Person, case: Case, key: str, form: FilesForm, now: Any) -> None:
    with log.open(person.landlord, case.reference, token=form.cleaned_data["token"]) as opened:
        _asked(person, case.reference, key)
        on = max(timezone.localdate(now), opened.state.last)
        happened = answer(opened, form, key, form.cleaned_data["what"], on)
        actions.judge(opened, happened)
        log.append(opened, happened, by=person, at=now)
