"""The words by which a time is known: what it is for, from when it counts, whose stage it is, and where it is none."""

from __future__ import annotations

import re

from putright.core.reading.words import pattern

ACKNOWLEDGED = "acknowledge"
OTHER = "other"
_KINDS = {
    ACKNOWLEDGED: (
        r"acknowledg\w*", r"let \w+ know (?:that )?(?:we|they)(?: have|['’]ve) (?:it|received)",
        r"confirm\w* (?:that )?(?:we(?: have|['’]ve) (?:it|received)|your request|receipt)",
        r"confirmation that we(?: have|['’]ve) received",
    ),
    "request": (
        r"ask (?:us )?(?:for|that|to)\b[^.]{0,60}?(?:review|escalat\w*|stage (?:2|two))",
        r"must (?:ask for (?:this|it)|request (?:this|it))", r"you must do (?:this|so)",
        r"requests?(?: (?:for|to) [^.,]{0,40})? "
        r"(?:is|was|(?:must|should|needs? to|ha(?:s|ve) to) be) (?:received|made|submitted|sent)",
        r"to request\b[^.]{0,80}\bcontact (?:our|the) [\w ]{1,60}",
        r"(?:to|can|may|must|should|you|they|and|or) request\b"
        r"[^.]{0,60}?(?:review|escalat\w*|stage (?:2|two)|investigation)",
        r"(?:make|send|submit) (?:\w+ )?request",
        r"\b(?:can|may|must|should|like to|wish to) appeal\b", r"right to (?:appeal|escalate)",
        r"\byou (?:can|may|must|should) escalate\b[^.]{0,50}", r"^\s*(?:in which )?to (?:appeal|ask|escalate)",
        r"(?:unhappy|dissatisfied|not (?:happy|satisfied))\b[^.]{0,80}(?:tell us|let us know|contact us)",
    ),
    "respond": (
        r"respon(?:d|se)\w*", r"repl(?:y|ies|ied)", r"answer(?:ed)?\b", r"decision", r"resolve[ds]?\b",
        r"resolution\b", r"\binvestigat(?:ed|ions?)\b", r"(?:provide|with) (?:the|their|our|an) outcome",
    ),
    "dispose": (
        r"\b(?:records?|files?)\b[^.]{0,60}\b(?:kept|held|stored)\b", r"\bkeep what\b", r"\bretain(?:ed)?\b",
        r"\bkeep [^.]{0,30}\b(?:records?|files?)\b",
    ),
    OTHER: (
        r"\b(?:contact|call|phone|ring|speak (?:to|with)) (?:you|them|the \w+)\b", r"\b(?:meet|visit|wait)\b",
        r"\bombudsman", r"\bcomplex \w+", r"\b(?:not|n['’]t) (?:hear|heard|receiv\w+)\b[^,.]{0,30}",
        r"(?:begin|start|for)\w* (?:an? |our |the )?(?:full )?investigations?",
    ),
}  # fmt: skip
KINDS = {name: pattern(*texts) for name, texts in _KINDS.items()}
"""By what words a time is for something. The nearest before it counts; `other` is what no clock is for."""
HEAR = pattern(r"\bhear from us\b")
"""An answer, where no other word says what is heard."""
_STARTS = (
    ("response_received", (
        r"response (?:being |is |was )?received", r"(?:response|answer) reach\w*",
        r"receiv\w+ (?:of )?(?:our|the|your) [^,.]{0,30}(?:response|answer|decision)",
    )),
    ("acknowledgement", (r"acknowledg", r"confirm(?:ing)? (?:that )?we(?: have|['’]ve)")),
    # A stage is completed by its answer.
    ("sent", (
        r"stage (?:1|one) [^,.]{0,30}complet", r"(?:response|answer|letter) (?:being |is |was )?(?:sent|issued)",
        r"send you our answer",
        r"date (?:of|on) (?:our|the|your|this) (?:[\w ]{0,25}\b)?(?:response|letter|decision|reply)",
    )),
    ("escalated", (r"being escalated", r"take up your request", r"date of escalation")),
    ("request", (r"request", r"ask for stage (?:2|two)", r"\bappeal")),
    ("next_working_day", (r"next working day", r"working day after")),
    ("closed", (r"complet", r"clos(?:ed|ing|ure)")),
    ("receipt", (r"receipt", r"receiv", r"reaching us", r"reaches us")),
)  # fmt: skip
STARTS = tuple((name, pattern(*texts)) for name, texts in _STARTS)
"""By what words a time counts from something; the first that fits."""
CLAUSE = re.compile(
    r"[\s,]*(?:(?:at most|to ask),?\s+|(?:\w+\s+){0,2}?)?(?:of|from|after|following)\s+((?:(?! and )[^,.;])*)",
    re.IGNORECASE,
)
"""What a time counts from, right after it."""

# ---- where a time is none, or more time -----------------------------------------------------

