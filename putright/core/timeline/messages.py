"""What the complainant's side writes or says between the steps, and that somebody here has read it."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says, Told, by, count, how

ABOUT = {
    "definition": "it is not what they meant", "evidence": "something to look at", "remedy": "about what was promised",
    "adjustment": "about what would make it easier for them", "delay": "asking how it stands",
}  # fmt: skip
"""What somebody chose to write about, in words."""


def _received(event: e.MessageReceived, told: Told) -> str:
    about = f": {ABOUT[event.about]}" if event.about else ""
    files = f", with {count(event.files, 'file')}" if event.files else ""
    return f"{told(event.party) if event.party else 'The complainant'} wrote{how(event.method)}{about}{files}"


SAYS: Says = {
    e.MessageReceived: _received,
    e.CodeWithdrawn: lambda x, n: f"the code of {n(x.party)} was withdrawn{by(x.by, n)}",
    e.MessageRead: lambda x, n: f"what they wrote was read{by(x.by, n)}",
}  # fmt: skip
