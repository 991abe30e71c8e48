"""The decision, point by point, with the remedies promised and what is still to be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms

from putright.apps.casework.case.fields import LONGEST, choice_field, lines, next_key, text
from putright.apps.casework.case.rows import RowsForm
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step
from putright.core import events as e
from putright.core.events import Event
from putright.core.state import Promise
from putright.core.timeline import FINDINGS
from putright.design.fields import DatePartsField
from putright.design.widgets import Affixed, Radios

REMEDIES = {
    "apology": "An apology",
    "repair": "Work or a repair",
    "explanation": "An explanation",
    "compensation": "Compensation",
    "reconsider": "A decision taken again",
    "change": "A change to how we work",
    "records": "Records put right",
    "other": "Something else",
}


class DecidedForm(RowsForm, DatedForm):
    """A finding with reasons on every point, remedies, outstanding actions."""

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
        self.build_rows()
        hint = "What was promised before and is not done yet. One to a line."
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

    def decisions(self) -> list[dict[str, Any]]:
        """Each point with its fields, as a template draws them."""
        names = ("finding", "reasons", "against")
        return [
            {"n": n, "text": said, "fields": [self[f"{name}-{n}"] for name in names if f"{name}-{n}" in self.fields]}
            for n, said in enumerate(self.points().values(), 1)
        ]

    # ---- remedies

    def existing(self) -> dict[str, list[Any]]:
        return {"remedies": list(promised(self.opened).values())}

    def row(self, of: str, n: int, found: Promise | None) -> dict[str, forms.Field]:
        pounds = Affixed(prefix="£", attrs={"class": "govuk-input--width-5"})
        fields: dict[str, forms.Field] = {
            "kind": choice_field(f"Remedy {n}: what kind?", list(REMEDIES.items()), optional=True),
            "what": forms.CharField(label="What will be done?", required=False, max_length=2_000,
                                    widget=forms.Textarea(attrs={"rows": 2})),
            "by": DatePartsField(label="By when?", required=False),
            "amount": forms.DecimalField(label="Amount in pounds (optional)", required=False, min_value=0,
                                         max_digits=9, decimal_places=2, widget=pounds),
            "reason": forms.CharField(label="Why this remedy? (optional)", required=False, max_length=2_000),
        }  # fmt: skip
        if found:
            amount = None if found.amount is None else f"{found.amount:.2f}"
            known = {"kind": found.kind, "what": found.what, "by": found.by, "amount": amount, "reason": found.reason}
            for name, value in known.items():
                fields[name].initial = value
        return fields

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        for n, row in enumerate(self.typed("remedies"), 1):
            if any(row.get(name) for name in ("kind", "what", "amount", "by")):
                self._whole(n, row)
        return typed

    def _whole(self, n: int, row: dict[str, Any]) -> None:
        asked = {
            "kind": "Say what kind of remedy",
            "what": "Say what will be done for remedy",
            "by": "Give the date for remedy",
        }
        for name, said in asked.items():
            if not row.get(name) and f"remedies-{n}-{name}" not in self.errors:
                self.add_error(f"remedies-{n}-{name}", f"{said} {n}{' is' if name == 'kind' else ''}.")


def promised(opened: Opened) -> dict[str, Promise]:
    """The remedies of the current stage's decision that are not done: a new decision replaces them."""
    return {k: r for k, r in opened.state.remedies.items() if r.stage == opened.state.stage and not r.done}


class Decided(Step):
    kind, title, button = "decided", "Decide, point by point", "Save the decision"
    form_class, template = DecidedForm, "casework/step_decided.html"

    def events(self, form: DecidedForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.Decided(
            on=typed["on"], findings=self._findings(form), remedies=self._remedies(form),
            outstanding=lines(typed["outstanding"]), handling=typed.get("handling", ""),
        )]  # fmt: skip

    @staticmethod
    def _findings(form: DecidedForm) -> dict[str, e.Finding]:
        typed = form.cleaned_data
        return {
            key: e.Finding(
                typed[f"finding-{n}"], typed[f"reasons-{n}"],
                typed[f"finding-{n}"] == "not_upheld" or bool(typed.get(f"against-{n}")),
            )
            for n, key in enumerate(form.points(), 1)
        }  # fmt: skip

    @staticmethod
    def _remedies(form: DecidedForm) -> dict[str, e.Remedy]:
        keys, taken = list(promised(form.opened)), list(form.opened.state.remedies)
        found: dict[str, e.Remedy] = {}
        for row in form.typed("remedies"):
            key = keys.pop(0) if keys else next_key("r", [*taken, *found])
            if row.get("what"):
                amount = float(row["amount"]) if row.get("amount") is not None else None
                found[key] = e.Remedy(row["kind"], row["what"], row["by"], amount, row.get("reason") or "")
        return found
