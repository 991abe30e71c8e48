"""The rooms of a case, in the order in which they are listed."""

from __future__ import annotations

from putright.apps.casework.case.rooms.base import Room

Room.all = ()
ROOMS = Room.all
