"""Asking for an approval, and giving or declining it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms

from putright.apps.accounts.permissions import SEE_CASE
from putright.apps.casework.approving import answerable
from putright.apps.casework.case.fields import LONGEST, Choices, choice_field, next_key, several, text
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event
from putright.core.timeline.base import words
from putright.core.timeline.people import APPROVALS
from putright.design.widgets import Radios

# ---- asking ---------------------------------------------------------------------------------


def grounds(opened: Opened) -> Choices:
    """The grounds for refusing this complaint that need somebody's approval."""
    rules = {key: opened.judged.policy.ground(key, opened.state.source) for key in opened.policy.pack.grounds}
    return [(key, words(key).capitalize()) for key, rule in rules.items() if rule and rule.approvals]


def approving_roles(opened: Opened) -> Choices:
    """The roles that approve things under the policy."""
    roles = opened.policy.pack.roles
    return [(key, role.title[:1].upper() + role.title[1:]) for key, role in roles.items() if "approve" in role.does]


class AskedForm(DatedForm):
    """What is to be approved, by whom, and why."""

    def build(self) -> None:
        named = grounds(self.opened)
        kinds = {k: v for k, v in APPROVALS.items() if k != "letter" and (k != "refusal" or named)}
        choices = [(key, words[:1].upper() + words[1:]) for key, words in kinds.items()]
        reveals = {"refusal": "ground"} if named else {}
        radios = Radios(reveals=reveals, attrs={"class": "govuk-radios--small"})
        self.fields["of"] = forms.ChoiceField(label="What is to be approved?", choices=choices, widget=radios)
        if named:
            self.fields["ground"] = choice_field("On which ground?", named, "The policy says who approves it.")
            self.fields["ground"].required = False
        self.fields["roles"] = several(
            "Whose approval?", approving_roles(self.opened),
            "Each is given by a different person. For a refusal, those the policy names are asked in any case.",
            optional=True,
        )  # fmt: skip
        self.fields["what"] = text("What is it, and why?", "They decide on what you write here and on the case itself.",
                                   rows=8)(self.opened)  # fmt: skip
        self.order_fields(["of", "ground", "roles", "what", "on"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("of") == "refusal" and not typed.get("ground"):
            self.add_error("ground", "Choose the ground for refusing it.")
        elif typed.get("of") and not self.asked(typed):
            self.add_error("roles", "Choose whose approval is asked for.")
        return typed

    def asked(self, typed: Mapping[str, Any]) -> tuple[str, ...]:
        """The roles asked: those the ground names, then those chosen."""
        opened = self.opened
        ground = typed.get("ground") if typed.get("of") == "refusal" else None
        rule = opened.judged.policy.ground(ground, opened.state.source) if ground else None
        return tuple(dict.fromkeys([*(rule.approvals if rule else ()), *(typed.get("roles") or ())]))


class ApprovalAsked(Step):
    kind, title, button = "approval_asked", "Ask for approval", "Ask for approval"
    form_class = AskedForm
    guide = "It appears on the work list of everyone whose approval is asked for. Nothing may go out before they agree."
    done = "Asked. It is on their work list now."

    def events(self, form: AskedForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        ground = typed.get("ground") if typed["of"] == "refusal" else None
        return [e.ApprovalAsked(
            on=typed["on"], id=next_key("a", form.opened.state.approvals), of=typed["of"], ground=ground or None,
            what=typed["what"], roles=form.asked(typed), by=self.request.user.key,
        )]  # fmt: skip


# ---- answering ------------------------------------------------------------------------------


class AnswerForm(StepForm):
    """Which approval, yes or no, and why."""

    def build(self) -> None:
        asked = answerable(self.opened, self.person, self.today) if self.person else []
        self.asked = {one.id: one for one in asked}
        choices = [(one.id, f"{APPROVALS[one.of][:1].upper()}{APPROVALS[one.of][1:]}") for one in asked]
        self.fields["id"] = choice_field("What is asked for?", choices)
        if len(choices) == 1:
            self.fields["id"].initial = choices[0][0]
            self.fields["id"].widget = forms.HiddenInput()
        radios = Radios(attrs={"class": "govuk-radios--small"})
        answers = [("given", "I approve it"), ("declined", "I decline it")]
        self.fields["answer"] = forms.ChoiceField(label="Your decision", choices=answers, widget=radios)
        self.fields["reason"] = forms.CharField(
            label="Your reason (needed where you decline)", required=False, max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("answer") == "declined" and not typed.get("reason", "").strip():
            self.add_error("reason", "Say why you decline it, so that they know what to change.")
        return typed


class ApprovalGiven(Step):
    kind, title, button = "approval_given", "Approve or decline", "Record my decision"
    form_class, template, needs = AnswerForm, "casework/step_approval.html", SEE_CASE
    done = "Your decision is recorded."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed, me = form.cleaned_data, self.request.user.key
        kind = e.ApprovalGiven if typed["answer"] == "given" else e.ApprovalDeclined
        return [kind(on=max(now.date(), form.opened.state.last), id=typed["id"], by=me, reason=typed["reason"])]

    def context(self, opened: Opened, form: AnswerForm) -> dict[str, Any]:
        return {"asked": [_shown(opened, one) for one in form.asked.values()]}


def _shown(opened: Opened, approval: Any) -> dict[str, Any]:
    called = opened.judged.called
    return {
        "id": approval.id, "of": APPROVALS[approval.of], "what": approval.what, "on": approval.on,
        "ground": words(approval.ground), "letter": approval.of in ("letter", "compensation"),
        "by": called(approval.by) if approval.by else "", "given": [called(name) for name in approval.given],
    }  # fmt: skip
