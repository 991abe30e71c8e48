"""The way to the Ombudsman is direct: no designated person, and no waiting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from putright.core.letters.gate.base import Checked, Finding, rule

DIRECT_SINCE = date(2022, 10, 1)
"""From when nobody has to go through a designated person, or wait eight weeks (Building Safety Act 2022)."""
_NOT_YET = re.compile(
    r"\byou\s+(?:cannot|can\s?not|can['’]t|may\s+not|must\s+not|should\s+not|are\s+(?:not\s+able|unable)\s+to)\s+"
    r"(?:yet\s+)?(?:contact|ask|ring|call|write\s+to|speak\s+(?:to|with)|approach|turn\s+to|go\s+to|involve)\b"
    r"[^.;]{0,40}?\bombudsman\b[^.;]{0,40}?\b(?:until|unless|before|yet)\b"
    r"|\byou\s+(?:can|may)\s+only\s+(?:contact|ask|ring|call|write\s+to|speak\s+(?:to|with)|approach|turn\s+to|go\s+to|"
    r"involve)\b[^.;]{0,40}?\bombudsman\b[^.;]{0,40}?\b(?:once|after|when|if)\b"
    r"|\byou\s+(?:must|have\s+to|need\s+to)\b[^.;]{0,60}?\b(?:before|until)\s+(?:you\s+(?:can\s+|may\s+)?)?"
    r"(?:contact|ask|ring|call|writ|speak|approach|turn|go)\w*\b[^.;]{0,20}?\bombudsman\b",
    re.IGNORECASE,
)
_OLD_ROUTE = re.compile(
    r"\bdesignated (?:person|tenant panel|complaints? panel)\b|\b(?:8|eight)[ -]weeks?\b(?=[^.;]{0,120}?\bombudsman\b)"
    r"|\bombudsman\b[^.;]{0,120}?\b(?:8|eight)[ -]weeks?\b|\bdemocratic filter\b",
    re.IGNORECASE,
)


@rule(
    must=True,
    title="The way to the Ombudsman is direct",
    why="The Ombudsman helps at any time. The detour by a designated person, and the eight weeks, ended on "
    "1 October 2022; old templates keep them.",
)
def direct_access(checked: Checked) -> Iterator[Finding]:
    """Typed words that send somebody by the route that was abolished, or keep them from asking for help now."""
    if checked.on < DIRECT_SINCE:
        return
    for passage in checked.passages:
        for sentence in passage.sentences:
            if match := _NOT_YET.search(sentence):
                yield passage.found(
                    f"“{match[0]}”: the Ombudsman may be contacted for help at any time.",
                    sentence,
                    "Leave it out: the letter says when to turn to the Ombudsman, and for what.",
                )
            elif match := _OLD_ROUTE.search(sentence):
                yield passage.found(
                    f"“{match[0]}”: since 1 October 2022 residents go to the Ombudsman directly.",
                    sentence,
                    "Leave it out: the letter says how to reach the Ombudsman.",
                )
