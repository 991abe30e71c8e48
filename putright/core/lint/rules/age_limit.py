"""Nothing is too old sooner than the Code says.

Six months in the editions of 2020 and 2022, twelve in that of 2024. What is exactly as old is still taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.workdays import BadPeriod, Period

CODE = {
    "housing-ombudsman/2020": ("C20-B1.5",),
    "housing-ombudsman/2022": ("C22-age",),
    "housing-ombudsman/2024": ("C24-2.2", "C24-2.3"),
}
FORCE: Force = "must"
DAYS = {"months": 30, "days": 1, "working days": 1.4}
"""About how many days a unit has: enough to tell six months from twelve."""
EXACTLY = re.compile(r"\b(?:or more|or older|at least)\b", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Found]:
    """An age limit below the edition's, in the pack or only in print, and one that takes in the very day."""
    wanted = subject.edition.grounds["too_old"].over or ""
    rule, said = subject.pack.grounds.get("too_old"), next(subject.said("exclusion", "too_old"), None)
    if rule and rule.over and shorter(rule.over, wanted):
        text = f"What is over {rule.over} old is too old by the pack; the Code says {wanted}."
        cure = f"over: {wanted}; in print {_cure(wanted)}" if said else f"over: {wanted}"
        yield Found(text=text, cure=cure, cites=rule.cites, key=("grounds", "too_old", "over"), said=said)
    elif said and shorter(said.value, wanted):
        text = f"What is {said.value} old is too old by the policy; the Code says {wanted}."
        yield Found(text=text, cure=_cure(wanted), cites=said.cites, said=said)
    if rule and rule.includes_the_day:
        text = "What is exactly as old as the limit is too old by the pack; the Code shuts out only what is older."
        yield Found(text=text, cure="Take includes_the_day out.", cites=rule.cites, key=("grounds", "too_old"))
    if said and EXACTLY.search(said.text) and not shorter(wanted, said.value) and not shorter(said.value, wanted):
        text = f"What is exactly as old as the limit is shut out, “{said.text}”; the Code shuts out only what is older."
        yield Found(text=text, cure=_cure(wanted), cites=said.cites, said=said)


def _cure(wanted: str) -> str:
    return f"“… more than {wanted} ago, counted from the event or from when you became aware of it.”"


def shorter(one: str, other: str) -> bool:
    """Whether a period is shorter than another; False where either is not one."""
    try:
        ours, theirs = Period.parse(one), Period.parse(other)
    except BadPeriod:
        return False
    return ours.number * DAYS[ours.unit] < theirs.number * DAYS[theirs.unit]
