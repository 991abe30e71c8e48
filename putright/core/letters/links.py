"""Where a contact detail leads: an e-mail address or a web address, and nothing else, becomes a link."""

from __future__ import annotations

import re

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
SITE = re.compile(r"(?:https://)?((?:[a-z0-9-]+\.)+(?:uk|com|org|net|wales|cymru)(?:/[\w./~%-]*)?)", re.ASCII)


def target(detail: str) -> str:
    """The address that a detail stands for; empty where it is not one, and one only.

    >>> target("help@homes.example"), target("www.homes.org.uk/complain"), target("Monday to Friday")
    ('mailto:help@homes.example', 'https://www.homes.org.uk/complain', '')
    """
    if MAIL.fullmatch(detail):
        return f"mailto:{detail}"
    site = SITE.fullmatch(detail)
    return f"https://{site[1]}" if site else ""
