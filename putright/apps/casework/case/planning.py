"""What evidence is needed, from whom and by when; asking for it; and keeping it with where it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from putright.apps.casework.case.fields import choice_field, day, line, method, next_key, text
from putright.apps.casework.case.rows import RowsForm
from putright.apps.casework.case.sources import (
    NAMED,
    NAMED_HINT,
    asked,
    items_of,
    open_requests,
    points_field,
    whom,
)
from putright.apps.casework.case.uploads import FilesForm, FilesStep
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.core import events as e
from putright.core.events import Event
from putright.design.fields import DatePartsField

# ---- the plan -------------------------------------------------------------------------------


class PlanForm(RowsForm, DatedForm):
    """What is needed, row by row; the risks; what cannot wait."""

    rows: ClassVar[dict[str, int]] = {"items": 2}

    def existing(self) -> dict[str, list[Any]]:
        plan = self.planned()
        return {"items": list(plan.items.values()) if plan else []}

    def planned(self) -> e.InvestigationPlanned | None:
        stage = self.opened.state.current
        return stage.plan if stage else None

    def row(self, of: str, n: int, found: e.PlanItem | None) -> dict[str, forms.Field]:
        who = asked("From whom, or from where?", records=True)(self.opened)
        who.required = False
        fields: dict[str, forms.Field] = {
            "what": forms.CharField(label=f"{n}. What is needed?", required=False, max_length=2_000,
                                    widget=forms.Textarea(attrs={"rows": 2})),
            "from": who,
            "named": forms.CharField(label=f"{NAMED} (optional)", required=False, max_length=200),
            "by": DatePartsField(label="By when?", required=False),
        }  # fmt: skip
        if points := points_field(self.opened, "For which points? (optional)"):
            fields["points"] = points
        if found:
            known = {"what": found.what, "from": found.from_, "named": found.named, "by": found.by}
            for name, value in {**known, "points": list(found.points)}.items():
                if name in fields:
                    fields[name].initial = value
        return fields

    def build(self) -> None:
        plan = self.planned()
        self.fields["on"].label = "When did you plan it?"
        self.build_rows()
        hint = "To the complainant, to others, to the landlord. For example: a child’s asthma; a claim at court."
        self.fields["risks"] = text("Risks", hint, optional=True, rows=3)(self.opened)
        hint = "It stays in view until it is recorded as done."
        self.fields["urgent"] = text("What cannot wait?", hint, optional=True, rows=3)(self.opened)
        if plan:
            self.fields["risks"].initial, self.fields["urgent"].initial = plan.risks, plan.urgent

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        filled = [n for n, row in enumerate(self.typed("items"), 1) if any(row.values())]
        if not filled:
            self.add_error("items-1-what", "Say at least one thing that is needed.")
        for n in filled:
            self._whole(n, self.typed("items")[n - 1])
        return typed

    def _whole(self, n: int, row: dict[str, Any]) -> None:
        wanted = {"what": "Say what is needed in row", "from": "Say from whom or where in row",
                  "by": "Give the day by which it is needed in row"}  # fmt: skip
        for name, said in wanted.items():
            if not row.get(name) and f"items-{n}-{name}" not in self.errors:
                self.add_error(f"items-{n}-{name}", f"{said} {n}.")


class InvestigationPlanned(Step):
    kind, title, button = "investigation_planned", "Plan the investigation", "Save the plan"
    form_class, template = PlanForm, "casework/step_plan.html"
    guide = "What do you need to know to decide each point, and who can tell you? You can change the plan at any time."

    def events(self, form: PlanForm, now: datetime) -> Sequence[Event]:
        typed, before = form.cleaned_data, form.planned()
        keys, items = list(before.items if before else ()), {}
        for row in form.typed("items"):
            key = keys.pop(0) if keys else next_key("q", [*(before.items if before else ()), *items])
            if row.get("what"):
                items[key] = e.PlanItem(
                    row["what"], row["from"], row["by"], row.get("named") or "", tuple(row.get("points") or ())
                )
        return [e.InvestigationPlanned(on=typed["on"], items=items, risks=typed["risks"], urgent=typed["urgent"])]


# ---- asking ---------------------------------------------------------------------------------


class RequestForm(DatedForm):
    """What is asked, of whom, and by when they should answer."""

    def build(self) -> None:
        opened = self.opened
        if items := items_of(opened):
            self.fields["plan"] = choice_field("What in the plan is it for? (optional)", items, optional=True)
        self.fields["from_"] = asked("Whom do you ask?")(opened)
        self.fields["named"] = line(NAMED, NAMED_HINT, optional=True)(opened)
        hint = (
            "Write it so that it can be understood alone. A colleague sees these words, the reference and the address,"
            " and nothing else of the complaint: leave out who complains, and of whom."
        )
        self.fields["what"] = text("What do you need from them?", hint)(opened)
        self.fields["by"] = day("They should answer by")(opened)
        self.fields["method"] = method("How do you ask them?", optional=True)(opened)
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("from_") in ("contractor", "other") and not typed.get("named"):
            self.add_error("named", "Say who exactly is asked.")
        return typed

    def clean_by(self) -> date:
        by: date = self.cleaned_data["by"]
        if by < self.today:
            raise forms.ValidationError("That day has passed. Give them a day that is still to come.")
        return by

    def choose(self, chosen: Mapping[str, Any]) -> None:
        super().choose(chosen)
        stage = self.opened.state.current
        item = stage.plan.items.get(chosen.get("plan", "")) if stage and stage.plan else None
        if item:
            day_by = item.by if item.by and item.by >= self.today else None
            self.initial |= {"from_": item.from_, "named": item.named, "what": item.what, "by": day_by}


class InformationRequested(Step):
    kind, title, button = "information_requested", "Ask somebody for information", "Save the request"
    form_class = RequestForm
    guide = (
        "A colleague finds the request under “What is due” and answers it there. Anyone else you ask yourself, in your"
        " own way: the text to send stands in the investigation afterwards."
    )

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        key = next_key("r", form.opened.state.inquiry.requests)
        return [e.InformationRequested(
            on=typed["on"], id=key, what=typed["what"], from_=typed["from_"], by=typed["by"], named=typed["named"],
            plan=typed.get("plan") or None, method=typed["method"] or None,
        )]  # fmt: skip


# ---- what came ------------------------------------------------------------------------------


class ReceivedForm(FilesForm, DatedForm):
    """An answer that came some other way, written down by whoever has the case."""

    def build(self) -> None:
        self.fields["id"] = choice_field("Which request does it answer?", open_requests(self.opened))
        self.fields["what"] = text("What did they say or send?", rows=6)(self.opened)
        self.build_files()
        self.order_fields(["id", "what", "files", "kept", "on"])


class InformationReceived(FilesStep):
    kind, title, button = "information_received", "Record an answer to a request", "Record the answer"
    form_class = ReceivedForm

    def events(self, form: FilesForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return answer(form.opened, form, typed["id"], typed["what"], typed["on"])


def answer(opened: Opened, form: FilesForm, key: str, what: str, on: date) -> list[Event]:
    """The events of an answer to a request: what was said, and each file as evidence of its own."""
    files, request = form.chosen(), opened.state.inquiry.requests[key]
    said: list[Event] = [e.InformationReceived(on=on, id=key, what=what, file=files[0].sha256 if files else None)]
    source = f"{whom(opened, request.from_, request.named)}, in answer to request {key.removeprefix('r')}"
    taken = list(opened.state.inquiry.evidence)
    for file in files:
        taken.append(next_key("v", taken))
        said.append(e.EvidenceRecorded(
            on=on, id=taken[-1], what=file.name, source=source, obtained=on, file=file.sha256, plan=request.plan,
            request=key,
        ))  # fmt: skip
    return said


class EvidenceForm(FilesForm):
    """What it is, from whom or where, since when we have it, and what it bears on."""

    may_precede = ("obtained", "happened")

    def build(self) -> None:
        opened = self.opened
        self.fields["what"] = text("What is it, and what does it show?", rows=4)(opened)
        hint = "For example: the repairs system; the tenant, at the visit; Northgate Roofing, by e-mail."
        self.fields["source"] = line("From whom, or from where?", hint)(opened)
        self.fields["obtained"] = day("When did we get it?")(opened)
        self.fields["obtained"].initial = self.today
        hint = "If it shows something that happened on a certain day: it then stands on that day in the chronology."
        self.fields["happened"] = DatePartsField(label="On what day did it happen? (optional)", help_text=hint,
                                                 required=False)  # fmt: skip
        if points := points_field(opened):
            self.fields["about"] = points
        if items := items_of(opened):
            self.fields["plan"] = choice_field("What in the plan is it for? (optional)", items, optional=True)
        self.build_files()
        self.order_fields(["what", "source", "files", "kept", "obtained", "happened", "about", "plan"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        for name in ("obtained", "happened"):
            if typed.get(name) and typed[name] > self.today:
                self.add_error(name, "That day is still to come. Give today’s date or an earlier one.")
        return typed


class EvidenceRecorded(FilesStep):
    kind, title, button = "evidence_recorded", "Add evidence or a file", "Save the evidence"
    form_class = EvidenceForm
    guide = "Several files are kept as one piece of evidence each."

    def events(self, form: FilesForm, now: datetime) -> Sequence[Event]:
        typed, taken = form.cleaned_data, list(form.opened.state.inquiry.evidence)
        found: list[Event] = []
        for file in form.chosen() or [None]:
            taken.append(next_key("v", taken))
            found.append(e.EvidenceRecorded(
                on=max(now.date(), form.opened.state.last), id=taken[-1], what=typed["what"], source=typed["source"],
                obtained=typed["obtained"], happened=typed["happened"], file=file.sha256 if file else None,
                about=tuple(typed.get("about") or ()), plan=typed.get("plan") or None,
            ))  # fmt: skip
        return found
