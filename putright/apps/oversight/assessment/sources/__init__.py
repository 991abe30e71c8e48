"""Evidence beyond figures and cases: what the policy, the people, the shelf of publications and their log say.

Each source gives sentences that can stand in the form, naming offices and never people. A source that finds nothing
gives nothing: the assessor is told so and writes their own.
"""

from __future__ import annotations

from putright.apps.oversight.assessment.sources import people, policy, telling  # noqa: F401 (they register theirs)
from putright.apps.oversight.assessment.sources.base import SOURCES, Looking
from putright.core.assessment.proposing import Found

__all__ = ["SOURCES", "Looking", "found"]


def found(looking: Looking, names: tuple[str, ...]) -> tuple[Found, ...]:
    """What these sources found."""
    return tuple(one for name in names for one in SOURCES[name](looking))
