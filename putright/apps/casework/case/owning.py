"""The page of a colleague who sees to a remedy: what is to be done, where, by when, and room to say it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from putright.apps.casework.case.colleague import ForColleague
from putright.apps.casework.case.fields import text
from putright.apps.casework.case.uploads import FilesForm
from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.duties import find
from putright.core.events import Event


class DoneForm(FilesForm):
    """What was done, and files that show it."""

    def build(self) -> None:
        hint = "What was done and when; the job number, who checked it, or the payment’s reference."
        self.fields["evidence"] = text("What shows that it is done?", hint, rows=5)(self.opened)
        self.build_files("A photograph, a receipt, a letter (optional)")
        self.order_fields(["evidence", "files", "kept"])


class DoRemedy(ForColleague):
    """Shows a remedy to the colleague who sees to it, and takes their word that it is done."""

    kind, title, button = "do_remedy", "Something for you to put right", "It is done"
    form_class, template, duty = DoneForm, "casework/owned.html", "remedy"
    done = "Thank you. Whoever deals with the complaint will ask whether it is right now."

    def happened(self, opened: Opened, form: FilesForm, on: date) -> Sequence[Event]:
        file = next((one.sha256 for one in form.chosen()), "")
        return [e.RemedyCompleted(on=on, id=self.key, evidence=form.cleaned_data["evidence"], file=file)]

    def shown(self, opened: Opened, today: date) -> dict[str, Any]:
        remedy, handler = opened.state.remedies[self.key], opened.state.handler
        duty = find(opened.judged, f"remedy:{self.key}")
        return {
            "remedy": remedy, "due": duty.due if duty else None, "status": duty.status(today) if duty else "open",
            "handler": opened.judged.called(handler) if handler else "", "disputed": remedy.disputed,
        }  # fmt: skip
