"""The yearly report is published with the governing body's response.

In the complaints part of the website, the response beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2024": ("C24-8.2",),
}
FORCE: Force = "must"
WANTED = {
    "annual_report": ("the yearly report on complaints", "year"),
    "governing_body_response": ("the governing body’s response to the yearly report", "year"),
}


def find(subject: Subject) -> Iterator[Found]:
    """What of the two the pack does not publish."""
    for name, (what, every) in WANTED.items():
        if name not in subject.pack.publications and not _within(subject, name):
            cure = f"Under publications: {name}: {{title: …, every: {every}, to: [the public], cites: […]}}"
            yield Found(f"The pack does not publish {what}.", cure, key=("publications",))


def _within(subject: Subject, name: str) -> bool:
    """Whether the policy says that the response stands in the report, which is published."""
    published = "annual_report" in subject.pack.publications
    return name == "governing_body_response" and published and subject.promises("response_in_report")
