"""A page for a colleague who is asked for one thing on a case: to answer a question, to see to a remedy.

They may see nothing else of the complaint, so nothing else is given to the page: no complainant, no history.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from putright.apps.accounts import permissions
from putright.apps.accounts.access import requires
from putright.apps.accounts.models import Person
from putright.apps.casework import actions, attachments, log
from putright.apps.casework.case.uploads import FilesForm, FilesStep
from putright.apps.casework.models import Duty
from putright.apps.casework.opened import Opened, load
from putright.apps.casework.steps import StepForm
from putright.apps.casework.worklist import asked_of
from putright.core.events import Event


class ForColleague(FilesStep):
    """`duty` is what the name of the duty that is theirs begins with; the rest of it, `key`, stands in the address."""

    needs = permissions.ANSWER_REQUEST
    duty: ClassVar[str]
    key: str

    def happened(self, opened: Opened, form: FilesForm, on: date) -> Sequence[Event]:
        """What the valid form means."""
        raise NotImplementedError

    def shown(self, opened: Opened, today: date) -> dict[str, Any]:
        """What they see of the case beside its reference and address."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, key: str, **kwargs: Any) -> HttpResponse:
        self.key = key
        return requires(self.needs)(super().dispatch)(request, *args, **kwargs)

    def write(self, request: HttpRequest, opened: Opened, form: FilesForm) -> None:
        """What they say, whatever else has happened on the case meanwhile."""
        now, case, person = timezone.now(), opened.case, request.user
        with transaction.atomic():
            with log.open(person.landlord, case.reference, token=form.cleaned_data["token"]) as held:
                self._theirs(person, case.reference)
                happened = self.happened(held, form, max(timezone.localdate(now), held.state.last))
                actions.judge(held, happened)
                log.append(held, happened, by=person, at=now)
            attachments.claim(case, form.chosen())

    def after(self, reference: str) -> HttpResponseRedirect:
        return redirect("work_list")

    def _open(self, request: HttpRequest, reference: str) -> Opened:
        duty = self._theirs(request.user, reference)
        duty.case.landlord = request.user.landlord
        return load(duty.case)

    def _theirs(self, person: Person, reference: str) -> Duty:
        """What they are asked, done or not. Raises `Http404` where nothing of the kind is asked of this person."""
        mine = asked_of(person, answered=True)
        duty = mine.filter(case__reference=reference, name=f"{self.duty}:{self.key}").first()
        if duty is None:
            raise Http404
        return duty

    def _context(self, opened: Opened, form: StepForm) -> dict[str, Any]:
        today = timezone.localdate()
        address = ", ".join(filter(None, (opened.case.address, opened.case.postcode)))
        return {
            "form": form, "step": self, "reference": opened.case.reference, "address": address, "today": today,
            **self.shown(opened, today),
        }  # fmt: skip

    def _moved_on(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Never so: what they say is taken whatever else has happened, and what has is not theirs to see."""
        raise Http404
