"""The parts of a message, taken apart: what is text, what is a file, what is a server's report."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message

from putright.apps.mailbox.reading import calendar, html, names, plain, rtf, tnef
from putright.apps.mailbox.reading.characters import decoded, words
from putright.apps.mailbox.reading.content import content, content_type, lost_lines, mended, unwrapped
from putright.apps.mailbox.reading.headers import Headers, parameters
from putright.apps.mailbox.reading.shapes import Part

DEEPEST = 40
MOST = 500
"""Parts within one another, and in all, that are taken apart."""
MARKUP = {"text/html", "application/xhtml+xml", "text/x-amp-html", "text/watch-html", "text/xhtml"}
FILES = {
    "text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/csv", "text/xml", "text/css", "text/rtf",
    "text/javascript", "text/x-ms-iqy",
}  # fmt: skip
"""Texts that are files by nature."""
SEALS = {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-encrypted",
}
"""Signatures without words; the original keeps them."""
WRAPPED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}


class Beyond(Exception):
    """There are more parts than any mail program writes."""


@dataclass
class Found:
    """What has been found so far. `quoted` are the texts of messages inside the message, `reports` of mail servers."""

    texts: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    reports: list[tuple[str, str]] = field(default_factory=list)
    returned: list[Headers] = field(default_factory=list)
    invitations: list[calendar.Invitation] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    count: int = 0

    def file(self, name: str, body: bytes, kind: str, inline: bool = False) -> None:
        """One more file, under a name of its own."""
        self.files.append(Part(names.safe(name, kind, self.taken), body, kind, inline))

    def problem(self, said: str) -> None:
        """Something that could not be read, told once."""
        if said and said not in self.problems:
            self.problems.append(said)


def take(part: Message, found: Found, depth: int = 0) -> None:
    """Sort one part, and those inside it, into what has been found. Raises `Beyond`."""
    found.count += 1
    kind = content_type(part)
    if depth > DEEPEST or found.count > MOST:
        raise Beyond
    if kind in {"message/rfc822", "message/global", "message/news"}:
        _forwarded(part, found, depth)
    elif kind.startswith("message/"):
        _report(part, kind, found)
    elif part.is_multipart() or mended(part):
        _several(part, kind, found, depth)
    else:
        _leaf(part, "text/plain" if kind.startswith("multipart/") else kind, found)


def _several(part: Message, kind: str, found: Found, depth: int) -> None:
    if kind == "multipart/encrypted":
        found.problem(
            "The message is encrypted (PGP) and cannot be read here. Ask for it to be sent again unencrypted."
        )
    around = [lost_lines(part), part.preamble or "", part.epilogue or ""]
    if kind == "multipart/alternative":
        _alternative(part, found, depth)
    else:
        for one in part.get_payload():
            take(one, found, depth + 1)
    for said in around:
        text = decoded(said.encode("utf-8", "surrogateescape"))[0].strip()
        if words(text) and not re.search(r"multi-?part|MIME|OpenPGP|S/MIME", text[:300]):
            found.texts.append(text)


def _alternative(part: Message, found: Found, depth: int) -> None:
    """The same said in several ways: one of them, unless they say different things."""
    ways: list[str] = []
    for one in part.get_payload():
        before = len(found.texts)
        take(one, found, depth + 1)
        ways.append("\n\n".join(found.texts[before:]))
        del found.texts[before:]
    best = ""
    for way in ways:
        if words(way) <= words(best):
            continue
        best = way if words(best) <= words(way) else f"{best}\n\n{way}"
    found.texts += [best] if best else []


def _forwarded(part: Message, found: Found, depth: int) -> None:
    """A message inside the message: its words below ours, its files with ours."""
    inner = unwrapped(part)
    if inner is None:
        found.file(_name(part)[0], content(part)[0], "message/rfc822")
        return
    headers = Headers(inner)
    found.returned.append(headers)
    within = Found(taken=found.taken, count=found.count)
    take(inner, within, depth + 1)
    top = [
        f"{name}: {headers.first(name.lower())}"
        for name in ("From", "To", "Date", "Subject")
        if headers.has(name.lower())
    ]
    found.quoted.append("\n".join(["-" * 10, *top, "", *within.texts, *within.quoted]).strip())
    found.files += within.files
    found.count = within.count
    for said in within.problems:
        found.problem(said)


def _report(part: Message, kind: str, found: Found) -> None:
    """What a mail server or a mail program reports, as the lines it wrote."""
    body, problem = content(part)
    text, wrong = decoded(body)
    found.problem(problem or wrong)
    found.reports.append((kind, text))
    if text.strip():
        found.quoted.append(text.strip())


def _leaf(part: Message, kind: str, found: Found) -> None:
    name, attached = _name(part)
    body, problem = content(part)
    found.problem(problem)
    if kind in SEALS:
        return
    if kind in WRAPPED:
        _sealed(part, found)
    if (
        kind in {"application/ms-tnef", "application/vnd.ms-tnef"}
        or body.startswith(tnef.SIGNATURE)
        or name.lower() == "winmail.dat"
    ):
        _winmail(name, body, kind, found)
        return
    is_text = kind.startswith("text/") or kind in MARKUP
    if kind == "text/calendar":
        found.invitations.append(calendar.read(_decoded(part, body, found)))
    if kind == "text/rfc822-headers":
        _returned_headers(_decoded(part, body, found), found)
    elif is_text and kind not in FILES and not name and not attached:
        _text(part, kind, body, found)
    else:
        inline = kind.startswith("image/") and not attached and Headers(part).has("content-id")
        found.file(name, body, kind, inline)


def _text(part: Message, kind: str, body: bytes, found: Found) -> None:
    text = "\n".join(one for one in (lost_lines(part), _decoded(part, body, found)) if one)
    if plain.ARMOUR.search(text):
        found.problem(
            "The message is encrypted (PGP) and cannot be read here. Ask for it to be sent again unencrypted."
        )
    said = parameters(Headers(part).first("content-type"))
    if kind in MARKUP or re.match(r"\s*(<!doctype html|<html[\s>])", text, re.IGNORECASE):
        text = html.to_text(text)
    elif kind in {"text/enriched", "text/richtext"}:
        text = plain.untagged(text)
    elif said.get("format", "").lower() == "flowed":
        text = plain.flowed(text, said.get("delsp", "").lower() == "yes")
    text, files = plain.without_files(text)
    for file in files:
        found.file(file.name, file.body, file.type)
    if text.strip():
        found.texts.append(html.tidy(text))


def _winmail(name: str, body: bytes, kind: str, found: Found) -> None:
    inside = tnef.unwrap(body)
    if inside is None:
        found.problem("winmail.dat is damaged and could not be opened. It is kept as a file.")
        found.file(name or "winmail.dat", body, kind)
        return
    said = {"text/html": html.to_text, "text/rtf": rtf.to_text}
    known = words("\n".join(found.texts))
    for how, raw in inside.texts:
        text = html.tidy(said.get(how, str)(decoded(raw)[0]))
        if words(text) - known:
            found.texts.append(text)
            known |= words(text)
    for inner, file in inside.files:
        found.file(inner, file, "application/octet-stream")


def _sealed(part: Message, found: Found) -> None:
    if parameters(Headers(part).first("content-type")).get("smime-type", "").lower() == "signed-data":
        found.problem("The message is wrapped in a signature (S/MIME) and cannot be read here. It is kept as a file.")
    else:
        found.problem(
            "The message is encrypted (S/MIME) and cannot be read here. Ask for it to be sent again unencrypted."
        )


def _returned_headers(text: str, found: Found) -> None:
    """The headers of mail that came back without its text."""
    message = Message()
    for name, value in re.findall(r"^([!-9;-~]+):[ \t]*(.*)$", re.sub(r"\n[ \t]+", " ", text), re.MULTILINE):
        message[name] = value
    found.returned.append(Headers(message))
    found.quoted.append(text.strip())


def _decoded(part: Message, body: bytes, found: Found) -> str:
    text, problem = decoded(body, parameters(Headers(part).first("content-type")).get("charset", ""))
    found.problem(problem)
    return text


def _name(part: Message) -> tuple[str, bool]:
    """What a part is called, and whether it was attached rather than shown."""
    headers = Headers(part)
    disposition, kind = headers.all("content-disposition"), headers.all("content-type")
    name = next((parameters(one).get("filename", "") for one in disposition), "")
    name = name or next((parameters(one).get("name", "") for one in kind), "")
    return name, bool(disposition) and disposition[0].strip().lower().startswith("attachment")
