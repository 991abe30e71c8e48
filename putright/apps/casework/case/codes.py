"""Who can follow the complaint on their own pages: their codes, to say again or to withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from putright.apps.casework import keys
from putright.apps.casework.case.fields import choice_field, text
from putright.apps.casework.followers import why_not
from putright.apps.casework.models import Party
from putright.apps.casework.names import as_choices
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event


@dataclass(frozen=True)
class Access:
    """One of the complainant's side, with the code they have; `barred`: why it opens nothing."""

    party: Party
    code: str
    barred: str


def access(opened: Opened) -> list[Access]:
    """Everyone of the case and their way to it."""
    parties = Party.objects.filter(case=opened.case).order_by("key")
    return [Access(one, keys.code(opened.case, one.key), why_not(opened, one)) for one in parties]


class WithdrawForm(DatedForm):
    """Whose code, and why."""

    def build(self) -> None:
        people = as_choices(Party.objects.filter(case=self.opened.case))
        self.fields["party"] = choice_field("Whose code is withdrawn?", people)
        if len(people) == 1:
            self.fields["party"].initial = people[0][0]
        hint = "For example: the letter was lost; somebody else at home reads their post; they no longer act for them."
        self.fields["reason"] = text("Why?", hint, rows=2)(self.opened)
        self.order_fields(["party", "reason", "on"])


class CodeWithdrawn(Step):
    kind, title, button = "code_withdrawn", "Who can follow it with a code", "Withdraw the code"
    form_class, template = WithdrawForm, "casework/step_codes.html"
    done = "The code is withdrawn. Our next letter to them says the new one; until then you can tell them."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed, by = form.cleaned_data, form.person.key if form.person else None
        return [e.CodeWithdrawn(on=typed["on"], party=typed["party"], reason=typed["reason"], by=by)]

    @transaction.atomic
    def write(self, request: HttpRequest, opened: Opened, form: StepForm) -> None:
        """The event, and the code: from here on the old one opens nothing, and ends whatever it had opened."""
        super().write(request, opened, form)
        keys.withdraw(opened.case, form.cleaned_data["party"])

    def context(self, opened: Opened, form: StepForm) -> dict[str, Any]:
        return {"access": access(opened)}
