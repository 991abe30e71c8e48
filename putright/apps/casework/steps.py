"""A step on a case, as a page: one form, one write, and nothing typed is ever lost.

A step is a subclass that names its form and says which events the form means. What was typed comes back when the
policy refuses it, when the case has moved on meanwhile, and after a lost session (`accounts.access` keeps it).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
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
from putright.apps.accounts.models import Person
from putright.apps.casework import actions, log, viewing, walls
from putright.apps.casework.models import Case, Party
from putright.apps.casework.names import adjustments
from putright.apps.casework.once import as_filled_in
from putright.apps.casework.opened import Opened, load
from putright.core import timeline
from putright.core.decide import Reason
from putright.core.events import Event
from putright.core.workdays import OutOfRange, said
from putright.design.fields import DatePartsField

FURTHEST = timedelta(days=365 * 20)
"""How far ahead a date may lie that is promised, set or agreed: further is a slip, and no date can follow from it."""


class StepForm(forms.Form):
    """A form that knows which state of the case it was shown for, and to whom, and acts once."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    may_precede: ClassVar[tuple[str, ...]] = ()
    """The dates that may lie before the complaint was received."""

    def __init__(self, *args: Any, opened: Opened, today: date, person: Person | None = None, **kwargs: Any) -> None:
        self.opened, self.today, self.person = opened, today, person
        fresh = {"version": opened.version, "token": secrets.token_urlsafe(24), "on": today}
        kwargs["initial"] = {**fresh, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.build()

    def build(self) -> None:
        """Adds the fields that depend on the case."""

    def clean_token(self) -> str:
        return as_filled_in(self.data, self.opened.case.pk)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        received, last = self.opened.state.received, self.today + FURTHEST
        for name, field in self.fields.items():
            day = typed.get(name) if isinstance(field, DatePartsField) and name not in self.errors else None
            first = self.today - FURTHEST if name in self.may_precede else received
            if day and not first <= day <= last:
                self.add_error(name, f"“{field.label}” must be from {said(first)} to {said(last)}: check the year.")
        return typed

    def choose(self, chosen: Mapping[str, Any]) -> None:
        """Chooses what a link to this page says, such as which remedy it is about, or for which day."""
        self.initial |= {k: v for k, v in chosen.items() if isinstance(self.fields.get(k), forms.ChoiceField)}
        days = {k: v for k, v in chosen.items() if isinstance(self.fields.get(k), DatePartsField)}
        with suppress(ValueError):
            self.initial |= {name: date.fromisoformat(day) for name, day in days.items()}

    def unchecked(self) -> None:
        """Shows what was typed without saying what is wrong with it yet."""
        self._errors = forms.utils.ErrorDict()


class DatedForm(StepForm):
    """A step that happened on a day: today, unless it is recorded later."""

    on = DatePartsField(label="When did it happen?", help_text="For example, 27 3 2026")

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        last = self.opened.state.last
        if on > self.today:
            raise forms.ValidationError("That day is still to come. Give today’s date or an earlier one.")
        if on < last:
            raise forms.ValidationError(
                f"Something was recorded on this case for {said(last)}: give that day or a later one."
            )
        return on


class Step(View):
    """Shows a form about a case and writes what it means."""

    form_class: ClassVar[type[StepForm]]
    kind: ClassVar[str]
    title: ClassVar[str]
    button: ClassVar[str] = "Save"
    template: ClassVar[str] = "casework/step.html"
    needs: ClassVar[str] = permissions.WORK_CASE
    done: ClassVar[str] = "Saved."
    guide: ClassVar[str] = ""

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        """What the valid form means."""
        raise NotImplementedError

    def outgoing(self, form: StepForm, happened: Sequence[Event]) -> Sequence[log.Outgoing]:
        """The messages to send with it."""
        return ()

    def parties(self, form: StepForm) -> Sequence[Party]:
        """Who is new on the case with it, or has new details."""
        return ()

    def initial(self, opened: Opened) -> dict[str, Any]:
        """What the form is filled with at first."""
        return {}

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The form; filled with what was typed before, if the session was lost."""
        opened = self._open(request, reference)
        kept = kept_form(request)
        if kept is not None:
            messages.warning(
                request, "You were signed out before this was saved. Check what you typed and save it again."
            )
            return self._show(request, opened, self._form(request, opened, kept))
        return self._show(request, opened, self.begun(request, opened))

    def begun(self, request: HttpRequest, opened: Opened) -> StepForm:
        """The form as the page first shows it."""
        form = self._form(request, opened)
        form.choose(request.GET)
        return form

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The write, and back to the case; or the form again, with what stands in the way."""
        opened = self._open(request, reference)
        form = self._form(request, opened, request.POST)
        if "add" in request.POST:
            form.unchecked()
            return self._show(request, opened, form)
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
                form.add_error(None, forms.ValidationError(words(reason), code=reason.rule))
            return self._show(request, opened, form, 409)
        except OutOfRange as outside:
            form.add_error(None, f"{str(outside)[:1].upper()}{str(outside)[1:]}.")
            return self._show(request, opened, form, 422)
        messages.success(request, self.done)
        return self.after(reference)

    def write(self, request: HttpRequest, opened: Opened, form: StepForm) -> None:
        """The one straight line: the form's events, recorded."""
        happened = self.events(form, timezone.localtime())
        actions.record(
            request.user, opened.case.reference, happened, at=timezone.now(), needs=self.needs,
            version=form.cleaned_data["version"], token=form.cleaned_data["token"], parties=self.parties(form),
            messages=self.outgoing(form, happened),
        )  # fmt: skip

    def after(self, reference: str) -> HttpResponseRedirect:
        """Where to go when it is done."""
        return redirect("case", reference)

    def _open(self, request: HttpRequest, reference: str) -> Opened:
        opened = visible(request, reference)
        if not permissions.may(request.user, self.needs):
            raise PermissionDenied(f"This step needs the permission {self.needs!r}.")
        return opened

    def _form(self, request: HttpRequest, opened: Opened, data: Any = None) -> StepForm:
        return self.form_class(
            data, request.FILES or None if data is not None else None, opened=opened,
            today=timezone.localdate(), person=request.user, initial=self.initial(opened),
        )  # fmt: skip

    def _show(self, request: HttpRequest, opened: Opened, form: StepForm, status: int = 200) -> HttpResponse:
        return render(request, self.template, self._context(opened, form), status=status)

    def _context(self, opened: Opened, form: StepForm) -> dict[str, Any]:
        parties = list(Party.objects.filter(case=opened.case).order_by("key"))
        return {
            "opened": opened, "case": opened.case, "form": form, "step": self, "parties": parties,
            "adjustments": adjustments(opened, parties), **self.context(opened, form),
        }  # fmt: skip

    def context(self, opened: Opened, form: StepForm) -> dict[str, Any]:
        """What the template needs beside the form."""
        return {}

    def _moved_on(self, request: HttpRequest, reference: str) -> HttpResponse:
        opened = self._open(request, reference)
        data = request.POST.copy()
        seen, data["version"] = data.get("version"), str(opened.version)
        form = self._form(request, opened, data)
        form.add_error(None, "The case has changed since you opened this page. Check what is new, then save again.")
        told = timeline.entries(opened.events, {key: person.called for key, person in opened.people.items()})
        kept = walls.unknown(opened, request.user)
        since = int(seen) if str(seen).isdecimal() else 0
        new = [one for one in told[since:] if not walls.tells(one.event, kept)]
        return render(request, self.template, {**self._context(opened, form), "new": new}, status=409)


def visible(request: HttpRequest, reference: str) -> Opened:
    """A case as the person asking may see it. Raises `Http404` where they may not, or there is none.

    A sensitive one is put on record as opened: see `viewing`, whose `ReasonNeeded` it raises.
    """
    found = Case.objects.visible_to(request.user).filter(reference=reference)
    case = viewing.noted(found, request.user, timezone.now()).first()
    if case is None:
        raise Http404
    viewing.enter(request.user, case, timezone.now())
    case.landlord = request.user.landlord
    return walls.behind(load(case), request.user)


def words(reason: Reason) -> str:
    """A reason as a sentence, with the provisions it rests on."""
    text = in_full(reason.text)
    return f"{text} ({', '.join(reason.cites)})." if reason.cites else f"{text}."


def in_full(text: str) -> str:
    """A text of the engine as a sentence begins, with its dates as people write them."""
    dated = re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda found: said(date.fromisoformat(found[0])), text)
    return dated[:1].upper() + dated[1:]
