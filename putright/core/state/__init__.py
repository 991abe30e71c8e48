"""What a complaint's events add up to. One small function for each event that changes something."""

from putright.core.state.base import *
from putright.core.state.promise import Promise as Promise
from putright.core.state import (  # importing a part registers its functions
    arriving,
    behaviour,
    contact,
    deciding,
    ending,
    handling,
    hazards,
    investigation,
    learning,
    links,
    messages,
    people,
    redress,
    registers,
    remedies,
    safety,
    stage2,
    triage,
)
