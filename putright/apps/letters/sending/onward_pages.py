"""The pages about one letter on its way: handed over, come back, they have it, sent again."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from putright.apps.casework import actions as casework
from putright.apps.casework.models import Message
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import Step
from putright.apps.letters.models import Letter
from putright.apps.letters.sending import onward, onward_forms
from putright.apps.letters.sending.fate import fate
from putright.core.decide import Reason


class LetterPage(Step):
    """A step about one letter. `refusal` says why it makes no sense as the letter stands; empty where it does."""

    template = "letters/onward.html"
    letter: Letter
    message: Message | None
    note: ClassVar[str] = ""

    def get(self, request: HttpRequest, reference: str, key: str = "") -> HttpResponse:
        """The form, or why there is none."""
        self.key = key
        return super().get(request, reference)

    def post(self, request: HttpRequest, reference: str, key: str = "") -> HttpResponse:
        """The write, and back to the letter."""
        self.key = key
        return super().post(request, reference)

    def refusal(self) -> str:
        """Why this cannot be put on record now; empty where it can."""
        return "" if self.message and self.message.state == Message.State.SENT else "This letter has not left."

    def after(self, reference: str) -> HttpResponseRedirect:
        return redirect("letter", reference, self.key)

    def context(self, opened: Opened, form: Any) -> dict[str, Any]:
        return {"letter": self.letter, "refusal": self.refusal(), "fate": fate(self.message)}

    def write(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        if why := self.refusal():
            raise casework.Refused([Reason("possible_now", why.rstrip("."))])
        self.record(request, opened, form)

    def record(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        """What the valid form means."""
        raise NotImplementedError

    def _open(self, request: HttpRequest, reference: str) -> Opened:
        opened = super()._open(request, reference)
        letters = Letter.objects.select_related("event", "landlord", "case")
        found = letters.filter(case=opened.case, key=self.key).first()
        if found is None:
            raise Http404
        self.letter = found
        self.message = next(iter(reversed(onward.messages_of(found))), None)
        if self.message:
            self.message.case, self.message.landlord = opened.case, opened.case.landlord
        return opened

    def _form(self, request: HttpRequest, opened: Opened, data: Any = None) -> Any:
        return self.form_class(
            data, opened=opened, today=timezone.localdate(), person=request.user, initial=self.initial(opened),
            letter=self.letter, message=self.message,
        )  # fmt: skip


class HandedOver(LetterPage):
    kind = "handed_over"
    title = "Record how the letter was handed over"
    form_class = onward_forms.HandedOver
    button = "Record it"
    done = "It is on record how the letter was handed over."
    guide = "The letter counts from the day on which it was handed over."

    def refusal(self) -> str:
        return "" if onward.waits_for_hand(self.message) else "This letter does not wait to be handed over."

    def record(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        typed = form.cleaned_data
        onward.handed_over(
            request.user, self.message, timezone.now(), on=typed["on"], how=typed["how"], said=form.account()
        )


class CameBack(LetterPage):
    kind = "came_back"
    title = "The letter came back"
    form_class = onward_forms.CameBack
    button = "Record that it came back"
    done = "It is on record that the letter came back. Send it again to an address you have checked, or another way."
    guide = "What the letter was to give notice of then does not count, and is owed again."

    def record(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        typed = form.cleaned_data
        onward.came_back(
            request.user, self.message, timezone.now(), on=typed["on"], why=typed["why"], note=typed["note"]
        )

    def after(self, reference: str) -> HttpResponseRedirect:
        return redirect("letter_again", reference, self.key)


class Arrived(LetterPage):
    kind = "arrived"
    title = "They have the letter"
    form_class = onward_forms.Arrived
    button = "Record that they have it"
    done = "It is on record that they have the letter."
    guide = (
        "Of an answer, their time to ask for more then runs from this day. Where something later is on record already, "
        "it runs from the day of that."
    )

    def record(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        typed = form.cleaned_data
        onward.arrived(
            request.user, opened, self.letter, timezone.now(), on=typed["on"], said=form.account(), token=typed["token"]
        )


class Tracked(LetterPage):
    kind = "tracked"
    title = "Keep the tracking number"
    form_class = onward_forms.Tracked
    button = "Keep the number"
    done = "The number is kept with the letter."

    def refusal(self) -> str:
        return "" if self.message and self.message.channel == "post" else "This letter does not go by post."

    def record(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        onward.tracked(request.user, self.message, timezone.now(), form.cleaned_data["number"])


class Again(LetterPage):
    kind = "again"
    title = "Send the letter again"
    form_class = onward_forms.Again
    button = "Send it again"
    done = "The letter goes out again."
    guide = (
        "The same letter, exactly as it was issued, with the date it bears. If its dates no longer hold, "
        "issue a new one instead."
    )

    def refusal(self) -> str:
        if self.letter.blocks is None:
            return "The words of this letter were erased."
        settled = (Message.State.SENT, Message.State.BOUNCED)
        return "" if self.message and self.message.state in settled else "This letter is still on its way."

    def record(self, request: HttpRequest, opened: Opened, form: Any) -> None:
        typed = form.cleaned_data
        onward.again(
            request.user, opened, self.letter, typed["method"], form.where(), at=timezone.now(), on=form.today,
            version=typed["version"], token=typed["token"],
        )  # fmt: skip
        if typed["method"] == "in_person":
            messages.info(request, "It waits under “Letters to post” until it is recorded who handed it over.")
