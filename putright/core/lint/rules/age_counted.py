"""Age is counted from the event or from when the resident became aware of it.

Who learns late of a fault must not be too late before they knew.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject

CODE = {"housing-ombudsman/2024": ("C24-2.3",)}
FORCE: Force = "must"
CURE = "“… from the event or, if later, from when you became aware of it.”"


def find(subject: Subject) -> Iterator[Found]:
    """An age limit in print that is not counted from awareness too."""
    said = next(subject.said("exclusion", "too_old"), None)
    counted = next(subject.said("counted_from", "too_old"), None)
    if said is None:
        return
    if counted is None:
        yield unsaid(subject, "from when something is too old", CURE)
    elif "awareness" not in counted.value.split(","):
        text = "What is too old is counted from the event alone, not from when the resident became aware of it."
        yield Found(text=text, cure=CURE, cites=counted.cites, said=counted)
