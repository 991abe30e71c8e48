"""Nobody has to give a reason for asking for stage 2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.letters import claims
from putright.core.letters.gate.base import Checked, Finding, rule

_WHY = r"[^.;]{0,60}?\b(?:why|reasons?|grounds?|explain\w*|evidence|justif\w+)\b"
_DEMANDS = re.compile(
    rf"\byou\s+(?:must|need\s+to|have\s+to|should|are\s+(?:required|asked|expected)\s+to){_WHY}"
    rf"|\b(?:only\s+if|unless)\s+you{_WHY}"
    r"|\bto\s+(?:escalate|appeal|go\s+to\s+stage|ask\s+for\s+(?:a\s+review|stage))\b[^.;]{0,30}?\bplease\s+"
    rf"(?:set\s+out|explain|state|give|provide|specify|outline){_WHY}"
    r"|\bonly\s+(?:be\s+)?(?:consider|accept|grant|take|taken|look)\w*\b[^.;]{0,40}?\b(?:where|if|when)\b[^.;]{0,40}?"
    r"\b(?:new|further|fresh|additional|good|valid|clear)\s+(?:evidence|information|reasons?|grounds?)\b"
    rf"|\brequests?\b[^.;]{{0,30}}?\b(?:must|should|has\s+to|have\s+to|needs?\s+to){_WHY}",
    re.IGNORECASE,
)


@rule(
    must=True,
    title="No reason is demanded for stage 2",
    why="The Code lets people ask without a reason; it is for the landlord to find out why they are still unhappy.",
)
def reason_demanded(checked: Checked) -> Iterator[Finding]:
    """Typed words that make the next stage depend on a reason."""
    for passage in checked.passages:
        for sentence in passage.sentences:
            if claims.of_next(sentence) and _DEMANDS.search(sentence):
                yield passage.found(
                    "Stage 2 may be asked for without a reason.",
                    sentence,
                    "Write: “You need not give a reason. If you tell us what is still wrong, we can look at it.”",
                )
