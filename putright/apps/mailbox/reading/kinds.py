"""Telling people from programs (RFC 3834, RFC 5321, RFC 6522, RFC 8098).

A person taken for a program is a complaint that nobody reads. So: what is uncertain is a person's; words in a subject
or text prove nothing by themselves; and whether a person reads a message (`kind`) is another question than whether a
program may answer it (`silent`).
"""

from __future__ import annotations

import re

from putright.apps.mailbox.reading import bounces
from putright.apps.mailbox.reading.headers import Headers
from putright.apps.mailbox.reading.parts import Found
from putright.apps.mailbox.reading.phrases import AUTOMATIC_SUBJECT, MACHINE_BODY, MACHINE_SUBJECT
from putright.apps.mailbox.reading.shapes import Bounce, Kind

OUR_ID = re.compile(r"<(?:[A-Z0-9]{1,8}-\d{4}-\d{6,}\.[^\s<>@]+|receipt\.\d+\.[0-9a-f]{16})@([^\s<>@]+)>")
"""Our own Message-ID at our domain: of a letter (letters/sending/mail.py), or of a receipt (receipts.py)."""
NO_REPLY = re.compile(
    r"^(no|do|donot|not?)[-_.]?(not[-_.]?)?reply|^(nicht-?antworten|ne-?pas-?repondre|nepasrepondre|no-?responder|noreply)",
    re.IGNORECASE,
)
AUTOMATIC = {
    "x-autoreply": "X-Autoreply", "x-autorespond": "X-Autorespond", "x-autoresponder": "X-Autoresponder",
    "x-auto-reply": "X-Auto-Reply", "x-autoreply-from": "X-Autoreply-From", "x-mail-autoreply": "X-Mail-Autoreply",
    "x-amazon-auto-reply": "X-Amazon-Auto-Reply", "x-vacation": "X-Vacation",
}  # fmt: skip
"""Headers that only programs that answer by themselves write."""
HOPS = 60
"""Servers a message has passed, beyond which it goes in a circle (RFC 5321, 6.3, asks for a high number)."""
LABELLED = re.compile(
    r"^(when|where|who|what|join|time|location|accepted|declined|tentative|organi[sz]er|meeting id|passcode)\b|://",
    re.IGNORECASE,
)
"""Lines that calendars write round an invitation."""
Told = tuple[Kind, str, Bounce | None]


def kind(headers: Headers, sender: str, said: str, found: Found, ours: frozenset[str]) -> Told:
    """What kind of mail it is, why, and the bounce if it is one.

    `said` is the text without messages inside the message; `ours` our own addresses, in lower case.
    """
    if _own(headers, ours):
        return "own", "It is our own mail that came back to us.", None
    told = _report(headers, sender, found) or _bounce(headers, sender, said, found, ours)
    if told:
        return told
    signs: dict[Kind, str] = {
        "loop": _circle(headers, sender, ours),
        "list": _list(headers, sender, ours),
        "auto_reply": _automatic(headers, sender, said),
        "calendar": _bare_invitation(found, said),
    }
    found_sign = next(((told, why) for told, why in signs.items() if why), None)
    return (*found_sign, None) if found_sign else ("person", "Nothing shows that a program wrote it.", None)


