"""Characters: what bytes mean, and what no text of a message may hold."""

from __future__ import annotations

import codecs
import re

MEANT = {
    "ascii": "cp1252",
    "ansi-x3.4-1968": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks-c-5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "big5": "big5hkscs",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "unicode-1-1-utf-7": "utf-7",
    "utf8": "utf-8",
    "iso-2022-jp": "iso-2022-jp-2",
    "cp-850": "cp850",
}
"""What mail programs mean by a name (WHATWG Encoding Standard, "Names and labels", for most): the wider set."""
NO_CHARSET = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
"""Python decodes these too; no message is written in them."""
MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
WESTERN = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060-\u2069\u202a-\u202e\ufeff\U000e0000-\U000e007f]"
)
"""Controls, overrides of direction, and what takes no room. Joiners and direction marks (U+200C to U+200F) stay: Urdu,
Persian and emoji need them."""
HALVES = re.compile(r"[\ud800-\udfff]")


def decoded(body: bytes, declared: str = "") -> tuple[str, str]:
    """The text of these bytes, and what was wrong with what they were said to be; empty if nothing was."""
    named = _charset(declared)
    marked = next((name for mark, name in MARKS if body.startswith(mark)), "") or _wide(body)
    text = _strictly(body, marked)
    if text is None and named.startswith(("utf-16", "utf-32")) and 0 not in body:
        text = _strictly(body, "utf-8")
    if text is None and named in {"cp1252", ""}:
        text = _strictly(body, "iso-2022-jp-2" if b"\x1b$" in body else "utf-8")
    if text is None and named:
        text = _strictly(body, named)
    if text is not None:
        unknown = declared and not named
        return clean(
            text
        ), f"The character set {declared[:40]!r} is not known." if unknown and not body.isascii() else ""
    said = f"The text is not in the character set it names ({declared[:40]})." if declared else ""
    return clean(_whatever(body)), said or "The text names no character set and had to be guessed."


def clean(text: str) -> str:
    """The text with one kind of line end and without characters that cannot be stored or that hide others."""
    return HALVES.sub("\ufffd", UNSEEN.sub("", BREAKS.sub("\n", text)))


def one_line(text: str) -> str:
    """The text in one line, as a subject or a name is shown."""
    return " ".join(clean(text).split())


def words(text: str) -> set[str]:
    """The words of a text, for telling whether another text has them all. Scripts without spaces: each character."""
    return set(
        re.findall(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]|[^\W_]+", text.casefold())
    )


def _charset(declared: str) -> str:
    """What Python calls the declared character set; empty if it does not know it."""
    name = re.sub(r"[^a-z0-9.-]", "", declared.partition("*")[0].lower().replace("_", "-"))[:40]
    name = MEANT.get(name, name)
    try:
        "".encode(name)
    except (LookupError, UnicodeError):
        return ""
    return "" if name in NO_CHARSET else name


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name) if name else None
    except (UnicodeError, LookupError):
        return None


def _wide(body: bytes) -> str:
    """UTF-16 that says so nowhere: every other byte of the beginning is nothing."""
    start = body[:200]
    if len(start) < 8 or start.count(0) < len(start) * 0.4:
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _whatever(body: bytes) -> str:
    """Text out of any bytes: UTF-8 with faults where most of it is UTF-8, otherwise Western European."""
    text = body.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    if faults < sum(character > "\x7f" for character in text) - faults:
        return text
    return body.decode("latin-1").translate(WESTERN)
