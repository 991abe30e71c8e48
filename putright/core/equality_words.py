"""The equality figures as blocks of a report: a table for each question, and in words what is unlikely to be chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from putright.core.equality import FEWEST, MEASURES, Difference, Measure, Shown, against, column, counts
from putright.core.equality_questions import QUESTIONS
from putright.core.measures.facts import Facts
from putright.core.reporting.shapes import Any, Cell, Heading, Table, Words
from putright.core.workdays import said

CITES = ("WTP-33",)
HELD = "not shown"
HOW = (
    "People tell us about themselves if they want to. It is held apart from their complaint, and nobody sees what any"
    " one person told.",
    f"A group of fewer than {FEWEST} is not shown. Where its number would follow from the others, some of those are not"
    " shown either. Those who did not say are never shown.",
    "Each group is compared with the other groups shown. “Could be chance” means that with no difference at all between"
    " people, numbers as small as these would often look like that. Where it says “unlikely to be chance”, the true"
    " difference lies between the two numbers given, 19 times out of 20.",
    "A difference says that something is there to be looked into, not why it is there. Those who tell us about"
    " themselves may differ from those who do not.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is counted: the complaints of a year, each with what its complainant told, and how residents divide.

    `profiles`: percent of all residents by group, for each question that the landlord knows them for. `on`: the day on
    which it is counted.
    """

    since: date
    until: date
    cases: Sequence[tuple[Facts, Mapping[str, str]]]
    profiles: Mapping[str, Mapping[str, float]]
    on: date


def nothing_yet(since: date, until: date) -> tuple[Any, ...]:
    """What stands there while no year has been drawn."""
    line = f"There are no figures for a year that had ended by {said(until)}. They are drawn once a year has ended."
    return (Heading(text="Equality", cites=CITES), Words(lines=(line,), cites=CITES))


def in_blocks(told: Told) -> tuple[Any, ...]:
    """The figures of a year: how to read them, what stands out, and a table for each question."""
    tables: list[Any] = []
    found: list[str] = []
    compared = 0
    for key in QUESTIONS:
        columns = _columns(told, key)
        if not any(columns[""].values()):
            continue
        tables += [Heading(text=QUESTIONS[key].title, level=3, cites=CITES), _table(key, columns, told)]
        compared += sum(1 for one in _compared(columns))
        found += list(_standing_out(key, columns))
    head = Heading(text=f"Equality: complaints received from {said(told.since)} to {said(told.until)}", cites=CITES)
    if not tables:
        few = f"Too few people have told us about themselves to show anything: {FEWEST} are needed for each group."
        return (head, Words(lines=(few,), cites=CITES))
    return (head, Words(lines=HOW, cites=CITES), *_findings(found, compared), *tables)


def _columns(told: Told, question: str) -> dict[str, dict[str, Shown | None]]:
    """Each column by the measure's id; how many complained, under an empty id."""
    columns: dict[str, Measure | None] = {"": None, **MEASURES}
    return {
        key: column(*counts(told.cases, question, measure, told.on), shares=measure is not None)
        for key, measure in columns.items()
    }


def _findings(found: Sequence[str], compared: int) -> Iterator[Words]:
    if not found:
        yield Words(lines=("No difference stands out from what chance alone would do.",), cites=CITES)
        return
    yield Words(lines=tuple(found), bullets=True, cites=CITES)
    if compared > 10:
        line = f"Of {compared} comparisons, about {max(1, round(compared / 20))} would stand out by chance alone."
        yield Words(lines=(line,), cites=CITES)


def _compared(columns: Mapping[str, Mapping[str, Shown | None]]) -> Iterator[tuple[str, str, Shown, Difference]]:
    """Every comparison that can be made: the measure, the group, its numbers and its difference.

    Of two groups only the first: the second says the same the other way round.
    """
    for measure in MEASURES:
        seen = [(group, one, one.differs) for group, one in columns[measure].items() if one and one.differs]
        yield from ((measure, *one) for one in (seen[:1] if len(seen) == 2 else seen))


def _standing_out(question: str, columns: Mapping[str, Mapping[str, Shown | None]]) -> Iterator[str]:
    asked = QUESTIONS[question]
    for measure, group, shown, differs in _compared(columns):
        if not differs.chance:
            yield (
                f"{asked.title}, {asked.counted[group]}: {MEASURES[measure].title.lower()} {shown.share:.0%} of"
                f" {shown.of}, {_points(differs)}, than the other groups shown. Unlikely to be chance."
            )


def _points(differs: Difference) -> str:
    """A difference in words: 12 points lower, from 4 to 20."""
    low, high = sorted((abs(differs.low), abs(differs.high)))
    way = "lower" if differs.by < 0 else "higher"
    return f"{abs(differs.by) * 100:.0f} points {way}, from {low * 100:.0f} to {high * 100:.0f}"


# ---- a table --------------------------------------------------------------------------------


def _table(question: str, columns: Mapping[str, Mapping[str, Shown | None]], told: Told) -> Table:
    asked, profile = QUESTIONS[question], told.profiles.get(question, {})
    head = [asked.title, "Complaints", *(["Of all residents"] if profile else [])]
    rows = []
    for group, title in asked.counted.items():
        row = [Cell(value=title), _number(columns[""], group, profile)]
        row += [_resident(profile, group)] if profile else []
        rows.append((*row, *(_share(columns[measure][group]) for measure in MEASURES)))
    return Table(
        id=f"equality_{question}", caption=f"{asked.title}: how complaints went, by group",
        head=(*head, *(one.title for one in MEASURES.values())), rows=tuple(rows), cites=CITES,
    )  # fmt: skip


def _number(shown: Mapping[str, Shown | None], group: str, profile: Mapping[str, float]) -> Cell:
    one = shown[group]
    if not one:
        return Cell(unit="count", note=HELD)
    return Cell(value=one.of, unit="count", note=_beside(shown, group, profile))


def _beside(shown: Mapping[str, Shown | None], group: str, profile: Mapping[str, float]) -> str:
    """How the group's part of those shown compares with its part of the residents of the same groups."""
    seen = {key: one.of for key, one in shown.items() if one and profile.get(key)}
    total, residents = sum(seen.values()), sum(profile[key] for key in seen)
    if group not in seen or len(seen) < 2:
        return ""
    differs = against(seen[group], total, profile[group] / residents)
    if differs.chance:
        return "about as many as their part of residents"
    return f"{'fewer' if differs.by < 0 else 'more'} than their part of residents; unlikely to be chance"


def _resident(profile: Mapping[str, float], group: str) -> Cell:
    percent = profile.get(group)
    return Cell(value=percent / 100, unit="percent") if percent is not None else Cell(unit="percent", note="not known")


def _share(shown: Shown | None) -> Cell:
    if not shown:
        return Cell(unit="percent", note=HELD)
    note = ""
    if shown.differs:
        note = "could be chance" if shown.differs.chance else f"{_points(shown.differs)}; unlikely to be chance"
    return Cell(value=round(shown.share, 2), unit="percent", counted=shown.counted, of=shown.of, note=note)
