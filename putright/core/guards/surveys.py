"""Asking people how it was for them: only those who can be asked, and after what they said."""

from __future__ import annotations

from putright.core import events as e
from putright.core.guards.order import FIRST
from putright.core.state import State


def _follow_up(state: State, event: e.SurveyFollowedUp) -> str | None:
    if not state.learning.surveys:
        return "no survey about this complaint has been answered, so there is nothing to follow up"
    return None if event.what.strip() else "say what came of speaking with them"


def _seek(state: State, event: e.FeedbackSought) -> str | None:
    if state.anonymous:
        return "nobody knows who complained, so nobody can be asked how it was"
    return None


FIRST |= {e.SurveyFollowedUp: _follow_up, e.FeedbackSought: _seek}