CAP = re.compile(r"(?:never later than|exceed\w*(?: more than)?)\s*$", re.IGNORECASE)
"""Before a time that is only the most that there is."""
INSTEAD = re.compile(r"\b(?:days?|weeks?|months?)\s*(?:\(|\(?or)\s*(?:up to |within )?$", re.IGNORECASE)
"""Before a time that stands for another in some cases: ten working days, or 20."""
RUNS = re.compile(r"\s+(?:starts?|begins?|runs?|counts?|(?:is|are) counted)\b", re.IGNORECASE)
"""After a time that was given before: the 10 working days start."""
ELSEWHERE = re.compile(
    r"(?:(?! and | with | how | right )[^,.;])* to (?:ask|approach|bring|complain|contact|escalate|go|refer|take)\b"
    r"[^,.;]*\bombudsman", re.IGNORECASE,
)  # fmt: skip
"""After a time for going to the Ombudsman."""
FURTHER = re.compile(
    r"(?:further|additional|another|extra"
    r"|\b(?:exten[ds]|delay)\w* (?:(?!\bif\b|\bwhen|\bunless)[^.]){0,60}?\b(?:by|of|for|be|exceed|than)"
    r"(?: (?:up to|no more than|not more than|at most|a maximum of|more than))?)\s*$", re.IGNORECASE,
)  # fmt: skip
"""Before more time."""
MORE = re.compile(r"\s+(?:more|longer)\b", re.IGNORECASE)
"""After more time."""
KEPT_FOR = re.compile(r"\bfor (?:(?:up to|at least|a (?:minimum|maximum|period) of) )*$", re.IGNORECASE)
"""Before the time that records are kept."""

# ---- which part of a sentence is about a time -----------------------------------------------

AGAIN = pattern(
    r"^(?:they|this|that|it|these|you must)\b", r"\b(?:provide|send|give|do|issue|complete) (?:this|it|that)\b"
)
"""In a sentence that speaks of what the one before it did."""
SAME = re.compile(
    r"(?:[\s,;()–-]|\b(?:stage|one|two|[12]|at|for|in|and|or|then|within|up|to|complaints?)\b)*", re.IGNORECASE
)  # fmt: skip
"""All that is between two times for the same: and 20 working days at stage 2."""
NEXT = re.compile(r"\s*,?\s*(?:and|but)\b", re.IGNORECASE)
"""After a time, where something else follows."""
TO = re.compile(r"\s*(?:in which )?to .{0,25}", re.IGNORECASE)
"""After a time that is there to do something."""
LEADS = re.compile(r",\s*(?:within|in|by)\s*$", re.IGNORECASE)
LED = re.compile(r"\s*,?\s*(?:we|you|your|our|the|an?|it)\b", re.IGNORECASE)
"""Before and after a time that opens a part of its sentence: if you ask for it, within 5 working days we reply."""
OURS = re.compile(r"\s*(?:we|our|they|it|the|an?)\b", re.IGNORECASE)
"""What begins a part of a sentence that is not about what the complainant does."""

# ---- whose stage ----------------------------------------------------------------------------

AT_STAGE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:to (?:respond|reply|answer) )?"
    r"(?:at|for|in|during|to) (?:an? |our |the |your |all )?(stage (?:one|two|[12]))\b", re.IGNORECASE,
)  # fmt: skip
"""After a time: at stage 2."""
IN_STAGE = re.compile(
    r"(?:^|[,;:] (?:and )?)(?:(?:at|in|during|for) (?:an? )?)?stage (?:one|two|[12])\b"
    r"|\b(?:escalat|mov|go|tak|progress)\w* [^.,;]{0,40}\bto stage (?:two|2)\b", re.IGNORECASE,
)  # fmt: skip
"""A stage that a sentence, or a part of it, begins with or goes to."""
AS_AT = re.compile(r"\b(?:as|like|unlike|than) (?:with |at |for )?(?:an? )?stage (?:one|two|[12])\b", re.IGNORECASE)
"""A stage that another is only compared with."""
UNHAPPY_WITH_1 = re.compile(
    r"(?:\bunhappy|dissatisfied|\bnot (?:happy|satisfied|agree)|n['’]t (?:happy|satisfied|agree))"
    r"[^.,:;]{0,60}\bstage (?:1|one)\b(?!.*\bstage\b)", re.IGNORECASE | re.DOTALL,
)  # fmt: skip
"""Who is not content with stage 1 is at stage 2."""
REVIEW = pattern(r"\breview\b", r"your request", r"\bescalat")
OF_REVIEW = pattern(
    r"\b(?:your|the|their|any) (?:\w+ )?request (?:for an? (?:\w+ )?(?:review|escalation)|to escalate)",
    r"\bescalation request",
)
ESCALATED = pattern(r"\bescalat")
"""What is reviewed, asked to be, or escalated is at stage 2."""

# ---- what is said of more time --------------------------------------------------------------

LONGER = pattern(
    r"\bextension", r"\bextend", r"additional time", r"more time", r"longer (?:time|period)", r"needs? longer",
    r"takes? longer", r"extra time", r"unable to (?:conclude|complete|respond|answer)",
    r"not (?:be )?able to (?:meet|respond|answer|reply)",
    r"\b(?:time\w*|deadlines?|targets?|dates?) [^.]{0,30}(?:cannot|can not|not) be met",
    r"exceed (?:the|this|these|our) (?:time\w*|deadline|target)", r"reasons? for (?:any|the) delay",
    r"(?:another|further) \w+ (?:working )?days", r"days\b[^.]*\.\s+if (?:this|that|it) is(?: not|n['’]t) possible",
)  # fmt: skip
SO = re.compile(r"(?:if (?:that|this|so|we do)|in (?:this|these|such) cases?|where this|this will)\b", re.IGNORECASE)
"""What a sentence begins with that goes on about the one before it."""
SAID = {
    "agreed": pattern(r"\bagree(?:d|s|ment)?\b(?! with \w+ how often| time)(?![^.]*\b(?:intervals?|how often)\b)"),
    "reasons": pattern(
        r"(?<!good )reasons?\b(?! to extend)", r"\bexplain", r"\bexplanation",
        r"\b(?:say|tell \w+|communicate|let \w+ know) why", r": why\b",
    ),
    "ombudsman": pattern(r"\bombudsman", r"who can help you from outside"),
}  # fmt: skip
