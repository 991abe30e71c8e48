"""The way to the Ombudsman is direct: no designated person, and no waiting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from putright.core.letters.gate.base import Checked, Finding, rule

DIRECT_SINCE = date(2022, 10, 1)
"""From when nobody has to go through a designated person, or wait eight weeks (Building Safety Act 2022)."""
_OLD_ROUTE = re.compile(
    r"\bdesignated (?:person|tenant panel|complaints? panel)\b|\b(?:8|eight)[ -]weeks?\b(?=[^.;]{0,120}?\bombudsman\b)"
    r"|\bombudsman\b[^.;]{0,120}?\b(?:8|eight)[ -]weeks?\b|\bdemocratic filter\b",
    re.IGNORECASE,
)


@rule(
    must=True,
    title="The way to the Ombudsman is direct",
    why="The detour by a designated person, and the eight weeks, ended on 1 October 2022; old templates keep them.",
)
def direct_access(checked: Checked) -> Iterator[Finding]:
    """Typed words that send somebody by the route that was abolished."""
    if checked.on < DIRECT_SINCE:
        return
    for passage in checked.passages:
        for sentence in passage.sentences:
            if match := _OLD_ROUTE.search(sentence):
                yield passage.found(
                    f"“{match[0]}”: since 1 October 2022 residents go to the Ombudsman directly.",
                    sentence,
                    "Leave it out: the letter says how to reach the Ombudsman.",
                )
