"""The review panel: asking people, when they can come, convening, papers, the meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from putright.apps.casework.case.fields import LONGEST, Choices, choice_field, day, several, text
from putright.apps.casework.names import person_line
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import DatedForm, Step, StepForm, said
from putright.core import events as e
from putright.core.events import Event
from putright.core.pack import Seat
from putright.core.panel import against, last_day_for_papers
from putright.core.state.shapes_people import Sitting
from putright.design.widgets import Radios

DAYS = 4
"""How many days may be proposed for a meeting at once."""
COMPLAINANT = "complainant"
FORMATS = {
    "standard": "Ordinary papers, printed or by e-mail", "large_print": "Large print", "easy_read": "Easy read",
    "screen_reader": "A file for a screen reader", "audio": "Audio", "braille": "Braille",
    "translated": "Translated", "read_out": "Read out to them",
}  # fmt: skip
TAKING_PART = {
    "in_person": "They were there", "by_phone": "By telephone or video", "in_writing": "In writing",
    "no": "They took no part",
}  # fmt: skip


def candidates(opened: Opened, seat: Seat) -> list[tuple[str, list[str]]]:
    """Everyone with a role for a seat, each with what stands in their way (nothing: they could sit)."""
    people = opened.people.items()
    return [(key, list(against(opened.judged, key))) for key, p in people if p.active and p.roles & set(seat.roles)]


def fit(opened: Opened) -> dict[str, list[str]]:
    """Who could sit, by id, each with the seats they could take."""
    panel, found = opened.policy.pack.panel, dict[str, list[str]]()
    for seat in panel.seats.values() if panel else ():
        for key, reasons in candidates(opened, seat):
            if not reasons:
                found.setdefault(key, []).append(seat.title)
    return found


def sitting_of(opened: Opened) -> Sitting:
    """How far the panel of the current stage has come; an empty one where there is none."""
    return opened.state.current.sitting if opened.state.current else Sitting()


def called(opened: Opened, key: str) -> str:
    """What the pages call a member, or the complainant."""
    return "The complainant" if key == COMPLAINANT else opened.judged.called(key)


# ---- asking and hearing back ----------------------------------------------------------------


class InvitedForm(DatedForm):
    """Who is asked to sit, and for which days."""

    def build(self) -> None:
        proposed = sitting_of(self.opened).dates
        people = [(key, person_line(self.opened, key)) for key in fit(self.opened)]
        hint = "Ask more people than there are seats, so that a day is found. They learn who it is about from you."
        self.fields["members"] = several("Who is asked?", people, hint)
        for n in range(1, DAYS + 1):
            self.fields[f"date-{n}"] = day(f"Day {n}", "For example, 27 3 2026" if n == 1 else "", optional=n > 1)(
                self.opened
            )
            self.fields[f"date-{n}"].initial = proposed[n - 1] if n <= len(proposed) else None
        self.fields["reply_by"] = day("They answer by", optional=True)(self.opened)
        self.order_fields(["members", *(f"date-{n}" for n in range(1, DAYS + 1)), "reply_by", "on"])

    def dates(self) -> tuple[date, ...]:
        """The days proposed, in order, each once."""
        typed = (self.cleaned_data.get(f"date-{n}") for n in range(1, DAYS + 1))
        return tuple(sorted({one for one in typed if one}))


class PanelInvited(Step):
    kind, title, button = "panel_invited", "Ask people to sit on the panel", "Record who was asked"
    form_class, template = InvitedForm, "casework/step_people.html"
    guide = "They see the complaint once the panel is convened, not before."

    def events(self, form: InvitedForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        members = tuple(typed["members"])
        return [e.PanelInvited(on=typed["on"], members=members, dates=form.dates(), reply_by=typed["reply_by"])]


class AvailabilityForm(DatedForm):
    """Whose answer, and which of the days they can come."""

    def build(self) -> None:
        sitting = sitting_of(self.opened)
        asked = [(key, called(self.opened, key)) for key in (*sitting.invited, COMPLAINANT)]
        days = [(one.isoformat(), f"{one:%A} {said(one)}") for one in sitting.dates]
        self.fields["member"] = choice_field("Whose answer is it?", asked)
        self.fields["dates"] = several("Which days can they come?", days, "Leave all empty if none.")
        self.fields["dates"].required = False
        self.order_fields(["member", "dates", "on"])


class AvailabilityGiven(Step):
    kind, title, button = "availability_given", "Record when somebody can come", "Record the answer"
    form_class = AvailabilityForm

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        days = tuple(date.fromisoformat(one) for one in typed["dates"])
        return [e.AvailabilityGiven(on=typed["on"], member=typed["member"], dates=days)]


# ---- convening ------------------------------------------------------------------------------


class PanelForm(DatedForm):
    """A person for each seat of the panel, from those who may sit in it, and the day it meets."""

    def build(self) -> None:
        panel = self.opened.policy.pack.panel
        self.unfit: list[tuple[str, str]] = []
        for name, seat in panel.seats.items() if panel else ():
            instead = panel.seats[seat.instead] if panel and seat.instead else None
            label = f"{seat.title[:1].upper()}{seat.title[1:]}" + (f", or else {instead.title}" if instead else "")
            hint = "The complainant must have agreed to it." if seat.needs_consent else ""
            self.fields[f"seat-{name}"] = choice_field(label, self._fit(seat, instead), hint)
        self.fields["meets_on"] = day("It meets on", optional=True)(self.opened)
        self.order_fields([*(name for name in self.fields if name.startswith("seat-")), "meets_on", "on"])

    def _fit(self, seat: Seat, instead: Seat | None) -> Choices:
        found = {key: reasons for one in (seat, instead) if one for key, reasons in candidates(self.opened, one)}
        for key, reasons in found.items():
            shown = (person_line(self.opened, key), ". ".join(reasons))
            if reasons and shown not in self.unfit:
                self.unfit.append(shown)
        return [(key, person_line(self.opened, key)) for key, reasons in found.items() if not reasons]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("meets_on") and typed.get("on") and typed["meets_on"] < typed["on"]:
            self.add_error("meets_on", "It meets on the day it is convened or later.")
        return typed

    def members(self) -> tuple[str, ...]:
        """Who was chosen, seat by seat."""
        return tuple(value for name, value in self.cleaned_data.items() if name.startswith("seat-"))


class PanelConvened(Step):
    kind, title, button = "panel_convened", "Convene the review panel", "Convene the panel"
    form_class, template = PanelForm, "casework/step_people.html"
    done = "The panel is convened. Its members see the complaint now."

    def events(self, form: PanelForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.PanelConvened(on=typed["on"], members=form.members(), meets_on=typed["meets_on"])]


# ---- papers ---------------------------------------------------------------------------------


class PapersForm(DatedForm):
    """To whom papers went, which, and in what form."""

    def build(self) -> None:
        stage, sitting = self.opened.state.current, sitting_of(self.opened)
        people, meets = (*(stage.panel if stage else ()), COMPLAINANT), sitting.meets_on
        last = last_day_for_papers(self.opened.judged, meets) if meets else None
        hint = f"By {said(last)}, so that they can read them." if last else ""
        self.fields["to"] = several("To whom?", [(key, called(self.opened, key)) for key in people], hint)
        self.fields["to"].initial = [key for key in people if key not in sitting.papers]
        radios = Radios(attrs={"class": "govuk-radios--small"})
        self.fields["format"] = forms.ChoiceField(
            label="In what form?", choices=list(FORMATS.items()), widget=radios,
            help_text="Ask each of them what they can use. Those who need another form are recorded apart.",
        )  # fmt: skip
        self.fields["what"] = text("Which papers?", rows=3)(self.opened)
        self.fields["what"].initial = "The complaint, the stage 1 answer, why stage 2 was asked for, and the evidence."
        self.order_fields(["to", "format", "what", "on"])


class PapersSent(Step):
    kind, title, button = "papers_sent", "The panel’s papers went out", "Record the papers"
    form_class = PapersForm

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.PapersSent(on=typed["on"], to=to, what=typed["what"], format=typed["format"]) for to in typed["to"]]


# ---- the meeting ----------------------------------------------------------------------------


class PanelMetForm(DatedForm):
    """Who of those convened sat, the complainant's part, what was decided, and who would have decided otherwise."""

    def build(self) -> None:
        stage, opened = self.opened.state.current, self.opened
        convened = [(key, person_line(opened, key)) for key in (stage.panel if stage else ()) if key in opened.people]
        self.fields["members"] = several("Who sat on it?", convened)
        self.fields["members"].initial = [key for key, _ in convened]
        self.fields["took_part"] = forms.ChoiceField(
            label="How did the complainant take part?", choices=list(TAKING_PART.items()),
            widget=Radios(reveals={"in_person": "companion"}, attrs={"class": "govuk-radios--small"}),
        )  # fmt: skip
        self.fields["companion"] = forms.CharField(
            label="Who came with them? (optional)", max_length=200, required=False
        )
        self.fields["decision"] = text("What did the panel decide?", "In short: the findings follow.", rows=4)(opened)
        self.fields["minutes"] = text("Minutes", optional=True, rows=10)(opened)
        for key, _ in convened:
            self.fields[f"dissent-{key}"] = forms.CharField(
                label=f"{opened.judged.called(key)} would have decided otherwise (optional)", required=False,
                max_length=LONGEST, help_text="In their own words.", widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        dissents = [name for name in self.fields if name.startswith("dissent-")]
        self.order_fields(["members", "took_part", "companion", "decision", *dissents, "minutes", "on"])

    def dissents(self) -> Mapping[str, str]:
        """The members who dissented, each with their own words."""
        typed = self.cleaned_data
        found = {name.removeprefix("dissent-"): typed[name] for name in self.fields if name.startswith("dissent-")}
        return {key: words for key, words in found.items() if words.strip()}


class PanelMet(Step):
    kind, title, button = "panel_met", "The panel met", "Record the meeting"
    form_class = PanelMetForm
    guide = "Record the meeting first; then decide the complaint point by point, as the panel decided it."

    def events(self, form: PanelMetForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        companion = typed["companion"] if typed["took_part"] == "in_person" else ""
        return [e.PanelMet(
            on=typed["on"], members=tuple(typed["members"]), minutes=typed["minutes"], decision=typed["decision"],
            complainant_took_part=typed["took_part"], companion=companion, dissent=dict(form.dissents()),
        )]  # fmt: skip


STEPS: tuple[type[Step], ...] = (PanelInvited, AvailabilityGiven, PanelConvened, PapersSent, PanelMet)
