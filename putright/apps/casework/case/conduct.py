"""Deciding about behaviour: who may, on what incidents, and the restriction itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from putright.apps.casework.case.fields import Choices, choice_field, colleagues, day, several, text, tick
from putright.apps.casework.models import Party
from putright.apps.casework.names import as_choices
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm, said
from putright.core import events as e
from putright.core.events import Event


def others(opened: Opened) -> Choices:
    """Colleagues whom none of the behaviour was directed at."""
    return [one for one in colleagues(opened) if one[0] not in opened.state.conduct.targets]


def deciders(opened: Opened) -> Choices:
    """Who may decide on a restriction or on closing: by role, not a target, and for an appeal nobody who did before."""
    rule, conduct = opened.judged.policy.pack.behaviour, opened.state.conduct
    wanted = {opened.judged.required(role) for role in rule.decides} if rule else None
    before = conduct.decided_by if conduct.appeal else None
    return [
        (key, line) for key, line in others(opened)
        if key != before and (wanted is None or opened.people[key].roles & wanted)
    ]  # fmt: skip


def whose(opened: Opened) -> Choices:
    """The complainant and everyone who speaks or complains with them."""
    more = Party.objects.filter(case=opened.case).exclude(role=Party.As.COMPLAINANT).order_by("key")
    return [("complainant", "The complainant"), *as_choices(more)]


def incidents(opened: Opened) -> Choices:
    """The incidents on record, the latest last."""
    found = opened.state.conduct.incidents.items()
    return [(key, f"{said(one.on)}: {one.what[:100]}") for key, one in found]


class RestrictionForm(DatedForm):
    """The restriction, what it rests on, how they may still reach us, and what the Equality Act asks to be weighed."""

    def build(self) -> None:
        opened = self.opened
        self.fields["what"] = text("What is the restriction?", "No more than the behaviour makes necessary.")(opened)
        self.fields["scope"] = text("Which contact does it cover?", "With whom, by which way, about what, and what it "
                                    "leaves open.", optional=True, rows=2)(opened)  # fmt: skip
        self.fields["contact"] = text("How may they still reach us?", "There is always a way.", rows=2)(opened)
        self.fields["evidence"] = several("Which incidents does it rest on?", incidents(opened))
        self.fields["evidence"].error_messages["required"] = "Choose the incidents; put them on record first."
        if not opened.state.conduct.warnings:
            self.fields["without_warning"] = text(
                "Why without a warning first?", "No warning is on record. Whose safety could not wait for one?", rows=2
            )(opened)
        self.fields["decided_by"] = choice_field(
            "Who decided it?", deciders(opened), "Nobody whom the behaviour was directed at."
        )
        self.fields["equality_considered"] = tick("We had regard to the Equality Act 2010",
            "Could a disability or another protected characteristic lie behind the behaviour?")(opened)  # fmt: skip
        self.fields["equality"] = text("What was considered?", "Needs, adjustments, and what was decided about them.",
                                       rows=3)(opened)  # fmt: skip
        self.fields["appeal"] = text("How can they appeal?", "To whom, and by which way. Whoever decided it does not "
                                     "judge the appeal.", optional=True, rows=2)(opened)  # fmt: skip
        self.fields["review_on"] = day("It is looked at again on")(opened)
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        on, review = typed.get("on"), typed.get("review_on")
        if on and review and review <= on:
            self.add_error("review_on", "Give a day after the restriction begins.")
        return typed


class RestrictionSet(Step):
    kind, title, button = "restriction_set", "Restrict contact", "Set the restriction"
    form_class = RestrictionForm
    guide = (
        "A restriction never stops a new complaint, a report about safety, updates on this complaint, or the way to "
        "the Ombudsman."
    )

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        keys = ("on", "what", "scope", "contact", "decided_by", "equality_considered", "equality", "appeal",
                "review_on")  # fmt: skip
        return [e.RestrictionSet(
            **{key: typed[key] for key in keys}, evidence=tuple(typed["evidence"]),
            approved_by=form.opened.state.approved("restriction"), without_warning=typed.get("without_warning", ""),
            id=f"restriction{len(form.opened.state.conduct.restrictions) + 1}",
        )]  # fmt: skip
