"""What is learnt from a complaint."""

from __future__ import annotations

from putright.core import events as e
from putright.core.state.base import State, on


@on(e.SurveySent)
def _(state: State, event: e.SurveySent) -> None:
    state.survey_sent = state.survey_sent or event.on
