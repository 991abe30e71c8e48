"""What somebody needs so that they can deal with their complaint: looked at again, and never quietly passed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.needs import NEEDS, asked
from putright.core.timeline.base import NOTICES, how, when, words
from putright.core.warnings.base import warning


@warning
def need_overridden(case: Case, as_of: date) -> Iterator[str]:
    """Every letter that went out against a need, with the reason, until the complaint is closed."""
    if case.state.closed:
        return
    for event in case.state.helps.overridden:
        text = next((one.text for one in asked(case.state) if event.need in one.needs), "")
        notice = NOTICES.get(event.of, words(event.of))
        need = text or NEEDS.get(event.need, "a language of their own")
        yield (
            f"{notice[:1].upper()}{notice[1:]} went out{how(event.channel)}{when(event.on, ' on')}, though they need"
            f" “{need}”: {event.reason}"
        )


@warning
def adjustment_review(case: Case, as_of: date) -> Iterator[str]:
    """An adjustment whose day to be looked at again has come."""
    if case.state.closed:
        return
    for one in case.state.helps.recorded:
        if one.review_on and one.review_on <= as_of:
            yield f"“{one.what}” was to be looked at again{when(one.review_on, ' on')}: ask whether it is still right"
