"""Plain text: lines that flow (RFC 3676), files written into it (uuencode), a few tags (RFC 1896)."""

from __future__ import annotations

import binascii
import re

from putright.apps.mailbox.reading.shapes import Part

UUENCODED = re.compile(
    r"^begin[ -][0-7]{3,4} ([^\n]{1,200})\n((?:[\x20-\x60]{2,65} ?\n)+)(?:[ `]?\n)?end[ ]*$", re.MULTILINE
)
ARMOUR = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)
TAGS = re.compile(r"<(?:/?[A-Za-z][A-Za-z-]{0,30}|param>[^<]{0,200}</param)>")


def flowed(text: str, joined: bool) -> str:
    """Lines put together that were broken for width only. `joined`: the space at the break is no part of the text."""
    found: list[str] = []
    depth_before, open_before = 0, False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        bare = line[depth:].removeprefix(" ")
        flows = bare.endswith(" ") and bare != "-- "
        said = bare[:-1] if flows and joined else bare
        if open_before and depth == depth_before:
            found.append(said)
        else:
            found.append(("\n" if found else "") + ">" * depth + (" " if depth else "") + said)
        depth_before, open_before = depth, flows
    return "".join(found)


def without_files(text: str) -> tuple[str, list[Part]]:
    """The text, and the files that were written into it as letters and signs. A damaged one stays in the text."""
    files: list[Part] = []

    def taken(match: re.Match[str]) -> str:
        try:
            body = b"".join(_line(line) for line in match[2].splitlines())
        except (binascii.Error, ValueError):
            return match[0]
        files.append(Part(match[1], body, "application/octet-stream"))
        return f"[{match[1].strip()}]"

    return UUENCODED.sub(taken, text), files


def _line(line: str) -> bytes:
    """The bytes of one line of a file; a line that is too short for what it says is damaged."""
    if len(line) - 1 < ((ord(line[0]) - 32) & 63) * 4 // 3 - 2:
        raise ValueError(line)
    return binascii.a2b_uu(line.rstrip(" ") or "`")


def untagged(text: str) -> str:
    """The words of text/enriched."""
    return TAGS.sub("", text.replace("<<", "\0")).replace("\0", "<")
