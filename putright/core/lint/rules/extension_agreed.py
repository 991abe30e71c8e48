"""More time is the landlord's to decide and to explain.

The Code of 2024 asks for no consent. A policy that only extends where the resident agrees has no answer for when they
do not, and may be read as late answers by agreement.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.11",),
    "housing-ombudsman/2024": ("C24-6.4", "C24-6.15"),
}
FORCE: Force = "advice"
TEXT = "More time at stage {stage} is to be agreed with the resident; the Code has it decided, bounded and explained."
CURE = "“We tell you why, by which day, and how to reach the Ombudsman if you do not agree.”"


def find(subject: Subject) -> Iterator[Found]:
    """Each stage at which more time needs the resident's agreement: in the pack, or else only in print."""
    for stage, extension in subject.pack.extensions.items():
        said = next(subject.said("extension", f"{stage}.agreed"), None)
        if said or extension.agreed:
            key = ("extensions", stage, "agreed") if extension.agreed else ()
            yield Found(TEXT.format(stage=stage), CURE, said.cites if said else extension.cites, key, said)
