"""The pages that issue a letter: what a person must write, the whole letter beside it, then "Issue"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from putright.apps.accounts.models import Person
from putright.apps.casework import actions as casework
from putright.apps.casework.case.escalating import requests_of
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import Step
from putright.apps.letters import actions, drafting, forms
from putright.apps.letters.views import drawn
from putright.core import events as e
from putright.core.decide import Reason
from putright.core.guards.letters import PART_NAMES
from putright.core.letters import blocks, compose
from putright.core.letters.voice import GROUNDS
from putright.core.workdays import OutOfRange


class LetterStep(Step):
    """A step that issues a letter."""

    template = "letters/issue.html"
    button = "Issue the letter"
    done = "The letter is issued."
    form_class: ClassVar[type[forms.LetterForm]]

    def event(self, form: forms.LetterForm, by: Person) -> e.Event | None:
        """The event as the form stands, complete or not; None while what it cannot be without is missing."""
        raise NotImplementedError

    def before(self, form: Any) -> Sequence[e.Event]:
        """What else the form says happened, before the letter."""
        return ()

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The letter as it would go out, for "Preview"; else the write."""
        if "preview" not in request.POST:
            return super().post(request, reference)
        opened = self._open(request, reference)
        form = self._form(request, opened, request.POST)
        form.is_valid()
        return self._show(request, opened, form)

    def write(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        event = self.event(form, request.user)
        if event is None:
            raise casework.Refused([Reason("possible_now", "this is not a formal complaint; make it formal first")])
        event = self._omitting(opened, event, form, request.user)
        actions.issue(
            request.user, opened.case.reference, [*self.before(form), event], form.draft(),
            at=timezone.now(), version=form.cleaned_data["version"], token=form.cleaned_data["token"],
            needs=self.needs,
        )  # fmt: skip

    def _omitting(self, opened: Opened, event: e.Event, form: forms.LetterForm, by: Person) -> e.Event:
        """The event with the parts its letter lacks, so that the engine's own guard speaks first."""
        if not isinstance(event, e.Acknowledged | e.ResponseSent):
            return event
        _, missing = _compose(opened, event, form, by)
        return msgspec.structs.replace(event, omits=tuple(missing))

    def context(self, opened: Opened, form: Any) -> dict[str, Any]:
        by = self.request.user
        event = self.event(form, by)
        letter: blocks.Letter | None = None
        missing: dict[str, tuple[str, ...]] = {}
        if event is not None:
            try:
                letter, missing = _compose(opened, event, form, by)
            except (OutOfRange, ValueError):
                letter = None
        required = compose.required(drafting.after(opened, [event]), event) if letter and event else {}
        known = {text: None for p in form.recipients.values() for text in drafting.adjustments(opened, p)}
        return {
            "drawn": drawn(letter),
            "parts": [(PART_NAMES[part], ", ".join(cites), part in missing) for part, cites in required.items()],
            "missing": [(PART_NAMES[part], ", ".join(cites)) for part, cites in missing.items()],
            "adjustments": list(known), "large": bool(letter and letter.large),
        }  # fmt: skip


def _compose(
    opened: Opened, event: e.Event, form: forms.LetterForm, by: Person
) -> tuple[blocks.Letter, dict[str, tuple[str, ...]]]:
    case = drafting.after(opened, [event])
    letter = drafting.compose_letter(opened, case, event, form.draft(), by)
    return letter, dict(drafting.lacks(case, event, letter))


class Acknowledge(LetterStep):
    kind = "acknowledged"
    title = "Acknowledge the complaint"
    form_class = forms.AcknowledgeForm
    button = "Issue the acknowledgement"
    done = "The complaint is acknowledged."

    def event(self, form: forms.LetterForm, by: Person) -> e.Event | None:
        if form.opened.state.current is None:
            return None
        method = str(form.value("method") or form.likeliest() or "post")
        return e.Acknowledged(on=form.today, by=by.key, method=method)

    def write(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        if form.cleaned_data["method"] != "phone":
            super().write(request, opened, form)
            return
        told = form.cleaned_data.get("told") or ()
        omits = tuple(part for part in form.required if part not in told)
        happened: Sequence[e.Event] = [
            e.Contacted(on=form.today, method="phone", to="complainant", what=form.cleaned_data["call"]),
            e.Acknowledged(on=form.today, by=request.user.key, method="phone", omits=omits),
        ]
        casework.record(
            request.user, opened.case.reference, happened, at=timezone.now(), needs=self.needs,
            version=form.cleaned_data["version"], token=form.cleaned_data["token"],
        )  # fmt: skip


class Extend(LetterStep):
    kind = "extended"
    title = "Extend the response date"
    form_class = forms.ExtendForm
    button = "Issue the extension"
    done = "The letter is issued. The new date counts once it has left."

    def before(self, form: Any) -> Sequence[e.Event]:
        every = form.cleaned_data.get("every")
        agreed = every and every != form.opened.state.updates_every
        return [e.UpdatesAgreed(on=form.today, every_working_days=every)] if agreed else []

    def event(self, form: forms.LetterForm, by: Person) -> e.Event | None:
        until = form.value("until")
        if not until or form.opened.state.current is None:
            return None
        return e.Extended(
            on=form.today, until=until, reason=str(form.value("reason") or ""),
            agreed=bool("agreed" in form.fields and form.value("agreed")), good_reason=bool(form.value("good_reason")),
            approved_by=form.opened.state.approved("extension"),
        )  # fmt: skip


class Refuse(LetterStep):
    template = "letters/refuse.html"
    kind = "refused"
    title = "Refuse the complaint"
    form_class = forms.RefuseForm
    button = "Issue the refusal"
    done = "The complaint is refused, and the letter is issued."

    def event(self, form: Any, by: Person) -> e.Event | None:
        if not form.value("ground"):
            return None
        words = {name: str(form.value(name) or "") for name in form.typed}
        return e.Refused(on=form.today, ground=form.value("ground"), approved_by=form.approved_by(), **words)

    def context(self, opened: Opened, form: Any) -> dict[str, Any]:
        """Beside the letter: where each approval that is still wanted is asked for."""
        wanted = [(key, one) for key, one in form.weighed.items() if one.holds and one.waits]
        address = f"{reverse('case', args=[opened.case.reference])}/approval_asked"
        roles = opened.policy.pack.roles
        asks = [
            {"titles": [roles[role].title for role in one.waits], "asked": bool(one.approval and one.approval.stands),
             "declined": one.approval.declined if one.approval else None,
             "href": f"{address}?{urlencode({'of': 'refusal', 'ground': key})}", "ground": GROUNDS[key]}
            for key, one in wanted
        ]  # fmt: skip
        return {**super().context(opened, form), "asks": asks}


class RefuseEscalation(LetterStep):
    kind = "escalation_refused"
    title = "Refuse the request for stage 2"
    form_class = forms.RefuseEscalationForm
    button = "Issue the refusal"
    done = "The request is refused, and the letter is issued."

    def event(self, form: forms.LetterForm, by: Person) -> e.Event | None:
        ground = form.value("ground")
        explanation = str(form.value("explanation") or "")
        return e.EscalationRefused(on=form.today, ground=ground, explanation=explanation) if ground else None

    def context(self, opened: Opened, form: Any) -> dict[str, Any]:
        return {**super().context(opened, form), "requests": requests_of(opened)}


class Respond(LetterStep):
    kind = "response_sent"
    title = "Send the response"
    form_class = forms.RespondForm
    button = "Issue the response"
    done = "The response is issued."

    def event(self, form: forms.LetterForm, by: Person) -> e.Event | None:
        if form.opened.state.current is None:
            return None
        method = str(form.value("method") or form.likeliest() or "post")
        return e.ResponseSent(on=form.today, method=method, by=by.key)
