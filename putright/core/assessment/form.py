"""The shapes of a self-assessment form, and what can be wrong with one that was read from a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Meta

from putright.core.pack import Provision, Provisions
from putright.core.shape import Cites, Shape
from putright.core.validate import Fault, hint

Expects = Literal["all", "none", "some"]
"""What a figure should be for a plain yes: everything counted, nothing, or at least one. Others are for information."""
Answers = Literal["yes_no", "yes_no_na", "words"]
SOURCES = (
    "definition", "exclusions", "stages", "times", "letters", "channels", "policy_online", "publicised",
    "related_adjustments", "related_behaviour", "policy_register", "officers", "senior_lead", "member", "trained",
    "objectives", "annual_report", "board_response", "earlier_assessment", "reports_issued", "told_residents",
    "ombudsman_contact", "records_kept", "representatives", "panel_residents", "incidents",
    "called_for", "themes_reviewed",
)  # fmt: skip
"""Where evidence beyond figures and cases is looked for; each has its function in the application."""


class Figure(Shape, frozen=True, kw_only=True):
    """A figure that bears on rows: a measure over the period, of part of the cases (`where`).

    `short` is what its shortfall is called: "Acknowledged late".
    """

    title: str
    measure: str
    where: dict[str, str] = {}
    expects: Expects | None = None
    short: str = ""


class Selection(Shape, frozen=True, kw_only=True):
    """Cases to be opened: those a measure counts in the period, of which some are drawn, and what to look for.

    `whole`: of a share, what it is a share of, so that what was late can be drawn too.
    """

    title: str
    measure: str
    where: dict[str, str] = {}
    whole: bool = False
    draws: Annotated[int, Meta(ge=1, le=20)] = 3
    look_for: str


class Row(Shape, frozen=True, kw_only=True):
    """A row of the form, bound to provisions of the edition.

    `asks` is its question where it is not what its provision asks. `neutral`: a no is no failing. `binds` adds a pack's
    provisions where none follow by themselves; `against` names those whose conflict with the Code speaks for a no here.
    """

    section: str
    provisions: Cites
    asks: str = ""
    answers: Answers = "yes_no"
    neutral: bool = False
    figures: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    binds: dict[str, Cites] = {}
    against: dict[str, Cites] = {}


class Submission(Shape, frozen=True, kw_only=True):
    """By when it is sent to the ombudsman, and with what: by a day of the year, or months after the year's end.

    `certainty` says how sure these rules are; pages show it.
    """

    homes: int
    larger_by: Annotated[str, Meta(pattern=r"^\d{2}-\d{2}$")]
    smaller_months: int
    documents: tuple[str, ...]
    certainty: str
    source: str


class Form(Shape, frozen=True, kw_only=True):
    """The form of an edition: its columns, its sections in order and its rows by number."""

    form: str
    title: str
    body: str
    source: str
    columns: Annotated[tuple[str, ...], Meta(min_length=5, max_length=5)]
    sections: dict[str, str]
    figures: dict[str, Figure]
    samples: dict[str, Selection]
    rows: dict[str, Row]
    submission: Submission | None = None

    def of(self, section: str) -> dict[str, Row]:
        """The rows of a section."""
        return {key: row for key, row in self.rows.items() if row.section == section}


def form_faults(
    form: Form,
    edition: Mapping[str, Provision],
    packs: Mapping[str, Provisions],
    measures: Collection[str],
    dimensions: Collection[str],
) -> Iterator[Fault]:
    """What is wrong with a form beyond its shape: names that mean nothing, rows bound to nothing.

    `edition` are the edition's provisions, `packs` every pack's document; `measures` and `dimensions` what is counted.
    """
    for section in form.sections:
        if not form.of(section):
            yield Fault(("sections", section), "no row stands in this section")
    for key, row in form.rows.items():
        yield from _row_faults(form, ("rows", key), row, edition, packs)
    for kind, asked in (("figures", form.figures), ("samples", form.samples)):
        for name, one in asked.items():
            yield from _asked_faults((kind, name), one, measures, dimensions)
    for name, figure in form.figures.items():
        if figure.expects in ("all", "none") and not figure.short:
            yield Fault(("figures", name), "say what its shortfall is called (short)")


def _row_faults(
    form: Form, path: tuple[str, ...], row: Row, edition: Mapping[str, Provision], packs: Mapping[str, Provisions]
) -> Iterator[Fault]:
    if row.section not in form.sections:
        yield Fault((*path, "section"), f"there is no section {row.section!r}{hint(row.section, form.sections)}")
    lists: tuple[tuple[str, tuple[str, ...], Collection[str]], ...] = (
        ("provisions", row.provisions, edition), ("figures", row.figures, form.figures),
        ("samples", row.samples, form.samples), ("sources", row.sources, SOURCES),
    )  # fmt: skip
    for name, named, known in lists:
        for n, one in enumerate(named):
            if one not in known:
                yield Fault((*path, name, str(n)), f"there is no {name[:-1]} {one!r}{hint(one, known)}")
    if not row.asks and len(row.provisions) > 1:
        yield Fault((*path, "asks"), "a row of several provisions needs its question")
    for name, by_pack in (("binds", row.binds), ("against", row.against)):
        for pack, ids in by_pack.items():
            yield from _bound_faults((*path, name, pack), name, pack, ids, packs)


def _bound_faults(
    path: tuple[str, ...], name: str, pack: str, ids: tuple[str, ...], packs: Mapping[str, Provisions]
) -> Iterator[Fault]:
    if pack not in packs:
        yield Fault(path, f"there is no pack {pack!r}{hint(pack, packs)}")
        return
    known = packs[pack].provisions
    for n, one in enumerate(ids):
        if one not in known:
            yield Fault((*path, str(n)), f"{pack} has no provision {one!r}{hint(one, known)}")
        elif name == "against" and not known[one].finding:
            yield Fault((*path, str(n)), f"{one} has no finding, so nothing in it speaks against this row")


def _asked_faults(
    path: tuple[str, ...], one: Figure | Selection, measures: Collection[str], dimensions: Collection[str]
) -> Iterator[Fault]:
    if one.measure not in measures:
        yield Fault((*path, "measure"), f"there is no measure {one.measure!r}{hint(one.measure, measures)}")
    for name in one.where:
        if name not in dimensions:
            yield Fault((*path, "where", name), f"there is no dimension {name!r}{hint(name, dimensions)}")
