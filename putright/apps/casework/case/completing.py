"""A remedy is done: what shows it, with files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from putright.apps.casework.case.fields import choice_field, text
from putright.apps.casework.case.plain.remedies import still_open
from putright.apps.casework.case.uploads import FilesForm, FilesStep
from putright.apps.casework.steps import DatedForm
from putright.core import events as e
from putright.core.events import Event


class CompletedForm(FilesForm, DatedForm):
    """Which remedy, and how we know."""

    def build(self) -> None:
        choices = still_open(self.opened)
        self.fields["id"] = choice_field("Which one?", choices)
        if len(choices) == 1:
            self.fields["id"].initial = choices[0][0]
        hint = "For example: the job number and who checked the work; the payment’s date and reference."
        self.fields["evidence"] = text("What shows that it is done?", hint)(self.opened)
        self.build_files("A photograph, a receipt, a letter (optional)")
        self.order_fields(["id", "evidence", "files", "kept", "on"])


class RemedyCompleted(FilesStep):
    kind, title, button = "remedy_completed", "A remedy is done", "Record it as done"
    form_class = CompletedForm
    guide = "Then ask the complainant whether it is done as they see it, and record what they say."

    def events(self, form: CompletedForm, now: datetime) -> Sequence[Event]:
        typed = form.cleaned_data
        file = next((one.sha256 for one in form.chosen()), "")
        return [e.RemedyCompleted(on=typed["on"], id=typed["id"], evidence=typed["evidence"], file=file)]
