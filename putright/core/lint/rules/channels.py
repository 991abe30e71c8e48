"""There are several ways to complain.

Not everybody can write, telephone or come. At least two ways are open, and the policy names them. An
answer in a survey is none: it is followed by being told how to complain (C24-1.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.1",),
    "housing-ombudsman/2024": ("C24-3.1",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """Fewer than two ways in the pack's wording, and none in print."""
    ways = [way for way in subject.wording.get("channels", ()) if way["id"] != "survey"]
    if len(ways) < 2:
        named = ", ".join(way["title"] for way in ways) or "none"
        text = f"The pack opens fewer than two ways to complain: {named}."
        yield Found(text=text, cure="Under channels in wording.yaml: telephone, in person, letter, e-mail, online.")
    yield from silent(
        subject, "channels",
        what="in which ways one can complain",
        cure="“You can complain by telephone, in person, by letter, by e-mail or online.”",
    )  # fmt: skip
