"""The pages that issue a letter: what a person must write, the whole letter beside it, then "Issue"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, ClassVar

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.accounts.permissions import WORK_CASE
from putright.apps.casework import actions as casework
from putright.apps.casework.case.escalating import requests_of
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import Step, StepForm, words
from putright.apps.letters.drawing import docx, formats
from putright.apps.letters.drawing.shown import drawn, file
from putright.apps.letters.models import Draft
from putright.apps.letters.writing import actions, approving, drafts, forms
from putright.apps.letters.writing import page as writing
from putright.apps.letters.writing.stands import Stands
from putright.core import events as e
from putright.core.decide import Reason
from putright.core.events import VOCABULARY
from putright.core.letters.voice import GROUNDS
from putright.core.options import refusal
from putright.core.workdays import OutOfRange


class LetterStep(Step):
    """A step that issues a letter."""

    template = "letters/issue.html"
    button = "Issue the letter"
    done = "The letter is issued."
    form_class: ClassVar[type[forms.LetterForm]]
    draft: Draft | None = None
    overtaken: Draft | None = None
    resumed: Draft | None = None
    taken: Draft | None = None
    begun_by: list[Draft] | None = None
    weighed_there: ClassVar[Collection[str]] = ()
    """The guards whose reasons stand beside the choices of the form."""
    issued = too_long = False
    once: ClassVar[bool] = True  # what anybody began is of no more use once it is issued

    def event(self, form: forms.LetterForm, by: Person) -> e.Event | None:
        """The event as the form stands, complete or not; None while what it cannot be without is missing."""
        raise NotImplementedError

    def before(self, form: Any) -> Sequence[e.Event]:
        """What else the form says happened, before the letter."""
        return ()

    def foreseen(self, form: Any) -> Sequence[e.Event]:
        """What happens before the letter, as far as the form is filled in: the letter shown takes it as done."""
        return ()

    def begun(self, request: HttpRequest, opened: Opened) -> StepForm:
        """The form with what was typed before: by whoever asks, or by somebody whose words they take over."""
        draft = self._taken_up(request, opened)
        if draft is None:
            return super().begun(request, opened)
        form = self._form(request, opened, drafts.typed_again(draft, opened.version))
        form.is_valid()
        form.unchecked()
        return form

    def _taken_up(self, request: HttpRequest, opened: Opened) -> Draft | None:
        self.begun_by = drafts.begun(opened.case, self.kind)
        self.draft = next((one for one in self.begun_by if one.person_id == request.user.pk), None)
        if "anew" in request.GET:
            return None
        taken = next((one for one in self._others(opened) if str(one.pk) == request.GET.get("from")), None)
        self.taken, self.resumed = taken, None if taken else self.draft
        return taken or self.draft

    def _whose(self) -> Any:
        return None if self.once else self.request.user

    def _others(self, opened: Opened) -> list[Draft]:
        """What others have begun; where a step may fall to people who do not work on the case, it is theirs alone."""
        if self.needs != WORK_CASE:
            return []
        if self.begun_by is None:
            self.begun_by = drafts.begun(opened.case, self.kind)
        return [one for one in self.begun_by if one.person_id != self.request.user.pk]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """What was typed is kept, whatever follows: the letter checked or shown as it would go out, or the write."""
        opened = self._open(request, reference)
        if "check" in request.POST and drafts.too_often(request.user, timezone.localtime()):
            return HttpResponse(status=429, headers={"Retry-After": "10"})
        form = self._form(request, opened, request.POST)
        form.is_valid()
        self._keep(request, opened, form)
        if "check" in request.POST:
            return render(request, "letters/_checked.html", self._context(opened, form))
        if "translator" in request.POST:
            return self._for_the_translator(opened, form)
        if {"preview", "mine", "word"} & set(request.POST):
            return self._looked_at(opened, form)
        if self.overtaken:
            form.unchecked()
            form.add_error(None, "Other words were saved for this letter meanwhile. Look at them first.")
            return self._show(request, opened, form, 409)
        return super().post(request, reference)

    def _keep(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        self.issued = drafts.issued_since(opened, self.kind, form.cleaned_data.get("version"), self._whose())
        if self.issued:
            return
        try:
            over = "mine" in request.POST
            self.draft = drafts.keep(opened.case, self.kind, request.user, request.POST, timezone.now(), over=over)
        except drafts.Overtaken as overtaken:
            self.overtaken = overtaken.draft
        except drafts.TooLong:
            self.too_long = True

    def after(self, reference: str) -> HttpResponseRedirect:
        if "ask" in self.request.POST:
            return redirect(self.request.path)
        case = Case.objects.get(landlord=self.request.user.landlord, reference=reference)
        drafts.erase(case, self.kind, self._whose())
        return super().after(reference)

    def write(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        event = self.event(form, request.user)
        if "ask" in request.POST:
            approving.ask(request.user, opened, self.standing(opened, form, request.user), form, timezone.now())
            self.done = "Approval is asked for. It is on the work list of those who may give it."
            return
        if event is None:
            raise casework.Refused([Reason("possible_now", "this is not a formal complaint; make it formal first")])
        before = self.before(form)
        stands = self.standing(opened, form, request.user)
        if isinstance(event, e.Acknowledged | e.ResponseSent) and stands:
            event = msgspec.structs.replace(event, omits=tuple(stands.missing))
        found = stands.found if stands else ()
        aside = writing.set_aside(found, event, stands.letter.kind if stands else self.kind, request.user.key)
        actions.issue(
            request.user, opened.case.reference, [*before, *form.needs_met(event), *aside, event], form.drafts(),
            at=timezone.now(), version=form.cleaned_data["version"], token=form.cleaned_data["token"],
            needs=self.needs, heeded=[one.finding.key for one in found if one.aside],
        )  # fmt: skip

    def standing(self, opened: Opened, form: Any, by: Person) -> Stands | None:
        """The letter as the form stands; None while there is none to be shown."""
        event = self.event(form, by)
        if event is None:
            return None
        try:
            return Stands.of(opened, [*self.foreseen(form), event], form, by)
        except (OutOfRange, ValueError):
            return None

    def _looked_at(self, opened: Opened, form: Any) -> HttpResponse:
        """The page again, or the letter as it stands as a Word file."""
        stands = self.standing(opened, form, self.request.user) if "word" in self.request.POST else None
        if stands is None:
            return self._show(self.request, opened, form)
        name = f"{opened.case.reference}-draft.docx"
        return file(docx.to_word(stands.letter, docx.DRAFT), formats.WORD, name)

    def _for_the_translator(self, opened: Opened, form: Any) -> HttpResponse:
        stands = self.standing(opened, form, self.request.user)
        language = data.tongue_names().get(stands.letter.language, "") if stands else ""
        rows = stands.to_translate if stands else []
        return writing.for_the_translator(rows, opened.case.reference, language, form.today)

    def context(self, opened: Opened, form: Any) -> dict[str, Any]:
        stands = self.standing(opened, form, self.request.user)
        barred = [] if form.non_field_errors() else self._barred(opened, form)
        found = {
            **self._of_the_letter(stands, form), **self._of_the_drafts(opened, form),
            "approval": approving.shown(opened, stands, self.request.user), "fields": _describe(form),
            "abroad": bool(form.language()), "barred": barred,
        }  # fmt: skip
        return found | ({"tally": "It cannot be issued as things stand."} if barred else {})

    def _barred(self, opened: Opened, form: Any) -> list[str]:
        """Why no letter of this kind may go out now, whatever is written: to be read before anything is."""
        if VOCABULARY[self.kind].is_fact:
            return []
        against = refusal(opened.judged, self.kind, max(form.today, opened.state.last))
        return [words(one) for one in against if one.rule not in self.weighed_there]

    def _of_the_letter(self, stands: Stands | None, form: Any) -> dict[str, Any]:
        found = stands.found if stands else []
        left = writing.empty(form, found)
        tally = writing.tally(found, left) if stands or left else "There is no letter yet."
        return {
            "drawn": drawn(stands.letter) if stands else "", "letter": stands.letter if stands else None,
            "to_others": [(to, one, drawn(one)) for to, one in stands.others] if stands else [],
            "parts": stands.parts if stands else [], "found": found, "tally": tally,
            "must": [one for one in found if one.finding.blocks],
            "advice": [one for one in found if not one.finding.blocks],
            "why_all": self.request.POST.get("why_all", ""), "to_translate": stands.to_translate if stands else [],
        }  # fmt: skip

    def _of_the_drafts(self, opened: Opened, form: Any) -> dict[str, Any]:
        differs = list(drafts.differences(self.overtaken, form)) if self.overtaken else []
        seen = self.draft.version if self.draft and not self.overtaken else form.data.get("draft", "")
        return {
            "draft": self.draft, "seen": seen, "overtaken": self.overtaken, "differs": differs, "issued": self.issued,
            "too_long": self.too_long, "resumed": self.resumed, "taken": self.taken,
            "others": self._others(opened),
        }  # fmt: skip


def _describe(form: Any) -> list[Any]:
    """The fields of the page in their order, each place to write in told of what is found in it."""
    for bound in form.visible_fields():
        if bound.kind == "textarea":
            described = f"{bound.aria_describedby or ''} found-{bound.name}".strip()
            bound.field.widget.attrs.setdefault("aria-describedby", described)
    return [one for one in form.visible_fields() if not one.is_revealed and one.name != "written_in"]


class Acknowledge(LetterStep):
    kind = "acknowledged"
    title = "Acknowledge the complaint"
    form_class = forms.AcknowledgeForm
    button = "Issue the acknowledgement"
    done = "The complaint is acknowledged."

    def event(self, form: forms.LetterForm, by: Person) -> e.Event | None:
        if form.opened.state.current is None:
            return None
        return e.Acknowledged(on=form.today, by=by.key, method=form.channel)

    def context(self, opened: Opened, form: Any) -> dict[str, Any]:
        """Beside the letter: that the complaint is to be defined first, where its acknowledgement has to set it out."""
        stage, cites = opened.state.current, opened.judged.policy.cites("definition_missing")
        undefined = cites if stage and not stage.defined else ()
        return {**super().context(opened, form), "undefined": undefined}

    def write(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        if form.cleaned_data["method"] != "phone":
            super().write(request, opened, form)
            return
        told = form.cleaned_data.get("told") or ()
        omits = tuple(part for part in form.required if part not in told)
        happened: Sequence[e.Event] = [
            e.Contacted(
                on=form.today,
                method="phone",
                to="complainant",
                what=form.cleaned_data["call"],
                interpreter=bool(form.cleaned_data.get("interpreter")),
            ),
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
    weighed_there = ("refusal_ground", "refusal_facts", "refusal_approved")

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
    weighed_there = ("escalation_refusal_ground",)

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
        return e.ResponseSent(on=form.today, method=form.channel, by=by.key)
