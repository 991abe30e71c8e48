"""To a redress body: the evidence it asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils import timezone

from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import said
from putright.apps.letters.writing.forms import area
from putright.apps.letters.writing.notices import Line, redress_body
from putright.core import events as e
from putright.core.redress import body_of

ELSEWHERE = "No letter: it went in through their website, or with a letter written elsewhere"


def bodies(opened: Opened) -> Mapping[str, Party]:
    """For each request for evidence that is still open, the body that made it."""
    asked = {one.id: one.body for one in opened.events if isinstance(one, e.EvidenceRequested)}
    having = [found.body for found in opened.state.redress.open if found.body]
    main = having[0] if having else body_of(opened.judged)
    open_ = [key for key, promise in opened.state.evidence.items() if not promise.done]
    return {key: redress_body(asked.get(key) or main, timezone.localdate()) for key in open_}


def contents(opened: Opened) -> str:
    """What a file for a redress body usually holds, as far as the case has it: a line each, to be changed."""
    return "\n".join(_contents(opened))


def _contents(opened: Opened) -> Iterator[str]:
    state = opened.state
    yield f"The complaint as we received it on {said(state.received)}"
    for number, stage in sorted(state.stages.items()):
        if stage.acknowledged:
            yield f"Our acknowledgement at stage {number} of {said(stage.acknowledged)}"
        for extension in stage.extensions:
            yield f"Our letter of {said(extension.event.on)} about more time"
        if stage.response:
            yield f"Our response at stage {number} of {said(stage.response.on)}"
    if state.inquiry.evidence:
        yield "The evidence of our investigation"
    yield "All letters and messages, and our record of what was done, day by day"


LINES: dict[str, Line] = {
    "evidence_provided": Line(
        "Send the evidence",
        "The letter is issued, and what was sent is on record.",
        to=bodies,
        chosen="id",
        silent=ELSEWHERE,
        places={
            "remarks": lambda: area(
                "What we have to say about it", "What the body should know beside the papers.", rows=4
            ),
            "late": lambda: area("If it comes late: why", "Left out of the letter where it is in time.", rows=2),
        },
        labels={
            "what": (
                "What is sent",
                "One thing on each line: it is the list of contents that stands in the letter.",
            )
        },
        begins={"what": contents},
    ),
}
