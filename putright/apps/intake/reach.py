"""How somebody can be reached, read out of one line in which it was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from putright.apps.residents import tidy

EMAIL = re.compile(r"[^\s,;<>]+@[^\s,;<>]+\.[^\s,;<>]+")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
PHONE = re.compile(r"\+?\d(?:[\s()-]*\d){9,13}")


@dataclass(frozen=True)
class Reach:
    """What is plainly an e-mail address, a telephone number or a postcode, and the `rest`, piece by piece."""

    email: str
    phone: str
    postcode: str
    rest: list[str]


def reach(typed: str) -> Reach:
    """The first of each, as long as what is kept of a person.

    >>> reach("Rosa Adeyemi, 12 Mill Lane, tf118ab, 01952-000111")
    Reach(email='', phone='01952 000111', postcode='TF11 8AB', rest=['Rosa Adeyemi', '12 Mill Lane'])
    """
    email, phone, postcode = (_found(pattern, typed) for pattern in (EMAIL, PHONE, POSTCODE))
    left = typed
    for part in filter(None, (email, phone, postcode)):
        left = left.replace(part, "", 1)
    rest = [piece for one in re.split(r"[,;\n]", left) if (piece := " ".join(one.split()))]
    return Reach(email[:254], tidy.phone(phone)[:40], tidy.postcode(postcode), rest)


def _found(pattern: re.Pattern[str], typed: str) -> str:
    found = pattern.search(typed)
    return found[0] if found else ""
