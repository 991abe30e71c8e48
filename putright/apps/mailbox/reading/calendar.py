"""Invitations and the answers to them (RFC 5545, RFC 5546)."""

from __future__ import annotations

import re
from dataclasses import dataclass

SERVICE = re.compile(
    r"teams\.microsoft|meet\.google|zoom\.us|webex|join (the|on|with)|meeting id|passcode|dial.in", re.IGNORECASE
)
"""Lines that a conference service puts into an invitation."""


@dataclass(frozen=True)
class Invitation:
    """What a calendar part says: how it is meant (REQUEST, REPLY, CANCEL...; empty for a mere file), and its words."""

    method: str
    summary: str
    where: str
    start: str
    said: str

    def in_words(self) -> str:
        """The invitation as lines of text."""
        return "\n".join(line for line in (self.summary, self.start, self.where, self.said) if line)

    @property
    def from_somebody(self) -> str:
        """What its writer said in it, without the lines of a conference service."""
        lines = [line for line in self.said.split("\n") if not SERVICE.search(line)]
        return "\n".join(line for line in lines if re.search(r"[^\W\d_]{2}", line) and "://" not in line).strip()


def read(text: str) -> Invitation:
    """The first event of a calendar."""
    lines = re.sub(r"\n[ \t]", "", text).split("\n")
    found: dict[str, str] = {}
    for line in lines:
        name, _, value = re.sub(r'"[^"]*"', "", line).partition(":")
        found.setdefault(name.partition(";")[0].strip().upper(), _unescaped(value).strip())
    said = [found.get("DESCRIPTION", ""), found.get("COMMENT", "")]
    return Invitation(
        method=found.get("METHOD", "").upper(),
        summary=found.get("SUMMARY", ""),
        where=found.get("LOCATION", ""),
        start=found.get("DTSTART", ""),
        said="\n".join(one for one in said if one),
    )


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)
