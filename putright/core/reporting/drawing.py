"""A report drawn up from its definition: its sections in order, each from the answers to its questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from msgspec import Struct

from putright.core.measures.catalogue import MEASURES
from putright.core.measures.question import Question
from putright.core.reporting import shapes
from putright.core.reporting.asking import PASSES, Answers, Asker, key, value
from putright.core.reporting.sections import SECTIONS
from putright.core.reporting.shapes import Block, Cell, Heading, Report, Table, Words

EARLIER = "Counted by another version of this rule than today's. The PDF that was issued says how."


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A section as drawn: its id and its blocks, heading first."""

    id: str
    blocks: tuple[shapes.Any, ...]


class Draft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report before anybody has written in it: its head, without blocks, and its sections."""

    head: Report
    parts: tuple[Part, ...]

    @property
    def figures(self) -> list[Cell]:
        """Every figure in it."""
        return shapes.figures(self.whole({}))

    def whole(self, written: Mapping[str, Sequence[Block]]) -> Report:
        """The report, with what people wrote for each section standing before its figures."""
        blocks: list[Block] = []
        for part in self.parts:
            heading, *rest = part.blocks
            blocks += [heading, *written.get(part.id, ()), *rest]
        return msgspec.structs.replace(self.head, blocks=tuple(blocks))


def freeze(draft: Draft) -> str:
    """The draft as canonical JSON."""
    return msgspec.json.encode(draft, order="sorted").decode()


def thaw(text: str) -> Draft:
    """The draft of a canonical JSON text."""
    return msgspec.json.decode(text, type=Draft)


def draw(shows: Sequence[str], asker: Asker, answers: Answers, head: Report) -> Draft:
    """A draft of these sections. `answers` is asked as seldom as can be: once for all sections, and once more where
    what a section asks depends on an answer. Raises `KeyError` for a section that is not there."""
    for _ in range(PASSES):
        parts = tuple(_part(name, asker) for name in shows)
        if not asker.settle(answers):
            break
    rules = {asker_key: answer.rule for asker_key, answer in asker.answers.items() if answer.rule}
    return Draft(head=msgspec.structs.replace(head, rules=_rules(rules)), parts=parts)


def _part(name: str, asker: Asker) -> Part:
    section = SECTIONS[name]
    heading = Heading(text=section.title, cites=section.cites)
    return Part(id=name, blocks=(heading, *section.draw(asker)))


def _rules(found: Mapping[str, str]) -> dict[str, str]:
    """The rule of each measure."""
    decoded = {msgspec.json.decode(name, type=Question).measure: rule for name, rule in found.items()}
    return dict(sorted(decoded.items()))


def words(text: str, by: str) -> Words:
    """What somebody wrote, paragraph by paragraph."""
    return Words(lines=tuple(line.strip() for line in text.splitlines() if line.strip()), by=by)


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is another one now: the table and row it stands in, what it was and what it is."""

    table: str
    row: str
    column: str
    was: Cell
    now: Cell


def differences(report: Report, answers: Answers) -> list[Difference]:
    """Which figures of a report come out differently when every question in it is asked again."""
    placed = list(_placed(report))
    asked = {key(cell.asks): cell.asks for *_, cell in placed if cell.asks}
    again = dict(zip(asked, answers(list(asked.values())), strict=True))
    found = []
    for table, row, column, cell in placed:
        if cell.asks:
            answer = again[key(cell.asks)]
            now = msgspec.structs.replace(cell, value=value(answer, cell.unit), counted=answer.counted, of=answer.of)
            if now != cell:
                found.append(Difference(table, row, column, cell, now))
    return found


def _placed(report: Report) -> list[tuple[str, str, str, Cell]]:
    return [
        (block.caption, f"{row[0].value}", block.head[n], cell)
        for block in report.blocks
        if isinstance(block, Table)
        for row in block.rows
        for n, cell in enumerate(row)
    ]


def explained(report: Report) -> list[tuple[str, str, str]]:
    """How it was counted: what each figure is called, what is counted, and by which version of its rule."""
    return [_explained(name, rule) for name, rule in report.rules.items()]


def _explained(name: str, rule: str) -> tuple[str, str, str]:
    measure = MEASURES.get(name)
    if measure and measure.rule == rule:
        return measure.title, measure.explanation, rule
    return measure.title if measure else name, EARLIER, rule


def rules_changed(report: Report) -> list[tuple[str, str, str]]:
    """The figures whose rule is another one by now: what each is called, the rule it was counted by, and today's."""
    now = {name: MEASURES[name].rule if name in MEASURES else "none" for name in report.rules}
    titles = {name: MEASURES[name].title if name in MEASURES else name for name in report.rules}
    return [(titles[name], rule, now[name]) for name, rule in report.rules.items() if rule != now[name]]
