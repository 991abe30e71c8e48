"""The decision, point by point, with the remedies promised and what is still to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest

from putright.apps.casework.case import remedying
from putright.apps.casework.case.fields import LONGEST, lines, next_key, text
from putright.apps.casework.case.led import lead
from putright.apps.casework.case.rows import RowsForm
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm, said
from putright.core import compensation
from putright.core import events as e
from putright.core.case import Case
from putright.core.events import Event
from putright.core.money import pounds, total
from putright.core.state import step_on
from putright.core.state.shapes_remedies import PromisedRemedy
from putright.core.timeline import FINDINGS
from putright.core.timeline.deciding import FACTORS
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios

SMALL = {"class": "govuk-checkboxes--small"}


class DecidedForm(RowsForm, DatedForm):
    """A finding with reasons on every point, what it did to them, remedies, outstanding actions."""

    rows: ClassVar[dict[str, int]] = {"remedies": 1}

    def points(self) -> dict[str, str]:
        """The points to decide; one for the whole complaint where none was defined."""
        stage = self.opened.state.current
        return dict(stage.points) if stage and stage.points else {"p1": "The complaint as a whole"}

    def build(self) -> None:
        stage = self.opened.state.current
        for n, (key, _) in enumerate(self.points().items(), 1):
            self._finding(n, stage.findings.get(key) if stage else None)
        if self.needs_judgement():
            label = "Was stage 1 handled fairly and properly? Say what you found."
            self.fields["handling"] = text(label, "Judged apart from the matter itself.")(self.opened)
            self.fields["handling"].initial = stage.handling if stage else ""
        self._impact(stage.impact if stage else {})
        for key, remedy in self.earlier().items():
            self._earlier(key, remedy)
        self.build_rows()
        if self.is_bound and self.data.get("add") == "remedies":
            self.data[f"remedies-{len(self.names('remedies'))}-owner"] = self.opened.state.handler or ""
        self._no_remedy(stage.no_remedy if stage else {})
        hint = "Anything else that is not done yet and is no remedy. One to a line."
        self.fields["outstanding"] = text("Still to be done", hint, optional=True, rows=3)(self.opened)
        self.fields["outstanding"].initial = "\n".join(stage.outstanding) if stage else ""

    def needs_judgement(self) -> bool:
        """Whether stage 2 also judges how stage 1 was handled."""
        return self.opened.state.stage == 2 and "handling_not_judged" in self.opened.policy.pack.warnings

    def _finding(self, n: int, found: e.Finding | None) -> None:
        self.fields[f"finding-{n}"] = forms.ChoiceField(
            label="Finding", choices=list(FINDINGS.items()), initial=found.finding if found else None,
            widget=Radios(attrs={"class": "govuk-radios--small govuk-radios--inline"}),
            error_messages={"required": f"Choose a finding for point {n}."},
        )  # fmt: skip
        self.fields[f"reasons-{n}"] = forms.CharField(
            label="Reasons", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
            initial=found.reasons if found else "", help_text="What you found, from what, and why it leads to this.",
            error_messages={"required": f"Give the reasons for the finding on point {n}."},
        )  # fmt: skip
        if self.opened.state.about:
            self.fields[f"against-{n}"] = forms.BooleanField(
                label="This finding goes against somebody complained of", required=False,
                initial=bool(found and found.adverse and found.finding != "not_upheld"),
            )  # fmt: skip

    def _impact(self, weighed: dict[e.Factor, str]) -> None:
        reveals = {factor: f"impact-{factor}" for factor in FACTORS}
        self.fields["factors"] = forms.MultipleChoiceField(
            label="What did it do to them?", choices=list(FACTORS.items()), required=False, initial=list(weighed),
            help_text="Where you uphold something, tick what weighs in this case and say how.",
            widget=Checkboxes(reveals=reveals, attrs=SMALL),
        )  # fmt: skip
        for factor, title in FACTORS.items():
            self.fields[f"impact-{factor}"] = forms.CharField(
                label=f"Write down {title[:1].lower()}{title[1:]}", required=False, max_length=2_000,
                initial=weighed.get(factor, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def _no_remedy(self, reasons: dict[str, str]) -> None:
        for n, key in enumerate(self.points(), 1):
            self.fields[f"no_remedy-{n}"] = forms.CharField(
                label=f"Why point {n} has no remedy", required=False, max_length=2_000, initial=reasons.get(key, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    # ---- promised before --------------------------------------------------------------------

    def earlier(self) -> dict[str, PromisedRemedy]:
        """What an earlier response promised and is not done."""
        return remedying.earlier(self.opened)

    def _earlier(self, key: str, remedy: PromisedRemedy) -> None:
        late = self.late(remedy)
        label = "The new date" if late else "A new date (only if it cannot be done by then)"
        self.fields[f"until-{key}"] = DatePartsField(label=label, required=False)
        self.fields[f"why-{key}"] = forms.CharField(label="Why it moves", required=False, max_length=2_000)
        self.fields[f"agreed-{key}"] = forms.BooleanField(
            label="They have agreed to the new date", required=False,
            help_text="Without their agreement, or once the first date has passed, it counts as late.",
        )  # fmt: skip

    def late(self, remedy: PromisedRemedy) -> bool:
        """Whether its last date has passed."""
        return bool(remedy.last and remedy.last < self.today and not remedy.declined)

    def promised_before(self) -> list[dict[str, Any]]:
        """What was promised before, with its fields, as the template draws it."""
        return [
            {"what": r.what, "by": r.last, "late": self.late(r), "amount": pounds(r.pence) if r.pence else "",
             "declined": r.declined, "fields": [self[f"{name}-{key}"] for name in ("until", "why", "agreed")],
             "open": self.late(r) or self.is_bound}
            for key, r in self.earlier().items()
        ]  # fmt: skip

    # ---- as the template draws it -----------------------------------------------------------

    def decisions(self) -> list[dict[str, Any]]:
        """Each point with its fields."""
        names = ("finding", "reasons", "against")
        return [
            {"n": n, "text": said, "fields": [self[f"{name}-{n}"] for name in names if f"{name}-{n}" in self.fields]}
            for n, said in enumerate(self.points().values(), 1)
        ]

    def remedies(self) -> list[dict[str, Any]]:
        """Each remedy's fields by name, its money head by head, and what that comes to."""
        return [self._drawn_remedy(n, row) for n, row in enumerate(self.names("remedies"), 1)]

    def next_remedy(self) -> int:
        """The number of the remedy that the button for another one adds."""
        return len(self.names("remedies")) + 1

    def _drawn_remedy(self, n: int, row: list[str]) -> dict[str, Any]:
        fields = {name.split("-", 2)[2]: self[name] for name in row}
        money = [(title, fields[head], fields[f"{head}_how"]) for head, title in compensation.HEADS.items()]
        amounts = [str(amount.value() or "").replace("£", "").replace(",", "") for _, amount, _ in money]
        good = [amount for amount in amounts if re.fullmatch(r"[0-9]{1,8}(\.[0-9]{0,2})?", amount)]
        return {"n": n, "field": fields, "money": money, "total": pounds(total(good)) if good else ""}

    def reasons_for_none(self) -> dict[str, Any]:
        """The reasons for no remedy, and whether to show them unfolded."""
        fields = [self[f"no_remedy-{n}"] for n in range(1, len(self.points()) + 1)]
        return {"fields": fields, "open": any(field.errors or field.value() for field in fields)}

    # ---- rows -------------------------------------------------------------------------------

    def existing(self) -> dict[str, list[Any]]:
        return {"remedies": list(remedying.drafts(self.opened).values())}

    def row(self, of: str, n: int, found: PromisedRemedy | None) -> dict[str, forms.Field]:
        return remedying.row_fields(self.opened, n, found, self.points())

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        upheld = self.upheld()
        for n, row in enumerate(self.typed("remedies"), 1):
            if remedying.begun(row):
                for name, problem in remedying.faults(self.opened, n, row, self.points(), upheld):
                    self._fault(f"remedies-{n}-{name}", problem)
        self._clean_impact(typed, upheld)
        self._clean_none(typed, upheld)
        self._clean_earlier(typed)
        return typed

    def upheld(self) -> set[str]:
        """The points upheld, in whole or in part, as they were typed."""
        found = {key: self.cleaned_data.get(f"finding-{n}") for n, key in enumerate(self.points(), 1)}
        return {key for key, finding in found.items() if finding in ("upheld", "partly_upheld")}

    def _fault(self, name: str, problem: str) -> None:
        if name in self.fields and name not in self.errors:
            self.add_error(name, problem)

    def _clean_impact(self, typed: dict[str, Any], upheld: set[str]) -> None:
        ticked = typed.get("factors") or []
        if upheld and not ticked:
            self._fault("factors", "Tick what weighs in this case, and say how: something is upheld.")
        for factor in ticked:
            if not (typed.get(f"impact-{factor}") or "").strip():
                self._fault(f"impact-{factor}", f"{FACTORS[factor]}: say how it weighs, or untick it.")

    def _clean_none(self, typed: dict[str, Any], upheld: set[str]) -> None:
        offers = [remedying.remedy_of(row, self.points(), upheld) for row in self.whole()]
        standing = [r for r in self.opened.state.remedies.values() if r.done or r.offered]
        answered = {point for offer in offers for point in offer.points}
        answered |= {point for made in standing for point in made.points or self.points()}
        for n, key in enumerate(self.points(), 1):
            if key in upheld and key not in answered and not (typed.get(f"no_remedy-{n}") or "").strip():
                problem = f"Point {n} is upheld and no remedy answers it. Offer one, or say here why there is none."
                self._fault(f"no_remedy-{n}", problem)

    def _clean_earlier(self, typed: dict[str, Any]) -> None:
        for key, remedy in self.earlier().items():
            until, why = typed.get(f"until-{key}"), typed.get(f"why-{key}")
            if self.late(remedy) and not until:
                what = f"“{remedy.what[:60]}” was promised for {said(remedy.last or date.max)}"
                self._fault(f"until-{key}", f"{what}. Give the new date: it stands in the letter.")
            if until and not why:
                self._fault(f"why-{key}", "Say why the date moves.")
            if why and not until:
                self._fault(f"until-{key}", "Give the new date.")

    def whole(self) -> list[dict[str, Any]]:
        """The rows that hold a remedy with a kind, a text and a date."""
        return [row for row in self.typed("remedies") if row.get("kind") and row.get("what") and row.get("by")]


