"""The page of a colleague who is asked for information: the question, the home it is about, and room for the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from putright.apps.casework.case.colleague import ForColleague
from putright.apps.casework.case.fields import text
from putright.apps.casework.case.planning import answer
from putright.apps.casework.case.uploads import FilesForm
from putright.apps.casework.opened import Opened
from putright.core.duties import Obligation
from putright.core.events import Event


class AnswerForm(FilesForm):
    """The answer, and files that bear it out."""

    def build(self) -> None:
        hint = "What you know, what the record says, and where it says so. If you do not know, say who might."
        self.fields["what"] = text("Your answer", hint, rows=8)(self.opened)
        self.build_files("Files that show it (optional)")
        self.order_fields(["what", "files", "kept"])


class AnswerRequest(ForColleague):
    """Shows a request to the colleague asked, and takes the answer."""

    kind, title, button = "answer_request", "You are asked for information", "Send the answer"
    form_class, template, duty = AnswerForm, "casework/asked.html", "request"
    done = "Thank you. Your answer is with the person who deals with it."

    def happened(self, opened: Opened, form: FilesForm, on: date) -> Sequence[Event]:
        return answer(opened, form, self.key, form.cleaned_data["what"], on)

    def shown(self, opened: Opened, today: date) -> dict[str, Any]:
        wanted = opened.state.inquiry.requests[self.key]
        status = Obligation(self.key, due=wanted.by, done=wanted.done).status(today)
        asker = next(r.by_id for r, event in zip(opened.rows, opened.events, strict=True)
                     if event.kind == "information_requested" and event.id == self.key)  # fmt: skip
        called = opened.people[str(asker)].called if str(asker) in opened.people else ""
        return {"request_": wanted, "status": status, "asker": called}
