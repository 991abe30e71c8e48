"""Whether whoever follows a complaint can answer its survey, and what they answered."""

from __future__ import annotations

from datetime import date, timedelta

from putright.apps.portal.follow.visit import Follower
from putright.core import events as e

CHANGES = timedelta(days=28)
"""How long an answer can be changed."""


def answered(me: Follower) -> list[e.SurveyAnswered]:
    """What was answered since the survey was last sent, the latest last."""
    sent = me.opened.state.survey_sent
    return [one for one in me.opened.state.learning.surveys if sent and one.on >= sent]


def is_open(me: Follower, today: date) -> bool:
    """Whether they can answer now, or change what they answered."""
    state = me.opened.state
    if not (me.acts and state.survey_sent) or state.disposed or state.anonymous:
        return False
    given = answered(me)
    talked = bool(given and state.learning.followed_up and state.learning.followed_up >= given[0].on)
    return not given or (not talked and today <= given[0].on + CHANGES)


def invited(me: Follower, today: date) -> bool:
    """Whether their complaint's page asks them to answer."""
    return is_open(me, today) and not answered(me)
