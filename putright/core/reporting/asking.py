"""How a section asks for its figures: every number it draws is the answer to a question that stays beside it.

A section is run until nothing it asks is unanswered; the questions of all sections of a report are answered together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from putright.core.measures.question import Answer, Question
from putright.core.policy import Policy
from putright.core.reporting import labels, periods
from putright.core.reporting.periods import Span
from putright.core.reporting.shapes import Cell, Unit

Answers = Callable[[Sequence[Question]], Sequence[Answer]]
"""Answers questions, each in its place."""
Values = Callable[[str], Iterable[str]]
"""The values that a dimension (`catalogue.DIMENSIONS`) takes among the cases that are counted."""
PASSES = 5


def key(question: Question) -> str:
    """A question as a text: the same one always gives the same."""
    return msgspec.json.encode(question, order="sorted").decode()


def value(answer: Answer, unit: Unit) -> int | float | None:
    """What a cell of a unit shows of an answer: nothing where there is nothing it could be a share or a mean of."""
    if unit == "percent":
        return answer.share
    if unit == "pounds":
        return answer.sum or 0
    if unit in ("days", "score"):
        things = answer.counted if answer.of is None else answer.of
        return round(answer.sum / things, 1) if things and answer.sum is not None else None
    return answer.counted


def cell(question: Question, answer: Answer, unit: Unit) -> Cell:
    """A figure with its question."""
    return Cell(value=value(answer, unit), unit=unit, asks=question, counted=answer.counted, of=answer.of)


@dataclass
class Asker:
    """What a section knows: the period, the policy and its wording, the brand ("": all), and how to ask."""

    since: date
    until: date
    every: str
    policy: Policy
    wording: Mapping[str, Any]
    values_of: Values
    brand: str = ""
    begins: int = 4
    answers: dict[str, Answer] = field(default_factory=dict)
    wanted: dict[str, Question] = field(default_factory=dict)

    def question(self, measure: str, at: Span | None = None, where: Mapping[str, str] | None = None) -> Question:
        """A question about the report's period, or another (`at`), of the report's brand."""
        since, until = at or (self.since, self.until)
        narrowed = ({"brand": self.brand} if self.brand else {}) | dict(where or {})
        return Question(measure=measure, since=since, until=until, where=narrowed)

    def ask(self, question: Question) -> Answer:
        """Its answer; none yet while questions are still being gathered."""
        name = key(question)
        if name not in self.answers:
            self.wanted[name] = question
        return self.answers.get(name, Answer(counted=0))

    def figure(
        self, measure: str, unit: Unit = "count", at: Span | None = None, where: Mapping[str, str] | None = None
    ) -> Cell:
        """A cell with the answer to a question."""
        question = self.question(measure, at, where)
        return cell(question, self.ask(question), unit)

    def values(self, dimension: str) -> list[tuple[str, str]]:
        """The values of a dimension, each with its words: those with a name in their order, then the others by their
        words, last what is not recorded."""
        known = labels.known(dimension, self.policy, self.wording)
        none = known.pop("", labels.NONE)
        rest = sorted({*self.values_of(dimension)} - known.keys() - {""}, key=labels.words)
        return [*known.items(), *((one, labels.words(one)) for one in rest), ("", none)]

    @property
    def before(self) -> Span:
        """The period before."""
        return periods.before(self.every, self.since, self.begins)

    @property
    def year_before(self) -> Span:
        """The same time a year earlier."""
        return periods.year_before(self.every, self.since, self.until)

    def settle(self, answers: Answers) -> bool:
        """Has what is wanted answered, all at once; False where nothing was."""
        wanted, self.wanted = self.wanted, {}
        if wanted:
            self.answers.update(zip(wanted, answers(list(wanted.values())), strict=True))
        return bool(wanted)
