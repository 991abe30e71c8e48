"""`{% load rehearsed %}`: what a rehearsal expects, and what was found, as a sentence."""

from __future__ import annotations

import re
from datetime import date

from django import template

from putright.core.difference_rules import OWED
from putright.core.difference_words import DOES

register = template.Library()
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
DUTY = re.compile(
    r"(?P<day>\S+) (?P<duty>\S+)(?: due (?P<due>\S+))?(?: hour (?P<hour>\S+))?(?: status (?P<status>\S+))?"
)


@register.filter
def told(text: str) -> str:
    """One thing that a rehearsal expects, or what was found in its place.

    >>> told("2026-04-02 stage1.acknowledge due 2026-04-08 status met_late")
    '2 April 2026: the acknowledgement at stage 1, due 8 April 2026, met late'
    >>> told("2026-04-02 may response_sent"), told("it is due 2026-06-08, open")
    ('2 April 2026: may response sent', 'it is due 8 June 2026, open')
    """
    found = DUTY.fullmatch(text)
    name = _duty(found["duty"]) if found else ""
    if found and name:
        due, hour, status = found["due"], found["hour"], found["status"]
        said = [name, due and f"due {due}", hour and f"at {hour}", status and status.replace("_", " ")]
        text = f"{found['day']} {', '.join(part for part in said if part)}"
    elif DAY.match(text):
        text = text.replace("_", " ")
    plain = DAY.sub(lambda day: _day(day[0]), text.replace("met_late", "met late"))
    return re.sub(r"^(\d+ \w+ \d{4}) ", r"\1: ", plain)


def _duty(name: str) -> str:
    return DOES[name][1] if name in DOES else OWED.get(name, OWED.get(name.partition(":")[0], ""))  # type: ignore[index]


def _day(text: str) -> str:
    try:
        return f"{date.fromisoformat(text):%-d %B %Y}"
    except ValueError:
        return text