def silent(headers: Headers, kind: Kind, sender: str, ours: frozenset[str]) -> str:
    """Why no program may answer the message (RFC 3834, section 2); empty if one may."""
    hush = re.search(r"\b(all|oof|autoreply)\b", headers.first("x-auto-response-suppress").lower())
    reasons = {
        "A program wrote it.": kind != "person",
        "It does not say who sent it.": "@" not in sender,
        "It comes from one of our own addresses.": sender in ours,
        "Its sender takes no answers.": bool(NO_REPLY.match(sender) or bounces.SERVERS.match(sender)),
        "It says that a program sent it.": headers.first("auto-submitted").lower().strip() not in {"", "no"}
        or _always(headers) != "",
        "Its envelope has no sender.": _no_return(headers),
        "It came to many (Precedence, List-Id).": _bulk(headers)
        or headers.has("list-id", "list-unsubscribe", "list-post", "mailing-list"),
        "It asks programs not to answer.": bool(hush),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def domains(ours: frozenset[str]) -> frozenset[str]:
    """The domains of our own addresses."""
    return frozenset(one.rpartition("@")[2] for one in ours)


def _own(headers: Headers, ours: frozenset[str]) -> bool:
    ids = [OUR_ID.fullmatch(one) for one in headers.ids("message-id")[:1]]
    at = [headers.first("x-putright").strip().lower(), *(one[1].lower() for one in ids if one)]
    return any(one and (not ours or one in domains(ours)) for one in at)


def _report(headers: Headers, sender: str, found: Found) -> Told | None:
    """A report in the agreed form: of a server, or of the program in which the mail was opened."""
    formal = headers.first("content-type").lower().startswith("multipart/report")
    if not formal and not bounces.SERVERS.match(sender) and not _no_return(headers):
        return None  # a person may pass a report on
    bounce, instead = bounces.from_report(headers, found)
    if bounce:
        words = (
            "could not be delivered" if bounce.permanent else "has not been delivered yet; the server goes on trying"
        )
        return "bounce", f"A mail server reports that our mail {words}.", bounce
    if instead:
        return "receipt", instead, None
    if any("disposition-notification" in one for one, _ in found.reports):
        return "receipt", "A mail program reports what became of our mail there (opened, or deleted unread).", None
    if formal and any(one == "message/feedback-report" for one, _ in found.reports):
        return "auto_reply", "A mail provider reports that somebody marked our mail as unwanted.", None
    return None


def _bounce(headers: Headers, sender: str, said: str, found: Found, ours: frozenset[str]) -> Told | None:
    bounce = bounces.from_words(headers, sender, said, found, ours)
    if bounce is None:
        return None
    words = "could not be delivered" if bounce.permanent else "has not been delivered yet"
    return "bounce", f"A mail server says, in words only, that our mail {words}.", bounce


def _circle(headers: Headers, sender: str, ours: frozenset[str]) -> str:
    if len(headers.all("received")) > HOPS:
        return f"It has passed more than {HOPS} servers."
    if any(one.strip().strip("<>").lower() in ours for one in headers.all("x-loop")):
        return "It says itself that it has been here before (X-Loop)."
    if sender in ours and _always(headers):
        return "One of our own addresses answered by itself."
    return ""


def _list(headers: Headers, sender: str, ours: frozenset[str]) -> str:
    """Why it comes from a list or a newsletter. A group address of the landlord is its own door, not a list."""
    home = domains(ours) | {
        one.email.rpartition("@")[2] for one in headers.people("delivered-to", "x-original-to", "envelope-to")
    }
    marks = " ".join(headers.all("list-id") + headers.all("list-post") + headers.all("mailing-list")).lower()
    if sender.rpartition("@")[2] in home or any(domain and domain in marks for domain in home):
        return ""
    if any(OUR_ID.fullmatch(one) for one in (*headers.ids("in-reply-to"), *headers.ids("references"))):
        return ""
    written_to = {one.email for one in headers.people("to", "cc")}
    if len(written_to) > 1 and not ours.isdisjoint(written_to):
        return ""  # somebody wrote to a list and to us
    if headers.has("list-id", "list-post", "mailing-list") and (_bulk(headers) or headers.has("list-unsubscribe")):
        return "It comes from a mailing list (List-Id)."
    if headers.has("list-unsubscribe") and (
        _bulk(headers) or headers.has("list-unsubscribe-post", "feedback-id", "x-campaign-id", "x-campaign")
    ):
        return "It is a newsletter (List-Unsubscribe)."
    return ""


def _automatic(headers: Headers, sender: str, said: str) -> str:
    """Why it is a program's answer: a header that says so, or a weaker one and the words of such an answer."""
    if always := _always(headers):
        return f"It says that a program answered by itself ({always})."
    weak, subject = _weak(headers, sender), headers.first("subject")
    answers = headers.has("in-reply-to", "references")
    words = ""
    if AUTOMATIC_SUBJECT.match(subject):
        words = "Its subject says that a program answered by itself"
    elif answers and MACHINE_SUBJECT.match(subject):
        words = "It answers a mail under the subject of an absence note"
    elif answers and (_no_return(headers) or _bulk(headers)) and MACHINE_BODY.search(said[:600]):
        words = "It answers a mail in the words of an absence note"
    return f"{words}, and {weak}." if words and weak else ""


def _always(headers: Headers) -> str:
    """The header by which a program says that it answered by itself; empty if none does."""
    submitted = headers.first("auto-submitted").lower()
    if submitted.startswith(("auto-replied", "auto-notified")):
        return "Auto-Submitted"
    for name, shown in AUTOMATIC.items():
        if headers.has(name) and headers.first(name).lower().strip() not in {"no", "false", "0", "none", ""}:
            return shown
    said = " ".join(headers.first(name).lower() for name in ("precedence", "x-precedence", "preference"))
    if re.search(r"auto[-_]?reply", said):
        return "Precedence"
    if (
        "autoresponder" in headers.first("x-post-messageclass").lower()
        or headers.first("delivered-to").lower() == "autoresponder"
    ):
        return "Autoresponder"
    return ""


def _weak(headers: Headers, sender: str) -> str:
    """A header that programs write and that people's mail may have as well, in words; empty if there is none."""
    suppress = re.search(r"\b(all|oof|autoreply)\b", headers.first("x-auto-response-suppress").lower())
    signs = {
        "a program sent it (Auto-Submitted)": headers.first("auto-submitted").lower().startswith("auto-"),
        "it asks programs not to answer (X-Auto-Response-Suppress)": bool(suppress),
        "its envelope has no sender": _no_return(headers),
        "it was sent in bulk (Precedence)": _bulk(headers),
        "its sender takes no answers": bool(NO_REPLY.match(sender) or bounces.SERVERS.match(sender)),
    }
    return next((sign for sign, holds in signs.items() if holds), "")


def _no_return(headers: Headers) -> bool:
    return any(re.fullmatch(r"\s*<\s*>\s*", one) for one in headers.all("return-path")[:1])


def _bulk(headers: Headers) -> bool:
    return any(
        one.strip().lower() in {"bulk", "junk", "list"}
        for one in headers.all("precedence") + headers.all("x-precedence")
    )


def _bare_invitation(found: Found, said: str) -> str:
    """Why it is a calendar entry that asks or answers, with nobody's own words in or beside it."""
    asking = [one for one in found.invitations if one.method]
    if not asking or any(one.from_somebody for one in asking):
        return ""
    theirs = " ".join(one.in_words() for one in asking)
    lines = [line.strip() for line in said.split("\n") if line.strip() and line.strip() not in theirs]
    own = " ".join(line for line in lines if not LABELLED.search(line))
    few = len(re.findall(r"[^\W\d_]+", own)) <= 3
    return "It is a calendar entry, or an answer to one, without a word from anybody." if few else ""
