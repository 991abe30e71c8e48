"""The rooms of a case, in the order in which they are listed."""

from __future__ import annotations

from putright.apps.casework.case.rooms.base import Room
from putright.apps.casework.case.rooms.behaviour import Behaviour
from putright.apps.casework.case.rooms.investigation import Investigation
from putright.apps.casework.case.rooms.learning import Learning
from putright.apps.casework.case.rooms.panel import ReviewPanel
from putright.apps.casework.case.rooms.promises import Promises
from putright.apps.casework.case.rooms.redress import Redress
from putright.apps.casework.case.rooms.remedies import Remedies
from putright.apps.casework.case.rooms.safety import Safety
from putright.apps.casework.case.rooms.together import Together
from putright.apps.casework.case.rooms.who import Who

Room.all = (Safety, Investigation, ReviewPanel, Remedies, Promises, Redress, Behaviour, Learning, Together, Who)
ROOMS = Room.all
