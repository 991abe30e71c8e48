"""The letters of the procedure, a module for each of its parts."""

from collections.abc import Mapping

from putright.core import events as e
from putright.core.letters.kinds import (
    acknowledging,
    arriving,
    behaviour,
    contact,
    ending,
    extending,
    investigation,
    learning,
    panel,
    redress,
    refusing,
    responding,
    safety,
)
from putright.core.letters.kinds.base import KINDS, Kind


def registry() -> Mapping[type[e.Event], Kind]:
    """The letter of each event that has one."""
    return KINDS
