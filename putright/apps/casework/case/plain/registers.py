"""What is no complaint: when it is done, what was answered, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from putright.apps.casework.case.fields import day, method, text, yes_no
from putright.apps.casework.case.plain.base import Plain, PlainForm


def _dates(form: PlainForm) -> Iterator[tuple[str, str]]:
    by, dated = form.cleaned_data.get("by"), form.opened.state.entry.dated
    if by and by < form.today:
        yield "by", "Give a day that is not over."
    if dated and not form.cleaned_data.get("reason"):
        yield "reason", "They were given a day already. Say why it moves, in words they can be told."


STEPS: dict[str, Plain] = {
    "request_dated": Plain("Say when it will be done", "Save the day", {
        "by": day("By when will it be done?"),
        "what": text("What is to be done?", optional=True, rows=2),
        "reason": text("Why does the day move?", "Needed where they were given a day before.", optional=True, rows=2),
    }, "This is the day they are told. It stands on its own: a complaint about the request has other dates.",
        check=_dates),
    "request_completed": Plain("What they asked for is settled", "Record it", {
        "done": yes_no("Was it done?", yes="Yes, it is done", no="No, it ends without being done"),
        "what": text("What was done, or why is it not?", optional=True, rows=3),
    }),
    "feedback_answered": Plain("Answer them", "Record the answer", {
        "what": text("What did you tell them?", "As you said or wrote it: it is kept as the answer."),
        "method": method("How did you tell them?"),
    }, "If they are not content with the answer, they may complain: say so."),
    "feedback_used": Plain("What came of it", "Record it", {
        "what": text("What changed, or why did nothing change?"),
        "changed": yes_no("Did something change?"),
    }),
}  # fmt: skip
