"""The front of a pack as data: cover, index, gaps, what was decided, dates, chronology, what is withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst

from putright import data
from putright.apps.casework.case import present
from putright.apps.casework.models import Party
from putright.apps.casework.names import names_of
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import said
from putright.apps.evidence import documents, planning
from putright.apps.evidence.making import Made
from putright.apps.evidence.models import EvidencePack
from putright.core import redacting, redress
from putright.core.chronology import Fact
from putright.core.chronology import chronology as facts_of
from putright.core.explain import in_words
from putright.core.gaps import Gap, gaps
from putright.core.timeline import FINDINGS, Entry, entries
from putright.core.workdays import OutOfRange

Block = dict[str, Any]
LATE_RECORD = 7
"""Days after which an entry counts as recorded late."""


@dataclass(frozen=True)
class Row:
    """One line of the chronology."""

    n: int
    on: date
    recorded: str
    recorded_on: date
    by: str
    kind: str
    told: Entry
    hash: str

    @property
    def text(self) -> str:
        """The sentence, and each of its texts below."""
        return _with_details(self.told.sentence, self.told.details)


@dataclass(frozen=True)
class Front:
    """Everything the front says. `made` are the documents as pages, in the order of the plan."""

    pack: EvidencePack
    opened: Opened
    planned: Mapping[str, Any]
    made: Sequence[Made]

    @cached_property
    def asked_on(self) -> date:
        """The day the pack was asked for."""
        return timezone.localdate(self.pack.asked_at)

    @cached_property
    def title(self) -> str:
        """What the whole is called."""
        return f"Evidence pack {self.pack.number}, complaint {self.pack.case.reference}"

    @cached_property
    def chronology(self) -> list[Row]:
        """What happened, in order; of a supplement, what was recorded since."""
        names = names_of(self.opened, Party.objects.filter(case=self.pack.case))
        told = entries(self.opened.events, names)
        first = self.planned["events"][0]
        return [
            Row(row.n, row.on, f"{timezone.localtime(row.at):%d %b %Y, %H:%M}", timezone.localdate(row.at),
                names.get(str(row.by_id), "the program"), row.kind, entry, row.hash)
            for row, entry in zip(self.opened.rows, told, strict=True) if row.n >= first
        ]  # fmt: skip

    @cached_property
    def facts(self) -> list[Fact]:
        """Every dated fact of the matter; of a supplement, those recorded since."""
        names = names_of(self.opened, Party.objects.filter(case=self.pack.case))
        return [one for one in facts_of(self.opened.events, names) if one.n + 1 >= self.planned["events"][0]]

    @cached_property
    def lacking(self) -> list[Gap]:
        """The gaps of the record, those of its letters and files among them."""
        found = gaps_of(self.opened, self.asked_on)
        for document, made in zip(self.planned["documents"], self.made, strict=True):
            if made.problem:
                on = date.fromisoformat(document["on"])
                found.append(Gap(on, f"Document {document['number']}: {made.problem[:1].lower()}{made.problem[1:]}"))
        return sorted(found, key=lambda gap: gap.on)

    def paper(self, pages: int) -> dict[str, Any]:
        """The front as `paper.typ` draws it, if it has this many pages itself."""
        total = pages + sum(made.pages for made in self.made)
        blocks = [*self._cover(total), *self._index(pages), *self._gaps(), *self._complaint(), *self._dates(),
                  *self._matter(), *self._chronology(), *self._withheld()]  # fmt: skip
        words = planning.words_of_front(dict(self.planned))
        footer = f" of {total}, {self.pack}"
        paper = {"title": self.title, "author": self.pack.landlord.name, "blocks": blocks}
        return {**covered(paper, words), "footer": footer}

    def _cover(self, total: int) -> Iterator[Block]:
        state = self.opened.state
        yield _heading(self.title, 1)
        asked = state.evidence.get(self.pack.request)
        bodies = data.load_bodies()
        to = ", ".join(str(bodies.get(b, {}).get("name", b)) for b in redress.bodies(self.opened.judged))
        rows = [
            ("Landlord", self.pack.landlord.name),
            ("Complainant", self.pack.case.complainant or "Anonymous"),
            ("For", to),
            ("Asked for", f"{said(asked.on)}. {asked.what}".strip() if asked else ""),
            ("Prepared by", f"{self.planned['asked_by']}, {said(self.asked_on)}"),
            ("This is", self._part_of()),
            ("It holds", f"{_count(len(self.made), 'document')} on {total} pages, these first pages included"),
        ]
        yield {"block": "details", "rows": [list(row) for row in rows if row[1]]}
        yield _paragraph(
            "The ZIP that belongs to this pack holds this PDF, every document as a file, and a list of "
            "sums by which anybody can check that nothing has changed: its README.txt says how."
        )
        yield {"block": "contents"}

    def _part_of(self) -> str:
        before = self.planned["supplements"]
        if not before:
            return "the whole file as it stood on that day"
        return (f"a supplement to evidence pack {before[0]}: what came to the file since. Documents are numbered on "
                "from it")  # fmt: skip

    def _index(self, pages: int) -> Iterator[Block]:
        yield _heading("Documents")
        if not self.made:
            yield _paragraph("There is none.")
            return
        rows, page = [], pages + 1
        for document, made in zip(self.planned["documents"], self.made, strict=True):
            part = f", {_count(len(made.withheld), 'page')} with something withheld" if made.withheld else ""
            about = f"{document['title']}\n{capfirst(document['how'])}. Here: {made.how}{part}."
            day = said(date.fromisoformat(document["on"]))
            rows.append([str(document["number"]), about, day, document["source"], str(page), str(made.pages)])
            page += made.pages
        head = ["No.", "Document", "Date", "From", "Page", "Pages"]
        yield _table(head, [9, 0, 24, 30, 11, 11], rows)

    def _gaps(self) -> Iterator[Block]:
        yield _heading("What this record lacks")
        rows = [[said(gap.on), f"{gap.text}."] for gap in self.lacking]
        if rows:
            yield _paragraph("What should be on the record and is not, or is late.")
            yield _table(["Date", "What"], [32, 0], rows)
        else:
            yield _paragraph("Nothing that was due is missing from the record or late.")

    def _complaint(self) -> Iterator[Block]:
        yield _heading("The complaint and what was decided")
        yield _heading("As it was made", 3)
        yield _paragraph(self.opened.state.text or "No words of it are recorded.")
        for n, stage in sorted(self.opened.state.stages.items()):
            if stage.points:
                day = f", defined on {said(stage.defined)}" if stage.defined else ""
                yield _heading(f"Stage {n}{day}", 3)
                yield from self._points(stage)
        if wanted := present.outcomes(self.opened):
            yield _heading("Outcomes sought", 3)
            yield {"block": "list", "items": [f"{text}{f' (told: {why})' if why else ''}" for text, why in wanted]}
        yield from self._remedies()

    def _points(self, stage: Any) -> Iterator[Block]:
        rows = []
        for key, text in stage.points.items():
            found = stage.findings.get(key)
            decided = f"{FINDINGS[found.finding]}. {found.reasons}" if found else "Not decided"
            rows.append([key.removeprefix("p"), text or "The complaint as a whole", decided])
        yield _table(["Point", "What is complained of", "Finding and reasons"], [13, 0, 0], rows)

    def _remedies(self) -> Iterator[Block]:
        rows = []
        for key, promise in self.opened.state.remedies.items():
            amount = f" (£{promise.amount:,.2f})" if promise.amount is not None else ""
            done = f"Done on {said(promise.done)}" if promise.done else "Not recorded as done"
            rows.append([key, f"{promise.what}{amount}", said(promise.by) if promise.by else "", done])
        if rows:
            yield _heading("Remedies", 3)
            yield _table(["", "What", "By", "How it stands"], [11, 0, 30, 38], rows)

    def _dates(self) -> Iterator[Block]:
        yield _heading("Dates and how they were worked out")
        rows = []
        for duty in self.opened.duties:
            status = duty.status(self.asked_on)
            if duty.due and status not in ("lapsed", "waiting") and duty.name not in ("dispose", "stage2.request"):
                worked = "\n".join(in_words(one, self.opened.policy.calendar) for one in duty.derivations)
                done = f"Done {said(duty.done)}" if duty.done else "Not recorded as done"
                name = f"{present.duty_name(self.opened, duty.name)}\n{', '.join(duty.cites)}"
                rows.append([name, said(duty.due), done, worked])
        yield _table(["What", "Due", "", "Worked out"], [42, 24, 26, 0], rows)

    def _matter(self) -> Iterator[Block]:
        """What the evidence shows, by the day it shows it of; left out where it says no more than the record does."""
        if not any(fact.source for fact in self.facts):
            return
        yield _heading("The matter itself, day by day")
        rows = [[said(fact.on), _with_details(fact.text, fact.details), fact.source or "The record of the case"]
                for fact in self.facts]  # fmt: skip
        yield _table(["Date", "What happened", "Known from"], [24, 0, 40], rows)

    def _chronology(self) -> Iterator[Block]:
        since = " since the pack it supplements" if self.planned["supplements"] else ""
        yield _heading("Chronology of the record")
        yield _paragraph(f"Everything on record{since}, in the order in which it happened: the day it happened, and "
                         "when and by whom it was recorded.")  # fmt: skip
        rows = [[str(row.n), said(row.on), row.text, f"{row.recorded}\n{row.by}"] for row in self.chronology]
        yield _table(["", "Date", "What happened", "Recorded"], [8, 24, 0, 34], rows)

    def _withheld(self) -> Iterator[Block]:
        yield _heading("What is withheld, and why")
        rows = list(withheld_rows(self.planned, self.made))
        if rows:
            yield _paragraph("Where something is withheld the page is a picture with black on it. The landlord keeps "
                             "the documents as they are.")  # fmt: skip
            yield _table(["Where", "What", "Why"], [0, 42, 50], rows)
        else:
            yield _paragraph("Nothing is withheld.")


def gaps_of(opened: Opened, as_of: date) -> list[Gap]:
    """The gaps of a case: of its record, and letters said to have gone out of which there is no copy."""
    found: list[Gap] = []
    try:
        found += gaps(opened.events, opened.policy, opened.people, max(as_of, opened.state.last))
    except OutOfRange as outside:
        found.append(Gap(as_of, f"Lateness could not be worked out: {outside}"))
    for event in documents.letterless(opened):
        what = event.kind.replace("_", " ")
        found.append(Gap(event.on, f"No copy of the letter that belongs to “{what}” of {said(event.on)} is held here"))
    return sorted([*found, *_late_records(opened)], key=lambda gap: gap.on)


def _late_records(opened: Opened) -> Iterator[Gap]:
    late = [row for row in opened.rows if (timezone.localdate(row.at) - row.on).days > LATE_RECORD]
    if late:
        which = f"{'Entry' if len(late) == 1 else 'Entries'} {', '.join(str(row.n) for row in late)} of the chronology"
        yield Gap(late[0].on, f"{which} recorded more than {LATE_RECORD} days after it happened")


def withheld_rows(planned: Mapping[str, Any], made: Sequence[Made]) -> Iterator[list[str]]:
    """Where something is withheld, how much, and why; never what."""
    for document, one in zip(planned["documents"], made, strict=True):
        orders = planning.orders_of(dict(planned), document["key"])
        named = [order for order in orders if order["words"]]
        where = f"Document {document['number']}"
        if one.whole:
            yield [where, "The whole document", one.whole]
            continue
        for order, count in zip(named, one.found, strict=False):
            if count:
                yield [where, f"Words, in {_count(count, 'place')}", order["reason"]]
        for order in orders:
            if order["pages"]:
                yield [where, f"Its {_pages(order['pages'])}, whole", order["reason"]]
            if order["squares"]:
                yield [where, f"Parts of its {_pages(sorted(map(int, order['squares'])))}", order["reason"]]
    for reason in dict.fromkeys(one["reason"] for one in planned["withheld"] if one["words"]):
        yield ["These first pages, the lists and the names of files", "The same words", reason]


def covered(value: Any, words: Sequence[str]) -> Any:
    """Plain values with what is withheld covered in every text."""
    if not words:
        return value
    if isinstance(value, str):
        return redacting.cover(value, words)
    if isinstance(value, list | tuple):
        return [covered(one, words) for one in value]
    if isinstance(value, dict):
        return {key: one if key == "block" else covered(one, words) for key, one in value.items()}
    return value


def _with_details(sentence: str, details: Sequence[tuple[str, str]]) -> str:
    """A sentence, and each of its texts below it."""
    ended = sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
    return "\n".join([ended, *(f"{label}: {text}" if label else text for label, text in details)])


def _pages(numbers: Sequence[int]) -> str:
    return f"page{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers))}"


def _heading(text: str, level: int = 2) -> Block:
    return {"block": "heading", "level": level, "text": text}


def _paragraph(text: str) -> Block:
    return {"block": "paragraph", "text": text}


def _table(head: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]) -> Block:
    return {"block": "table", "head": list(head), "widths": list(widths), "rows": [list(row) for row in rows]}


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
