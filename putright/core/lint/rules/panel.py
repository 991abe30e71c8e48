"""A panel decides within the Code's time.

The Code knows no panel at stage 2. One may hear the complaint, inside the two stages and the time of stage 2; that it
has to be convened is no reason for more.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-6.14", "C24-6.20"),
}
FORCE: Force = "advice"


def find(subject: Subject) -> Iterator[Found]:
    """A review panel in the pack."""
    panel = subject.pack.panel
    if panel:
        within = subject.edition.clocks["stage2.respond"].within
        yield Found(
            text=f"A panel reviews stage 2; it has to be convened, and to decide, within the {within} of the stage.",
            cure="“The panel meets in time for our stage 2 answer; if it cannot, somebody else decides.”",
            cites=panel.cites, key=("panel",),
        )  # fmt: skip
