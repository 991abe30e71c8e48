"""What a sentence claims about the procedure: that an answer will come, or that somebody has to ask for stage 2.

What stops a letter rests on these, so they take only what can hardly mean anything else.
"""

from __future__ import annotations

import re

_WILL = r"(?:['’]ll|['’]re| will| shall| aim| expect| hope| intend| plan| should| can| are)"
_ANSWER = r"(?:response|answer|reply)"
_COMING = re.compile(
    rf"\bwe{_WILL}\b[^.;]{{0,40}}?\b(?:answer|respond|reply)\b(?!\s+from\b)(?!\s+to\s+(?!you\b|your\s+complaint\b))"
    rf"|\bwe{_WILL}\b[^.;]{{0,30}}?\b(?:let you (?:know|have)|tell you|give you|send you|back to you with)\b"
    r"[^.;]{0,10}?\bdecision\b(?!\s+(?:of|on|about|from)\b)"
    r"|\byou(?:['’]ll| will| should)\s+(?:have|get|receive|hear)\s+(?:the|our|a)\s+(?:final\s+|full\s+)?decision\b"
    r"(?!\s+(?:of|on|about|from)\b)"
    r"|\byou(?:['’]ll| will| should| can)?\s+(?:have|get|receive|expect|hear)\b"
    rf"[^.;]{{0,30}}?\b{_ANSWER}\b(?!\s+from\b)"
    rf"|\b(?:our|your|full|final|written|formal)\s+(?:\w+\s+){{0,2}}?{_ANSWER}\s+"
    r"(?:is|will|would|by|on|within|due|follows)\b"
    rf"|\b(?:decision|outcome)\s+(?:on|of)\s+your\s+complaint\b|\bour\s+final\s+decision\b",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\b(?:update|progress|visit|inspect\w*|survey\w*|appointment|acknowledge\w*)\b", re.IGNORECASE)
_WITH_IT = r"with\s+(?:this|it|our|the\s+(?:answer|response|decision|outcome|letter))\b"
_NEXT = re.compile(
    r"\bstage (?:2|two)\b|\bescalat\w+|\bnext stage\b|\bfor\s+(?:a\s+)?review\b(?!\s+of\b)"
    r"|\breview\s+(?:of\s+)?(?:your\s+complaint|our\s+\w+|the\s+(?:decision|answer|response))\b|\bappeal\b"
    rf"|\b(?:unhappy|dissatisfied|not\s+(?:happy|satisfied)|disagree)\b(?:\s+{_WITH_IT}|\s*(?:[.,;:]|$))"
    r"|\btake\s+(?:it|this|your\s+complaint)\s+further\b",
    re.IGNORECASE,
)
_ASKING = r"(?:ask|request|tell\s+us|contact\s+us|write\s+to\s+us|let\s+us\s+know|reply|come\s+back|escalate|appeal)"
_ASKS = re.compile(
    rf"\byou\b[^.;]{{0,60}}?\b{_ASKING}\b|\bplease\s+{_ASKING}\b|^\W*{_ASKING}\b"
    r"|\brequests?\b[^.;]{0,40}?\b(?:must|should|has\s+to|have\s+to|needs?\s+to)\b",
    re.IGNORECASE,
)
_WE_DO = re.compile(
    r"\bwe(?:['’]ll| will| shall| aim to)?\s+(?:then\s+)?(?:answer|respond|reply|acknowledge|write)\b", re.IGNORECASE
)


def of_an_answer(sentence: str) -> bool:
    """Whether it says that, and so perhaps when, the complaint will be answered."""
    return bool(_COMING.search(sentence) and not _OTHER.search(sentence))


def of_next(sentence: str) -> bool:
    """Whether it speaks of the next stage, or of being unhappy with the answer."""
    return bool(_NEXT.search(sentence))


def of_asking(sentence: str) -> bool:
    """Whether it says that, and so perhaps until when, the complainant has to ask for the next stage."""
    return bool(of_next(sentence) and _ASKS.search(sentence) and not _WE_DO.search(sentence))
