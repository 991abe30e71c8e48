"""The reasons for more time are explained.

With the new day by which the answer comes. Whoever waits should know what for.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.lint.times import more_time_untold

CODE = {
    "housing-ombudsman/2020": ("C20-B3.11",),
    "housing-ombudsman/2022": ("C22-5.1", "C22-s2-extension"),
    "housing-ombudsman/2024": ("C24-6.4", "C24-6.15"),
}
FORCE: Force = "must"
CURE = "“If we need more time we tell you why, and by which day you will have our answer.”"


def find(subject: Subject) -> Iterator[Found]:
    """Where that is not said: at one stage, or at either."""
    yield from more_time_untold(subject, "reasons", "that the reasons for more time are explained", CURE)
