"""What people type of telephone numbers, postcodes, UPRNs and addresses, as it can be found again."""

from __future__ import annotations

import re

from putright.apps.casework.search import bare, normalise

UPRN_DIGITS = 12


def phone(text: str) -> str:
    """A number as it can be found again: 0 for +44, and nothing but digits and spaces.

    >>> phone("+44 (0)1952-000 111"), phone("ask at the office")
    ('01952 000 111', 'ask at the office')
    """
    text = re.sub(r"^\s*(\+|00)44\s*(\(0\))?\s*", "0", text)
    return " ".join(re.sub(r"[^\d+\s]", " ", text).split()) if bare(text).isdigit() else text.strip()


def postcode(text: str) -> str:
    """A postcode in capitals with its space; what is none, in capitals as it was typed.

    >>> postcode("tf118ab"), postcode("H91 X2Y4")
    ('TF11 8AB', 'H91 X2Y4')
    """
    typed = re.sub(r"\s+", "", text.upper())
    tidy = re.sub(r"^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$", r"\1 \2", typed)
    return tidy if tidy != typed else " ".join(text.upper().split())


def uprn(text: str) -> str:
    """A unique property reference number as digits without leading noughts; empty for none.

    Raises `ValueError` where it is not one to twelve digits: that is all that the National Address Gazetteer allows.

    >>> uprn(" 0100 090 012 "), uprn("")
    ('100090012', '')
    """
    typed = re.sub(r"[\s,]", "", text)
    if not typed:
        return ""
    if not (typed.isascii() and typed.isdigit()) or len(typed.lstrip("0")) > UPRN_DIGITS or not typed.strip("0"):
        raise ValueError("A UPRN has up to 12 digits and nothing else.")
    return typed.lstrip("0")


def findable(*texts: str) -> str:
    """What a search looks through: every word with a space before it, so that beginnings of words are found.

    >>> findable("Zoë O'Neill", "TF11 8AB", "01952 000 111")
    ' zoe oneill tf11 8ab 01952 000 111 tf118ab 01952000111'
    """
    together = [bare(text) for text in texts if " " in text and any(c.isdigit() for c in text) and len(text) < 25]
    return f" {normalise(' '.join([*texts, *together]))}"
