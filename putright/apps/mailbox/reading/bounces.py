"""What a mail server says about mail of ours: in the agreed form (RFC 3464), or in words only."""

from __future__ import annotations

import re

from putright.apps.mailbox.reading.characters import one_line
from putright.apps.mailbox.reading.headers import ADDRESS, Headers, unique
from putright.apps.mailbox.reading.parts import Found
from putright.apps.mailbox.reading.phrases import DELAYED, GIVEN_UP, UNDELIVERED
from putright.apps.mailbox.reading.shapes import Action, Bounce

SERVERS = re.compile(
    r"^(mailer-?daemon|postmaster|mail-?daemon|mdaemon|maildaemon|daemon|mail\.?delivery|mail-delivery-(system|subsystem)"
    r"|mailadmin|smtp-?gateway|microsoftexchange[0-9a-f]+|bounce[sd]?|ndr|noreply-mailer|autobounce)([+.=-].*)?@"
)
STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
REPLY = re.compile(r"(?<![\d.:-])([45]\d\d)(?=[\s:-][ ]?\S)")
BELOW = re.compile(
    r"^[^\w\n]*("
    r"((this|below this line) is a copy of|a copy of|(the following is )?the original|original) "
    r"(the |your )?(message|mail)"
    r"|(the )?headers of the (original )?message|returned (mail|message)|message headers? follow|message-id:)",
    re.IGNORECASE | re.MULTILINE,
)
"""Where the words of the server end and our own come back."""
REPORTS = {"message/delivery-status", "message/global-delivery-status"}
WIDEST = 4_000
"""Characters in which a server says what happened."""


def from_report(headers: Headers, found: Found) -> tuple[Bounce | None, str]:
    """What a report in the agreed form says: the bounce, or what it tells instead. Both empty: no such report."""
    blocks = [block for kind, text in found.reports if kind in REPORTS for block in _blocks(text)]
    each = [block for block in blocks if "action" in block or "final-recipient" in block]
    if not each:
        return None, ""
    bad = [block for block in each if _action(block) == "failed"]
    late = [block for block in each if _action(block) == "delayed"]
    if not bad and not late:
        return None, f"A mail server reports that our mail was {one_line(each[0].get('action', 'passed on'))}."
    chosen = bad or late
    whole = {name: value for block in reversed(blocks) for name, value in block.items()}
    return Bounce(
        failed=unique(_recipient(block) for block in chosen),
        status=next((match[0] for block in chosen if (match := STATUS.search(block.get("status", "")))), ""),
        action="failed" if bad else "delayed",
        original=_original(found, "") or _id(whole.get("x-original-message-id", "")) or _thread(headers),
        diagnostic=next(
            (one_line(block["diagnostic-code"])[:1000] for block in chosen if "diagnostic-code" in block), ""
        ),
    ), ""


def from_words(headers: Headers, sender: str, said: str, found: Found, ours: frozenset[str]) -> Bounce | None:
    """What a server says in words. Its sender, its envelope or a header of its own must say that it is a server."""
    subject = headers.first("subject")
    named = unique(person.email for person in headers.people("x-failed-recipients"))
    above = BELOW.split(said[: 5 * WIDEST], maxsplit=1)[0]
    top = (above if above.strip() else said)[:WIDEST]
    returned = re.sub(r"^Return-Path:\s*", "", "".join(headers.all("return-path"))[:200]).strip()
    server = bool(SERVERS.match(sender)) or headers.has("x-ms-exchange-message-is-ndr")
    told = UNDELIVERED.search(subject) or DELAYED.search(subject)
    told_below = UNDELIVERED.search(top) or DELAYED.search(top)
    if not (named or (server and (told or told_below)) or (returned == "<>" and told and not _answer(subject))):
        return None
    return Bounce(
        failed=named or _addresses(top, ours | {sender}),
        status=next(iter(STATUS.findall(top)), ""),
        action=_told_action(subject, top),
        original=_original(found, said) or _thread(headers),
        diagnostic=_diagnostic(top),
    )


def _blocks(text: str) -> list[dict[str, str]]:
    """The blocks of fields in a report, names in lower case."""
    found = []
    for block in re.split(r"\n\s*\n", re.sub(r"\n[ \t]+(?=\S)", " ", text)):
        fields: dict[str, str] = {}
        for name, value in re.findall(r"^([A-Za-z][A-Za-z-]{1,60}):[ \t]*(.*)$", block, re.MULTILINE):
            fields.setdefault(name.lower(), value.strip())
        found += [fields] if fields else []
    return found


def _action(block: dict[str, str]) -> str:
    """failed, delayed, or anything else; told by the status where the action is missing."""
    word = re.match(r"[a-z]*", block.get("action", "").lower())
    said = word[0] if word else ""
    return said or {"5": "failed", "4": "delayed"}.get(block.get("status", "")[:1], "")


def _recipient(block: dict[str, str]) -> str:
    """The address we wrote to, or else the one it ended at."""
    for name in ("original-recipient", "final-recipient"):
        match = ADDRESS.search(block.get(name, "").partition(";")[2] or block.get(name, ""))
        if match:
            return match[0].lower()
    return ""


def _told_action(subject: str, top: str) -> Action:
    late = DELAYED.search(subject) or (DELAYED.search(top) and not GIVEN_UP.search(top))
    return "delayed" if late and not UNDELIVERED.search(subject) else "failed"


def _addresses(top: str, without: frozenset[str]) -> tuple[str, ...]:
    """The addresses a server names: those that stand alone in a line, or else all."""
    alone = re.findall(rf"^[\s*>]*<?({ADDRESS.pattern})>?(?=[\s:.,]*$|:|\s*\()", top, re.MULTILINE)
    every = alone or ADDRESS.findall(top)
    return unique(
        one.lower().strip(".'")
        for one in every
        if one.lower().strip(".'") not in without and not SERVERS.match(one.lower())
    )


def _diagnostic(top: str) -> str:
    """The line that gives the reason: with a status, with a reply code, or the first that says so in words."""
    lines = [one_line(line) for line in top.split("\n")]
    for pattern in (STATUS, REPLY, UNDELIVERED, DELAYED):
        for line in lines:
            if pattern.search(line):
                return line[:1000]
    return ""


def _thread(headers: Headers) -> str:
    """What the report says it answers."""
    return next(iter((*headers.ids("in-reply-to"), *reversed(headers.ids("references")))), "")


def _original(found: Found, said: str) -> str:
    """The Message-ID of the mail that came back."""
    inside = next((ids[0] for one in found.returned if (ids := one.ids("message-id"))), "")
    return inside or _id(next(iter(re.findall(r"^[> \t]*Message-ID:\s*(\S+)", said, re.MULTILINE | re.IGNORECASE)), ""))


def _id(said: str) -> str:
    match = re.search(r"<?([^\s<>]{1,400}@[^\s<>]{1,400})>?", said)
    return f"<{match[1]}>" if match else ""


def _answer(subject: str) -> bool:
    """Whether the subject is that of an answer or of something passed on: then a person wrote it."""
    return (
        re.match(r"\s*(re|fwd?|aw|wg|sv|vs|odp|pd|rv|tr|enc|ynt|antw)\s*(\[\d+\])?\s*:", subject, re.IGNORECASE)
        is not None
    )
