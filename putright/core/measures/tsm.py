"""The Tenant Satisfaction Measures about complaints, as the regulator's return asks for them.

CH01: complaints at each stage per 1,000 homes; CH02: the share answered within the Code's timescales; TP09: of those
who say that they complained, the share satisfied with how it was dealt with. CH01 and CH02 stand apart for low cost
rental accommodation (LCRA) and low cost home ownership (LCHO). What could not be verified is a choice with a name;
what was chosen is said beside the figures.

Source: Regulator of Social Housing, Transparency, Influence and Accountability Standard and the Tenant Satisfaction
Measures' technical and survey requirements, 2024.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from putright.core.measures import counting
from putright.core.measures.question import Answer, Question
from putright.core.measures.tsm_items import WAYS

Chosen = Mapping[str, str]
STAGES = ("1", "2")
HOMES = ("lcra", "lcho")
TITLES = {"lcra": "Low cost rental accommodation", "lcho": "Low cost home ownership"}


class Rules(Struct, frozen=True, kw_only=True):
    """A version of the regulator's rules, in force from a day. `says`: what readers must know of it."""

    id: str
    title: str
    since: date
    says: str = ""


class Choice(Struct, frozen=True, kw_only=True):
    """A point on which the rules may be read in more than one way. `options`: each reading in words."""

    id: str
    title: str
    options: dict[str, str]
    default: str
    source: str


class Line(Struct, frozen=True, kw_only=True):
    """A figure of the return. `value` is rounded once, from `counted` and `of`, which are kept as they are."""

    id: str
    stage: str
    homes: str
    counted: int
    of: int | None
    value: float | None
    rule: str
    asks: Question | None = None


VERSIONS = (
    Rules(id="rsh-tsm/2023-04", title="TSM requirements in force from April 2023", since=date(2023, 4, 1)),
    Rules(
        id="rsh-tsm/2024-04", title="TSM requirements as updated for the Code 2024", since=date(2024, 4, 1),
    ),
    Rules(
        id="rsh-tsm/2026-10", title="TSM Direction in force from October 2026", since=date(2026, 10, 1),
        says="From 1 October 2026 a TSM Direction takes the place of the requirements of 2024. Its final text was not "
        "seen when this was written: it is counted as under those requirements. Check it before the return is sent.",
    ),
)  # fmt: skip

CHOICES: dict[str, Choice] = {one.id: one for one in (
    Choice(
        id="basis", title="What CH02 is a share of", default="received",
        options={"received": "of the complaints received in the year", "answered": "of those answered in the year"},
        source="Not verified: the requirements' text was not seen. Those received is how practice is remembered; one "
        "published data file says “responded to”.",
    ),
    Choice(
        id="extensions", title="Extensions in CH02", default="counted",
        options={"counted": "an answer within an extension that keeps to the Code is in time",
                 "not_counted": "extensions do not count"},
        source="Not verified. An extension counts only where its notice, with its reason, left before the earlier date "
        "had passed and was not returned.",
    ),
    Choice(
        id="year_end", title="Complaints whose date had not come at the year's end", default="counted",
        options={"counted": "are among those received, and in time only once they are answered in time",
                 "left_out": "are left out unless they were answered by then"},
        source="Not verified: no source seen says how they are treated.",
    ),
    Choice(
        id="unknown", title="Complaints about homes whose tenure is not known", default="as_rented",
        options={"as_rented": "count as low cost rental", "left_out": "are left out"},
        source="Not verified. Left out, they would make the figure lower the less is recorded.",
    ),
)}  # fmt: skip
ROUNDING = "Each figure is rounded once, half up, to one decimal. Not verified."
ANONYMOUS = (
    "An anonymous complaint counts in CH01, unless the policy keeps it apart, and is left out of CH02: nobody is owed "
    "an answer by a date. Not verified."
)
OWNERSHIP = "Figures for low cost home ownership are returned by landlords with 1,000 or more such homes. Not verified."


def rules_on(day: date) -> Rules:
    """The version of the rules in force on a day: of a year, on its last. The first one for earlier days."""
    return next((one for one in reversed(VERSIONS) if one.since <= day), VERSIONS[0])


def settled(chosen: Chosen) -> dict[str, str]:
    """Every choice as it was made, or else its default. Raises `ValueError` for one that there is not."""
    for name, value in chosen.items():
        if name not in CHOICES or value not in CHOICES[name].options:
            raise ValueError(f"{name}: {value} is no choice about the Tenant Satisfaction Measures")
    return {name: chosen.get(name, choice.default) for name, choice in CHOICES.items()}


def said(until: date, chosen: Chosen) -> tuple[str, ...]:
    """What has to stand beside the figures of a year: how each point was read, and what is not verified."""
    made = settled(chosen)
    read = [f"{one.title}: {one.options[made[name]]}. {one.source}" for name, one in CHOICES.items()]
    return tuple(filter(None, (rules_on(until).says, *read, ANONYMOUS, OWNERSHIP, ROUNDING)))


def questions(since: date, until: date, chosen: Chosen, brand: str = "") -> list[Question]:
    """What has to be asked for CH01 and CH02 of a year, at each stage and for each kind of homes."""
    return [_question(id_, stage, homes, since, until, settled(chosen), brand)
            for id_ in ("CH01", "CH02") for homes in HOMES for stage in STAGES]  # fmt: skip


def _question(id_: str, stage: str, homes: str, since: date, until: date, made: Chosen, brand: str) -> Question:
    where, measure = {"stage": stage, "homes": homes}, id_.lower()
    if homes == "lcra" and made["unknown"] == "as_rented":
        where["homes"] = "lcra_or_unknown"
    if id_ == "CH02":
        measure = WAYS[made["basis"], made["extensions"], made["year_end"]]
    if brand:
        where["brand"] = brand
    return Question(measure=measure, since=since, until=until, where=where)


def lines(
    answers: Mapping[counting.Key, Answer],
    since: date,
    until: date,
    stock: Mapping[str, int],
    chosen: Chosen,
    brand: str = "",
) -> list[Line]:
    """The figures of CH01 and CH02 from the answers to `questions`. `stock`: the homes owned of each kind at the end of
    the year; without them there is no rate.
    """  # fmt: skip
    found = []
    for question in questions(since, until, chosen, brand):
        answer = answers[counting.key(question)]
        homes = "lcho" if question.where["homes"] == "lcho" else "lcra"
        of, per = (answer.of, 100) if answer.of is not None else (stock.get(homes), 1000)
        found.append(Line(
            id=question.measure[:4].upper(), stage=question.where["stage"], homes=homes, counted=answer.counted, of=of,
            value=rounded(answer.counted, of, per), rule=f"{rules_on(until).id} {answer.rule}", asks=question,
        ))  # fmt: skip
    return found


def tp09(scores: Sequence[int], until: date) -> Line:
    """TP09 from the scores (1 to 5) that those gave who said that they complained in the last twelve months."""
    pleased = sum(score >= 4 for score in scores)
    rule = f"{rules_on(until).id} tp09@1"
    return Line(id="TP09", stage="", homes="", counted=pleased, of=len(scores),
                value=rounded(pleased, len(scores), 100), rule=rule)  # fmt: skip


def rounded(counted: int, of: int | None, per: int) -> float | None:
    """So many in `per`, with one decimal, half up, rounded once; None where there is nothing to divide by."""
    if not of:
        return None
    return float((Decimal(counted * per) / Decimal(of)).quantize(Decimal("0.1"), ROUND_HALF_UP))
