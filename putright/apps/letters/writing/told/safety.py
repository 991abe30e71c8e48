"""Safety: the written summary of a hazard's investigation, and the letter of the duty of candour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from putright.apps.casework.case.fields import choice_field, colleagues, method, text
from putright.apps.casework.steps import DatedForm, Step, StepForm
from putright.apps.letters.writing.forms import area
from putright.apps.letters.writing.notices import Line
from putright.core import events as e
from putright.core.events import Event

LINES: dict[str, Line] = {
    "hazard_summary_sent": Line(
        "Send the summary",
        "The summary is sent, and on record.",
        places={
            "work": lambda: area(
                "What will be done",
                "Which work, who comes, and what they have to make room for. The days stand in the letter; where"
                " nothing will be done, say why.",
                rows=4,
                part="work",
            )
        },
        labels={
            "what": (
                "What was found, and how",
                "Which rooms, what was measured or seen, and what causes it. Whether it is an emergency or a"
                " significant hazard stands in the letter.",
            )
        },
    ),
}


class WrittenForm(DatedForm):
    """What is known, and who can answer for it."""

    def build(self) -> None:
        opened = self.opened
        self.fields["what"] = text("What we know", "A true account of everything that is known today.", rows=8)(opened)
        self.fields["by"] = choice_field("Who can answer for it?", colleagues(opened), "They are named by their role.")
        self.fields["by"].initial = self.person.key if self.person else None
        self.fields["method"] = method("How was it sent?")(opened)
        self.order_fields(["what", "by", "method", "on"])


class Written(Step):
    """The step of the duty of candour that is a letter; the others are told or kept (REG20-5)."""

    kind, title, button = "candour_step", "Duty of candour: write to them", "Send the letter"
    form_class = WrittenForm
    guide = "Tell them in person first. This letter follows with the same account, the apology, and what came of it."

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        return [e.CandourStep(
            on=typed["on"], step="written", by=typed["by"] or None, method=typed["method"] or None, what=typed["what"],
        )]  # fmt: skip


CANDOUR = Line(
    "Send the letter",
    "The letter is sent, and the step is on record.",
    places={
        "apology": lambda: area(
            "Our apology", "Say what you are sorry for. An apology admits no liability.", rows=3, part="apology"
        ),
        "inquiries": lambda: area(
            "What else we look into",
            "What is still to be found out, by whom and by when; or what the further enquiries found.",
            rows=4,
            part="inquiries",
        ),
        "support": lambda: area(
            "Support for them", "Whom they can talk to, and what we can do for them now.", rows=3, part="support"
        ),
    },
    labels={"what": ("What we know", "A true account of everything that is known today.")},
)
