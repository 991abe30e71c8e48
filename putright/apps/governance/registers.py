"""The registers that are lists of entries: how each is drawn, searched and filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.governance import associated, forms, incidents, people, warnings
from putright.apps.governance import models as m
from putright.core.workdays import said

Row = Sequence[tuple[str, str]]
"""The cells of an entry after its first: what stands there, and what stands small beneath it."""


@dataclass(frozen=True)
class Register:
    """A register: its title and what it is for, its table and form, who may read it, and how an entry stands in it."""

    slug: str
    title: str
    one: str
    about: str
    model: type[m.Kept]
    form: type[forms.KeptForm]
    head: tuple[str, ...]
    name: Callable[[Any], str]
    row: Callable[[Any, date], Row]
    order: tuple[str, ...] = ("-on", "-id")
    reads: str = permissions.SEE_FIGURES
    beside: Callable[[Landlord, date], list[str]] | None = None

    def entries(self, landlord: Landlord) -> QuerySet[Any] | list[Any]:
        """Its current entries."""
        if self.model is m.AssociatedPolicy:
            return associated.policies(landlord)
        found = self.model.objects.current().filter(landlord=landlord).order_by(*self.order)  # type: ignore[attr-defined]
        joined = [one.name for one in self.model._meta.fields if one.name == "person"]  # noqa: SLF001
        return found.select_related("by", *joined)  # type: ignore[no-any-return]


def on(day: date | None, otherwise: str = "") -> str:
    """A day in words."""
    return said(day) if day else otherwise


def _consulted(one: m.Consultation, _: date) -> Row:
    return [(", ".join(forms.ASKED.get(who, who) for who in one.who), f"{on(one.on)}. {one.how}"),
            (one.said, one.asked), (one.changed, "")]  # fmt: skip


def _lapse(day: date | None, today: date, otherwise: str) -> str:
    if not day:
        return otherwise
    return f"{on(day)}: overdue" if day < today else on(day)


def _policy(one: m.AssociatedPolicy, today: date) -> Row:
    return [(one.owner or "Not given", one.where), (on(one.reviewed, "Not given"), ""),
            (_lapse(one.review_due, today, "Not given"), "")]  # fmt: skip


def _trained(one: m.Training, today: date) -> Row:
    handling = "Handling complaints" if one.handling else ""
    lapse = "Does not lapse" if not one.until else f"Lapsed on {on(one.until)}" if one.until < today else on(one.until)
    return [(one.course, handling), (on(one.on), ""), (lapse, one.certificate)]


def _objective(one: m.Objective, _: date) -> Row:
    return [(f"April {one.year} to March {one.year + 1}", ""), (on(one.set_on), ""),
            (on(one.agreed_on, "Not yet"), ""), (on(one.reviewed_on, "Not yet"), "")]  # fmt: skip


def _whose(one: m.Objective) -> str:
    if one.person:
        return str(one.person.name)
    return f"Everybody who is {packs.titles(one.landlord).get(one.role, one.role)}"


def _incident(one: m.Incident, today: date) -> Row:
    back = f"Expected to end on {on(one.expects)}" if one.expects else "No day of return given"
    ends = f"Ended on {on(one.ended_on)}" if one.ended_on else back
    told = f"Ombudsman: {on(one.ombudsman_on, 'not told')}. Residents: {on(one.residents_on, 'not told')}."
    site = f"Website since {on(one.announced_on)}" if one.announced_on else "Not on the website"
    return [(one.what, ""), (ends, ""), (told, site)]


def _untrained(landlord: Landlord, today: date) -> list[str]:
    staff, lasts = people.Staff.of(landlord), warnings.lasting(landlord)
    found = []
    for one in staff.with_any(people.handling(staff.pack)):
        until = lasts.get(one.pk, date.max if one.trained else date.min)
        if until is not None and until < today:
            found.append(f"{one.name}: " + ("not trained" if until == date.min else f"lapsed on {on(until)}"))
        elif one.pk not in lasts:
            found.append(f"{one.name}: marked as trained, no course on record")
    return found


def _lacking(landlord: Landlord, today: date) -> list[str]:
    return [one.name for one in warnings.without_objective(people.Staff.of(landlord), today)]


ALL: dict[str, Register] = {
    one.slug: one
    for one in (
        Register("approvals", "Approvals", "approval", "Who approved which version of the policy.", m.Approval,
                 forms.ApprovalForm, ("Version", "Approved by", "On", "Minute"), lambda one: f"Version {one.version}",
                 lambda one, _: [(one.office, ""), (on(one.on), ""), (one.minute, "")]),
        Register("consultations", "Consultation on the policy", "consultation",
                 "Who was asked about which version, what they said, and what changed because of it.", m.Consultation,
                 forms.ConsultationForm, ("Version", "Who was asked", "What they said", "What changed"),
                 lambda one: f"Version {one.version}", _consulted),
        Register("policies", "Associated policies", "policy",
                 "The policies that work together with the complaints policy, each with its owner and its own dates.",
                 m.AssociatedPolicy, forms.PolicyForm, ("Policy", "Owner", "Last review", "Next review"),
                 lambda one: one.name, _policy, ("name",)),
        Register("training", "Training", "course", "Who took which course, and until when it counts.", m.Training,
                 forms.TrainingForm, ("Person", "Course", "Taken", "Counts until"), lambda one: one.person.name,
                 _trained, beside=_untrained),
        Register("objectives", "Objectives on complaints", "objective",
                 "What everybody who deals with complaints is asked for: to work together, to take responsibility"
                 " without blame, and to keep to the profession’s standards.", m.Objective, forms.ObjectiveForm,
                 ("Whose", "Year", "Set", "Agreed", "Reviewed"), _whose, _objective, ("-year", "-id"),
                 permissions.KEEP_REGISTERS, _lacking),
        Register("incidents", "Exceptional circumstances", "incident",
                 "Something that keeps us from what the Code asks, such as a cyber incident: who was told, and when all"
                 " is as it should again. No date moves because of it: what is owed stays owed.", m.Incident,
                 forms.IncidentForm, ("Since", "What happened", "How it stands", "Who was told"),
                 lambda one: on(one.since), _incident, ("-since", "-id")),
    )
}  # fmt: skip
BESIDE = {"training": "To see to, of those who handle complaints",
          "objectives": "Without an objective for this year"}  # fmt: skip
"""What is said over the people that a register finds lacking."""


def touches(entry: m.Kept, person: Person) -> int | None:
    """How many cases of those this person may see an incident touches; None of what is no incident."""
    return incidents.touched(entry, person) if isinstance(entry, m.Incident) else None
