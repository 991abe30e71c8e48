"""A step on a case, as a page: one form, one write, and nothing typed is ever lost.

A step is a subclass that names its form and says which events the form means. What was typed comes back when the
policy refuses it, when the case has moved on meanwhile, and after a lost session (`accounts.access` keeps it).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from putright.apps.accounts import permissions
from putright.apps.accounts.access import kept_form
from putright.apps.casework import actions, log
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened
from putright.core.events import Event


class StepForm(forms.Form):
    """A form that knows which state of the case it was shown for, and acts once."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, opened: Opened, today: Any, **kwargs: Any) -> None:
        self.opened, self.today = opened, today
        kwargs["initial"] = {"version": opened.version, "token": secrets.token_urlsafe(24), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class Step(View):
    """Shows a form about a case and writes what it means."""

    form_class: ClassVar[type[StepForm]]
    kind: ClassVar[str]
    title: ClassVar[str]
    button: ClassVar[str] = "Save"
    template: ClassVar[str] = "casework/step.html"
    needs: ClassVar[str] = permissions.WORK_CASE
    done: ClassVar[str] = "Saved."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        """What the valid form means."""
        raise NotImplementedError

    def outgoing(self, form: StepForm, happened: Sequence[Event]) -> Sequence[log.Outgoing]:
        """The messages to send with it."""
        return ()

    def initial(self, opened: Opened) -> dict[str, Any]:
        """What the form is filled with at first."""
        return {}

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The form; filled with what was typed before, if the session was lost."""
        opened = self._open(request, reference)
        kept = kept_form(request)
        if kept is not None:
            messages.warning(request, "You were signed out before this was saved. Check what you typed and save it again.")
            return self._show(request, opened, self._form(request, opened, kept))
        return self._show(request, opened, self._form(request, opened))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The write, and back to the case; or the form again, with what stands in the way."""
        opened = self._open(request, reference)
        form = self._form(request, opened, request.POST)
        if not form.is_valid():
            return self._show(request, opened, form, 422)
        try:
            self.write(request, opened, form)
        except log.Repeated:
            pass
        except log.Stale:
            return self._moved_on(request, reference)
        except actions.Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, _words(reason))
            return self._show(request, opened, form, 409)
        messages.success(request, self.done)
        return self.after(reference)

    def write(self, request: HttpRequest, opened: Opened, form: StepForm) -> None:
        """The one straight line: the form's events, recorded."""
        happened = self.events(form, timezone.localtime())
        actions.record(
            request.user, opened.case.reference, happened, at=timezone.now(), needs=self.needs,
            version=form.cleaned_data["version"], token=form.cleaned_data["token"],
            messages=self.outgoing(form, happened),
        )  # fmt: skip

    def after(self, reference: str) -> HttpResponseRedirect:
        """Where to go when it is done."""
        return redirect("case", reference)

    def _open(self, request: HttpRequest, reference: str) -> Opened:
        try:
            with log.open(request.user.landlord, reference, for_update=False) as opened:
                if not opened.case.is_visible_to(request.user):
                    raise Http404
                if not permissions.may(request.user, self.needs):
                    raise PermissionDenied(f"This step needs the permission {self.needs!r}.")
                return opened
        except Case.DoesNotExist:
            raise Http404 from None

    def _form(self, request: HttpRequest, opened: Opened, data: Any = None) -> StepForm:
        return self.form_class(
            data, request.FILES or None if data is not None else None, opened=opened,
            today=timezone.localdate(), initial=self.initial(opened),
        )  # fmt: skip

    def _show(self, request: HttpRequest, opened: Opened, form: StepForm, status: int = 200) -> HttpResponse:
        context = {"opened": opened, "case": opened.case, "form": form, "step": self, **self.context(opened, form)}
        return render(request, self.template, context, status=status)

    def context(self, opened: Opened, form: StepForm) -> dict[str, Any]:
        """What the template needs beside the form."""
        return {}

    def _moved_on(self, request: HttpRequest, reference: str) -> HttpResponse:
        opened = self._open(request, reference)
        data = request.POST.copy()
        seen, data["version"] = data.get("version"), str(opened.version)
        form = self._form(request, opened, data)
        form.add_error(None, "The case has changed since you opened this page. Check what is new, then save again.")
        new = opened.rows[int(seen) :] if str(seen).isdigit() else opened.rows
        context = {"opened": opened, "case": opened.case, "form": form, "step": self, "new": new}
        return render(request, self.template, context | self.context(opened, form), status=409)


def _words(reason: Any) -> str:
    text = reason.text[:1].upper() + reason.text[1:]
    return f"{text} ({', '.join(reason.cites)})." if reason.cites else f"{text}."
