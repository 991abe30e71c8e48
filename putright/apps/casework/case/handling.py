"""Who handles a complaint, what it consists of, and who speaks for the complainant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from putright.apps.casework.case.fields import LONGEST, Choices, choice_field, lines, next_key, text, yes_no
from putright.apps.casework.case.rows import RowsForm
from putright.apps.casework.models import Party
from putright.apps.casework.names import person_line
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm, words
from putright.core import events as e
from putright.core.decide import decide
from putright.core.events import Event
from putright.design.widgets import Radios

WORKING = frozenset({"handle", "review", "oversee", "panel", "board"})
SUBJECTS = {"housing": "Housing", "care_service": "Care", "outright_sale": "The sale of a home"}
DELEGATING = ("by_route", "lead_or_delegate")


# ---- assigned -------------------------------------------------------------------------------


def candidates(opened: Opened, on: date) -> Iterator[tuple[str, list[str]]]:
    """Everyone who might take the complaint, each with what stands in the way of it (nothing: they may)."""
    roles = opened.policy.pack.roles
    for key, person in opened.people.items():
        if person.active and any(WORKING & set(roles[role].does) for role in person.roles if role in roles):
            yield key, [words(reason) for reason in decide(opened.judged, e.Assigned(on=on, to=key))]


class AssignedForm(DatedForm):
    """Who takes it: those who may first, the others with the reason why not."""

    def build(self) -> None:
        found = list(candidates(self.opened, max(self.today, self.opened.state.last)))
        self.unfit = [(person_line(self.opened, key), " ".join(reasons)) for key, reasons in found if reasons]
        fit = [(key, person_line(self.opened, key)) for key, reasons in found if not reasons]
        self.fields["to"] = choice_field("Who takes it?", fit)
        if delegates := self._delegates():
            hint = "Only where it is delegated to somebody."
            self.fields["by"] = choice_field("Who delegates it? (optional)", delegates, hint, optional=True)
        self.order_fields(["to", "by", "on"])

    def _delegates(self) -> Choices:
        opened = self.opened
        handling = opened.policy.pack.handling.get("2" if opened.state.stage == 2 else "1")
        if not handling or handling.rule not in DELEGATING:
            return []
        leads = set(handling.roles[:2] if handling.rule == "by_route" else handling.roles[:1])
        return [(key, person_line(opened, key)) for key, p in opened.people.items() if p.active and p.roles & leads]


class Assigned(Step):
    kind, title, button = "assigned", "Assign the complaint", "Assign"
    form_class, template = AssignedForm, "casework/step_people.html"

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.Assigned(on=typed["on"], to=typed["to"], by=typed.get("by") or None)]


# ---- defined --------------------------------------------------------------------------------


class DefinedForm(RowsForm, DatedForm):
    """The points, the outcomes sought and whether each can be had, and what is not for us."""

    rows: ClassVar[dict[str, int]] = {"points": 2, "outcomes": 2}

    def existing(self) -> dict[str, list[Any]]:
        stage = self.opened.state.current
        if not stage:
            return {}
        wanted = stage if stage.outcomes else self.opened.state
        told = [(text, wanted.unattainable.get(str(n))) for n, text in enumerate(wanted.outcomes, 1)]
        points = [(key, text) for key, text in stage.points.items() if key not in stage.joined]
        return {"points": points or self._lost(), "outcomes": told}

    def _lost(self) -> list[tuple[str, str]]:
        """Money lost by it is something the response must answer (WTL-17), so it is proposed as a point."""
        loss = self.opened.state.loss
        return [("", ""), ("", f"Money lost by it: {loss}")] if loss else []

    def row(self, of: str, n: int, found: Any) -> dict[str, forms.Field]:
        return self._point(n, found) if of == "points" else self._outcome(n, found)

    def _point(self, n: int, found: Any) -> dict[str, forms.Field]:
        key, said = found or ("", "")
        area = forms.Textarea(attrs={"rows": 2})
        fields: dict[str, forms.Field] = {
            "text": forms.CharField(label=f"Point {n}", required=False, max_length=LONGEST, widget=area, initial=said)
        }
        subjects = subject_choices(self.opened)
        if subjects:
            stage = self.opened.state.current
            fields["subject"] = choice_field(f"What is point {n} about?", subjects, optional=True)
            fields["subject"].initial = stage.subjects.get(key) if stage else None
        return fields

    def _outcome(self, n: int, found: Any) -> dict[str, forms.Field]:
        said, told = found or ("", None)
        attainable = forms.ChoiceField(
            label=f"Can outcome {n} be had?", required=False, initial="no" if told is not None else "yes",
            choices=[("yes", "Yes, it is possible"), ("no", "No, and they have been told why")],
            widget=Radios(reveals={"no": f"outcomes-{n}-told"}, attrs={"class": "govuk-radios--small"}),
        )  # fmt: skip
        return {
            "text": forms.CharField(label=f"Outcome {n}", required=False, max_length=2_000, initial=said),
            "attainable": attainable,
            "told": forms.CharField(label="What were they told?", required=False, max_length=2_000, initial=told or ""),
        }

    def build(self) -> None:
        stage = self.opened.state.current
        self.build_rows()
        self.fields["not_ours"] = text("What is not for us to answer", "One to a line.", optional=True, rows=2)(
            self.opened
        )
        self.fields["not_ours"].initial = "\n".join(stage.not_ours) if stage else ""

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not any(row.get("text") for row in self.typed("points")):
            self.add_error("points-1-text", "Say what the complaint is about, in at least one point.")
        for n, row in enumerate(self.typed("outcomes"), 1):
            if row.get("text") and row.get("attainable") == "no" and not row.get("told"):
                self.add_error(f"outcomes-{n}-told", f"Say what they were told about outcome {n}.")
        return typed


def subject_choices(opened: Opened) -> Choices:
    """What a point may be about, where the policy sends different subjects to different redress bodies."""
    subjects = opened.policy.pack.redress.bodies
    return [(key, SUBJECTS[key]) for key in subjects] if len(subjects) > 1 else []


class Defined(Step):
    kind, title, button = "defined", "Define the complaint", "Save the definition"
    form_class, template = DefinedForm, "casework/step_defined.html"
    guide = "Say back to the complainant what the complaint is and what they want, and agree it with them."

    def events(self, form: DefinedForm, now: datetime) -> Sequence[Event]:
        points, subjects = self._points(form)
        outcomes = [row for row in form.typed("outcomes") if row.get("text")]
        refused = {str(n): row["told"] for n, row in enumerate(outcomes, 1) if row["attainable"] == "no"}
        return [e.Defined(
            on=form.cleaned_data["on"], points=points, subjects=subjects,
            outcomes=tuple(row["text"] for row in outcomes),
            not_ours=lines(form.cleaned_data["not_ours"]), unattainable=refused,
        )]  # fmt: skip

    def _points(self, form: DefinedForm) -> tuple[dict[str, str], dict[str, str]]:
        stage = form.opened.state.current
        taken = list(stage.points) if stage else []
        keys = [key for key, _ in form.existing().get("points", []) if key]
        points, subjects = {}, {}
        for row in form.typed("points"):
            key = keys.pop(0) if keys else next_key("p", [*taken, *points])
            if row.get("text"):
                points[key] = row["text"]
                subjects |= {key: row["subject"]} if row.get("subject") else {}
        return points, subjects


# ---- a new point; who speaks for the complainant ---------------------------------------------


class IssueForm(DatedForm):
    """A new point of the complaint."""

    def build(self) -> None:
        self.fields["text"] = text("What is the new point?")(self.opened)
        self.fields["related"] = yes_no("Does it have to do with the complaint?")(self.opened)
        if subjects := subject_choices(self.opened):
            self.fields["subject"] = choice_field("What is it about? (optional)", subjects, optional=True)
        self.order_fields(["text", "related", "subject", "on"])


class IssueRaised(Step):
    kind, title, button = "issue_raised", "Add a point they raise", "Add the point"
    form_class = IssueForm

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed, stage = form.cleaned_data, form.opened.state.current
        key = next_key("p", stage.points if stage else ())
        subject = typed.get("subject") or None
        return [e.IssueRaised(on=typed["on"], id=key, text=typed["text"], related=typed["related"], subject=subject)]


class RepresentativeForm(DatedForm):
    """Who speaks for the complainant, by what right, and how to reach them."""

    who = forms.CharField(label="Name", max_length=200)
    phone = forms.CharField(label="Telephone number (optional)", max_length=40, required=False)
    email = forms.EmailField(label="E-mail address (optional)", required=False)
    address = forms.CharField(
        label="Address (optional)", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    basis = forms.CharField(
        label="By what right? (optional)", max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Their own word is enough. If they cannot give it: the legal ground, such as a power of attorney.",
    )  # fmt: skip
    field_order = ("who", "phone", "email", "address", "basis", "on")

    def build(self) -> None:
        """Fills in whoever brought the complaint, until somebody has put on record that they may act."""
        key = None if self.opened.state.representative else self.opened.state.brought_by
        if brought := Party.objects.filter(case=self.opened.case, key=key or "").first():
            details = {name: getattr(brought, name) for name in ("phone", "email", "address")}
            self.initial = {"who": brought.name, **details} | self.initial


class RepresentativeAuthorised(Step):
    kind, title, button = "representative_authorised", "Somebody speaks for the complainant", "Save"
    form_class = RepresentativeForm
    guide = "Everything goes to the representative from now on, unless the complainant wants it themselves."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [
            e.RepresentativeAuthorised(on=typed["on"], who=typed["who"], basis=typed["basis"], party=self._key(form))
        ]

    def parties(self, form: StepForm) -> Sequence[Party]:
        typed = form.cleaned_data
        found = self._known(form) or Party(key=self._key(form), role=Party.As.REPRESENTATIVE)
        found.name = typed["who"]
        for name in ("phone", "email", "address"):
            setattr(found, name, typed[name] or getattr(found, name))
        return [found]

    def _key(self, form: StepForm) -> str:
        """The key they have already, so that the code they were given is theirs; else a new one."""
        found = self._known(form)
        taken = Party.objects.filter(case=form.opened.case).values_list("key", flat=True)
        return found.key if found else next_key("p", taken)

    @staticmethod
    def _known(form: StepForm) -> Party | None:
        """The representative of this name who is on the case already."""
        acting = Party.objects.filter(case=form.opened.case, role=Party.As.REPRESENTATIVE)
        return acting.filter(name__iexact=form.cleaned_data["who"]).order_by("key").last()
