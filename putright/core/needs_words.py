"""From the words of an adjustment to what it plainly means for letters. Nothing is guessed from a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.events import Need

LANGUAGES = {
    "sq": "Albanian", "am": "Amharic", "ar": "Arabic", "bn": "Bengali", "bg": "Bulgarian", "zh": "Chinese",
    "cs": "Czech", "nl": "Dutch", "fr": "French", "de": "German", "el": "Greek", "gu": "Gujarati", "hi": "Hindi",
    "hu": "Hungarian", "it": "Italian", "ku": "Kurdish", "lv": "Latvian", "lt": "Lithuanian", "ne": "Nepali",
    "ps": "Pashto", "fa": "Persian", "pl": "Polish", "pt": "Portuguese", "pa": "Punjabi", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "so": "Somali", "es": "Spanish", "sw": "Swahili", "ta": "Tamil",
    "ti": "Tigrinya", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "cy": "Welsh",
}  # fmt: skip
"""Languages that people ask for, by their code."""
_ALSO = {"cymraeg": "cy", "bangla": "bn", "farsi": "fa", "cantonese": "zh", "mandarin": "zh", "panjabi": "pa"}
_CODES = {name.casefold(): code for code, name in LANGUAGES.items()} | _ALSO

_MAIL = r"e-?mails?"
_PAPER = r"(?:post|letters?|paper|mail)"
_REFUSED = r"(?:do|does)(?: not|n['’]t)(?: use| have| read| send| want)?"
_NONE = rf"(?:no|not(?: by| via| on| use| through)?|never(?: by)?|nothing by|without|{_REFUSED})(?: an?| any)?"
_SMALL = r"(?! (?:before|after|until|in|with|without|unless|address)\b)"
_WRITING = r"writing|sending|posting|letters?|e-?mails?|post\b|(?:you|we) (?:write|send|post)"
_FIRST = rf"(?:first|before (?:any|{_WRITING}))"

PLAINLY: tuple[tuple[Need, str], ...] = (
    ("large_print", r"\b(?:large|larger|big|bigger)[- ]?(?:print|type|text|font|letters)\b"),
    ("large_print", r"\b(?:1[6-9]|[2-4]\d)[- ]?(?:pt|points?)\b"),
    ("easy_read", r"\beasy[- ]?read(?:ing)?\b|\bshort sentences\b|\bplain(?: and)? (?:words|english|language)\b"),
    ("no_email", rf"(?<![-\w]){_PAPER} only\b|\bonly (?:by |use |send )?{_PAPER}\b"),
    ("no_post", rf"\b{_MAIL} only\b|\bonly (?:by |use |send )?{_MAIL}\b"),
    ("call_first", rf"\b(?:ring|call|phone|telephone)(?: \w+){{0,3}} {_FIRST}"),
    ("interpreter", r"\binterpreters?\b|\binterpretation\b|\bsign language\b|\bbsl\b"),
    ("braille", r"\bbrail+e\b"),
    ("audio", r"\baudio\b|\bon (?:a )?(?:cd|tape)\b|\bas a recording\b"),
    ("screen_reader", r"\bscreen[- ]?readers?\b|\baccessible (?:pdfs?|e-?mails?)\b"),
)
"""What words plainly mean, unless they are negated."""
REFUSALS: tuple[tuple[Need, str], ...] = (
    ("no_email", rf"\b{_NONE} {_MAIL}\b{_SMALL}|\bno (?:internet|computer)\b"),
    ("no_post", rf"\b{_NONE} (?:post|letters?|paper)\b{_SMALL}|\bcan(?:no|['’])t read (?:post|letters|paper)\b"),
)
"""What says no by itself."""

_CLAUSE = re.compile(r"[.;:,!?\n]|\bbut\b|\bhowever\b|\binstead\b(?! of)", re.IGNORECASE)
_NOT = re.compile(
    r"(?:\b(?:no|never|nor|not(?! able| only))\b|(?<!\bca)n['’]t\b|\b(?:instead of|rather than|stop(?:ped)?)\b)"
    r"(?:(?!\b(?:without|unless|until|only|except|other)\b)[^.;])*$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"^\W*(?:\w+ ){0,3}?(?:(?:is|are|was|were) (?:not|no longer)|isn['’]t|aren['’]t|no longer|not)"
    r" (?:\w+ )?(?:needed|wanted|required|necessary)\b",
    re.IGNORECASE,
)
_IN_LANGUAGE = re.compile(
    rf"\b(?:in|into|reads?(?: only)?|only)\s+({'|'.join(_CODES)})\b"
    rf"|\b({'|'.join(_CODES)})\s+(?:letters?|translations?|versions?|only)\b|^\W*({'|'.join(_CODES)})\W*$",
    re.IGNORECASE,
)


def suggest(wording: str) -> tuple[tuple[Need, ...], str]:
    """The needs that a wording plainly means, and the code of the language it asks letters in.

    >>> suggest("Letters in large print, no e-mail please")
    (('large_print', 'no_email'), '')
    >>> suggest("Does not need large print any more"), suggest("Letters in Welsh")
    (((), ''), ((), 'cy'))
    """
    clauses = [" ".join(clause.split()) for clause in _CLAUSE.split(wording)]
    found = {need for clause in clauses for need in _needs(clause)}
    ordered = tuple(dict.fromkeys(need for need, _ in PLAINLY if need in found))
    return ordered, next((code for clause in clauses if (code := _language(clause))), "")


def _needs(clause: str) -> Iterator[Need]:
    for need, pattern in PLAINLY:
        if any(_meant(clause, match) for match in re.finditer(pattern, clause, re.IGNORECASE)):
            yield need
    for need, pattern in REFUSALS:
        match = re.search(pattern, clause, re.IGNORECASE)
        if match and not _NOT_AFTER.search(clause[match.end() :]):
            yield need


def _meant(clause: str, match: re.Match[str]) -> bool:
    return not _NOT.search(clause[: match.start()]) and not _NOT_AFTER.search(clause[match.end() :])


def _language(clause: str) -> str:
    match = _IN_LANGUAGE.search(clause)
    named = next(filter(None, match.groups()), "") if match and _meant(clause, match) else ""
    return _CODES.get(named.casefold(), "")