class Decided(Step):
    kind, title, button = "decided", "Decide, point by point", "Save the decision"
    form_class, template = DecidedForm, "casework/step_decided.html"

    def context(self, opened: Opened, form: DecidedForm) -> dict[str, Any]:
        return {"money": remedying.limits(opened, self.request.user.key), "lead": lead(opened, self.request.user)}

    def begun(self, request: HttpRequest, opened: Opened) -> StepForm:
        """The form; begun with what the one investigation came to, where that is asked for, point by point."""
        form = super().begun(request, opened)
        ours = request.GET.get("from")
        led = lead(opened, request.user) if ours and ours == opened.state.together.led_by else None
        for n, (_, found) in enumerate(led.findings if led else (), 1):
            if f"reasons-{n}" in form.fields and not form.fields[f"reasons-{n}"].initial:
                form.initial |= {f"finding-{n}": found.finding, f"reasons-{n}": found.reasons}
        return form

    def events(self, form: DecidedForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        decision = e.Decided(
            on=typed["on"], findings=_findings(form), remedies=_remedies(form), by=self.request.user.key,
            outstanding=lines(typed["outstanding"]), handling=typed.get("handling", ""),
            impact={f: typed[f"impact-{f}"] for f in FACTORS if f in typed["factors"]}, no_remedy=_none(form),
        )  # fmt: skip
        happened = [*_moved(form), decision]
        return [*happened, *self._approval(form.opened, happened)]

    def _approval(self, opened: Opened, happened: Sequence[Event]) -> Iterator[Event]:
        """Asks for approval at once where the decision offers more than whoever makes it may."""
        state, me, on = deepcopy(opened.state), self.request.user.key, happened[-1].on
        for event in happened:
            step_on(state, event)
        case = Case.of(state, opened.policy, opened.people)
        amount = compensation.offered(case)
        if not compensation.over(case, me, amount) or compensation.approved(case, amount):
            return
        role = _approver(opened, compensation.approvers(case, amount), me)
        what = "\n".join(f"{r.what} ({pounds(r.pence)})" for r in remedying_now(case) if r.pence)
        self.done = f"Saved. {pounds(amount)} is more than you may offer, so approval has been asked for."
        yield e.ApprovalAsked(
            on=on, id=next_key("a", state.approvals), of="compensation", ground=pounds(amount), what=what,
            roles=(role,), by=me,
        )  # fmt: skip


def remedying_now(case: Case) -> list[PromisedRemedy]:
    """The remedies of the stage that is being decided."""
    return [r for r in case.state.remedies.values() if r.stage == case.state.stage and not r.settled]


def _approver(opened: Opened, roles: Sequence[str], me: str) -> str:
    """The nearest role that may approve and that somebody else holds."""
    others = [p for key, p in opened.people.items() if key != me and p.active and not opened.judged.complained_of(p)]
    return next((role for role in roles if any(role in person.roles for person in others)), roles[-1])


def _findings(form: DecidedForm) -> dict[str, e.Finding]:
    typed = form.cleaned_data
    return {
        key: e.Finding(
            typed[f"finding-{n}"], typed[f"reasons-{n}"],
            typed[f"finding-{n}"] == "not_upheld" or bool(typed.get(f"against-{n}")),
        )
        for n, key in enumerate(form.points(), 1)
    }  # fmt: skip


def _remedies(form: DecidedForm) -> dict[str, e.Remedy]:
    keys, taken = list(remedying.drafts(form.opened)), list(form.opened.state.remedies)
    found: dict[str, e.Remedy] = {}
    for row in form.typed("remedies"):
        key = keys.pop(0) if keys else next_key("r", [*taken, *found])
        if row.get("what"):
            found[key] = remedying.remedy_of(row, form.points(), form.upheld())
    return found


def _none(form: DecidedForm) -> dict[str, str]:
    typed = form.cleaned_data
    reasons = {key: typed.get(f"no_remedy-{n}") or "" for n, key in enumerate(form.points(), 1)}
    return {key: text for key, text in reasons.items() if text.strip()}


def _moved(form: DecidedForm) -> Iterator[Event]:
    typed = form.cleaned_data
    for key in form.earlier():
        if until := typed.get(f"until-{key}"):
            agreed = bool(typed[f"agreed-{key}"])
            yield e.RemedyRevised(on=typed["on"], id=key, by=until, reason=typed[f"why-{key}"], agreed=agreed)
