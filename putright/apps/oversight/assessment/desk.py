"""An assessment as it stands: each row with what it is bound to, what the records say of it, and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from putright import data
from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case
from putright.apps.oversight.assessment import counting, sources
from putright.apps.oversight.assessment.models import Assessment, RowAnswer
from putright.core.assessment import answering, proposing
from putright.core.assessment.answering import Answered
from putright.core.assessment.binding import Bound, bound
from putright.core.assessment.form import Form, Row, Selection
from putright.core.assessment.paper import Line, Sampled
from putright.core.assessment.proposing import Counted, Found, Proposal
from putright.core.policy import Policy


@lru_cache(maxsize=32)
def _bindings(edition: str, policy: Policy, landlord: Landlord) -> dict[str, tuple[tuple[Bound, ...], ...]]:
    """What each row of an edition's form is bound to, in the Code and in the policy that the landlord runs."""
    code, own = data.code_document(edition).provisions, packs.provisions(landlord)
    return {key: bound(row, code, own) for key, row in data.load_form(edition).rows.items()}


@dataclass(frozen=True, eq=False)
class Entry:
    """A row: what it asks, what bears on it, and how it is answered (`saved`; none before anybody did)."""

    key: str
    row: Row
    code: tuple[Bound, ...]
    own: tuple[Bound, ...]
    figures: tuple[Counted, ...]
    found: tuple[Found, ...]
    proposal: Proposal
    saved: RowAnswer | None
    before: Line | None

    @property
    def asks(self) -> str:
        """The question, or what the provision asks."""
        return self.row.asks or self.code[0].asks

    @property
    def given(self) -> Answered:
        """The answer, empty before there is one."""
        return self.saved.given if self.saved else Answered()

    @property
    def version(self) -> int:
        """How often it was saved."""
        return self.saved.version if self.saved else 0

    @property
    def proposed(self) -> Answered:
        """What stands in the boxes before anybody answered: last time's answer, or what the records say."""
        last = self.before.given if self.before else Answered()
        evidence = self.proposal.evidence or last.evidence
        return Answered(answer="", evidence=evidence, commentary=last.commentary, action=last.action, owner=last.owner)

    @property
    def missing(self) -> list[str]:
        """What it still lacks, in words."""
        return [text for _, text in answering.missing(self.row, self.given, self.proposal)]

    @property
    def id(self) -> str:
        """What it is called in addresses within a page."""
        return f"row-{self.key.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its rows, how many are answered and how many want something."""

    key: str
    title: str
    rows: int
    answered: int
    wanting: int
    noes: int


@dataclass(frozen=True, eq=False)
class Desk:
    """An assessment with its form and the policy, as they stand on a day."""

    assessment: Assessment
    today: date

    @cached_property
    def form(self) -> Form:
        """The form it is made on."""
        return data.load_form(self.assessment.edition)

    @cached_property
    def _bound(self) -> dict[str, tuple[tuple[Bound, ...], ...]]:
        landlord = self.assessment.landlord
        return _bindings(self.assessment.edition, packs.current(landlord), landlord)

    @cached_property
    def tally(self) -> counting.Tally:
        """Its figures and lots."""
        return counting.tally(self.assessment)

    @cached_property
    def _looking(self) -> sources.Looking:
        one = self.assessment
        return sources.Looking(one.landlord, data.load_edition(one.edition), one.since, one.until, self.today)

    @cached_property
    def _found(self) -> dict[str, tuple[Found, ...]]:
        names = {name: None for row in self.form.rows.values() for name in row.sources}
        return {name: sources.found(self._looking, (name,)) for name in names}

    @cached_property
    def _answers(self) -> dict[str, RowAnswer]:
        return {one.row: one for one in self.assessment.answers.select_related("by")}

    @cached_property
    def _before(self) -> dict[str, Line]:
        before = self.assessment.before
        if before is None or before.edition != self.assessment.edition:
            return {}
        return {line.id: line for line in before.thawed.lines}

    def rows(self, section: str = "") -> list[Entry]:
        """Every row, or those of a section, in the order of the form."""
        rows = self.form.of(section) if section else self.form.rows
        return [self.row(key) for key in rows]

    def row(self, key: str) -> Entry:
        """One row."""
        row = self.form.rows[key]
        code, own = self._bound[key]
        figures = tuple(self.tally.figures[name] for name in row.figures if name in self.tally.figures)
        found = tuple(one for name in row.sources for one in self._found[name])
        proposal = proposing.proposal(row, own, figures, found)
        return Entry(key, row, code, own, figures, found, proposal, self._answers.get(key), self._before.get(key))

    def sections(self) -> list[Section]:
        """Each section with how far it is."""
        return [self._section(key, title, self.rows(key)) for key, title in self.form.sections.items()]

    def _section(self, key: str, title: str, rows: list[Entry]) -> Section:
        answered = sum(bool(one.given.answer) for one in rows)
        noes = sum(one.given.answer == "no" and not one.row.neutral for one in rows)
        return Section(key, title, len(rows), answered, sum(bool(one.missing) for one in rows), noes)

    def missing(self) -> Iterator[tuple[Entry, str]]:
        """What stands in the way of its being complete: the row, and what to do."""
        names = [one.name for one in self._looking.people]
        for entry in self.rows():
            yield from ((entry, text) for text in entry.missing)
            telling = answering.tells_who(entry.given, self.assessment.landlord.prefix, names)
            yield from ((entry, text) for _, text in telling)

    def drawn(self, name: str, person: Person) -> list[tuple[Case, bool]]:
        """The cases drawn of a selection that this person may open, each with whether it was read."""
        lot, read = self.tally.lots.get(name), self._read(name)
        if lot is None:
            return []
        cases = Case.objects.visible_to(person).filter(landlord=self.assessment.landlord, reference__in=lot.order)
        known = {case.reference: case for case in cases}
        there = [known[reference] for reference in lot.order if reference in known]
        return [(case, case.reference in read) for case in there[: self.form.samples[name].draws]]

    @cached_property
    def _readings(self) -> list[tuple[str, str]]:
        return list(self.assessment.readings.values_list("selection", "reference"))

    def _read(self, name: str) -> set[str]:
        return {reference for selection, reference in self._readings if selection == name}

    def selections(
        self, rows: Iterable[Row], person: Person
    ) -> list[tuple[str, Selection, int, list[tuple[Case, bool]]]]:
        """The selections of some rows: name, what to look for, out of how many, and the cases drawn."""
        names = dict.fromkeys(name for row in rows for name in row.samples)
        lots = self.tally.lots
        return [(name, self.form.samples[name], lots[name].of if name in lots else 0, self.drawn(name, person))
                for name in names]  # fmt: skip

    def sampled(self, row: Row) -> tuple[Sampled, ...]:
        """What was drawn and read for a row, in numbers."""
        return tuple(self._sampled(name) for name in row.samples if name in self.tally.lots)

    def _sampled(self, name: str) -> Sampled:
        asked, lot = self.form.samples[name], self.tally.lots[name]
        read = len(self._read(name))
        drawn = max(min(asked.draws, lot.of), read)
        return Sampled(title=asked.title, of=lot.of, drawn=drawn, read=read)

    def line(self, key: str) -> Line:
        """A row as it is frozen."""
        one = self.row(key)
        return Line(
            id=key, section=one.row.section, asks=one.asks, answers=one.row.answers, given=one.given, code=one.code,
            own=one.own, figures=one.figures, sampled=self.sampled(one.row), against=one.proposal.against,
            neutral=one.row.neutral, before=one.before.given if one.before else None,
        )  # fmt: skip
