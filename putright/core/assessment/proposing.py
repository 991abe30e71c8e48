"""What the records say of a row: figures in words, reasons for and against, and the answer they suggest.

A person answers. Where nothing in the records bears on a row, nothing is proposed, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from putright.core.assessment.binding import Bound
from putright.core.assessment.form import Figure, Row
from putright.core.measures.question import Answer, Question

NOTHING = "Nothing was found in the records. Say yourself what shows it."
AGAINST = "{id} of the policy: {finding}"


class Counted(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A figure of the form as it was counted: the question, its answer, and both in words."""

    name: str
    title: str
    asks: Question
    answer: Answer
    says: str
    reason: str = ""
    """Why it speaks for a no; empty where it does not."""
    bears: bool = False
    """It was to be so, and is."""


class Found(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Something found elsewhere in the records. `holds`: it shows that the row is met, or (False) that it is not."""

    says: str
    holds: bool | None = None
    href: str = ""


class Proposal(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the records suggest: `answer` yes, no or nothing, what speaks for a yes and what for a no."""

    answer: str = ""
    supports: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.supports or self.against)

    @property
    def evidence(self) -> str:
        """What to begin the evidence with."""
        return "\n".join(self.supports)


def counted(name: str, figure: Figure, asks: Question, answer: Answer) -> Counted:
    """A figure with what it says, and whether it speaks for a no."""
    short = _short(figure, answer)
    return Counted(
        name=name, title=figure.title, asks=asks, answer=answer, says=f"{figure.title}: {in_words(answer)}",
        reason=f"{figure.short or figure.title}: {short}" if short else "",
        bears=figure.expects is not None and not short and _counts(figure, answer),
    )  # fmt: skip


def in_words(answer: Answer) -> str:
    """An answer as it is read: a share with what it is a share of, to one decimal, rounded once and half up."""
    if answer.of is None:
        return str(answer.counted)
    if not answer.of:
        return "none to count"
    tenths = (2000 * answer.counted + answer.of) // (2 * answer.of)
    return f"{answer.counted} of {answer.of} ({tenths // 10}.{tenths % 10}%)"


def _short(figure: Figure, answer: Answer) -> str:
    if figure.expects == "all" and answer.of and answer.counted < answer.of:
        return f"{answer.of - answer.counted} of {answer.of}"
    if figure.expects == "none" and answer.counted:
        return str(answer.counted) if answer.of is None else f"{answer.counted} of {answer.of}"
    return "none" if figure.expects == "some" and not answer.counted and answer.of != 0 else ""


def _counts(figure: Figure, answer: Answer) -> bool:
    """Whether there was anything that could have gone wrong, or right."""
    return figure.expects == "none" or bool(answer.of if answer.of is not None else answer.counted)


def proposal(row: Row, own: Iterable[Bound], figures: Iterable[Counted], found: Iterable[Found]) -> Proposal:
    """What the records suggest for a row."""
    own, figures, found = tuple(own), tuple(figures), tuple(found)
    against = tuple(dict.fromkeys(_against(own, figures, found)))
    supports = (*(one.says for one in figures), *(one.says for one in found if one.holds is not False))
    if row.answers == "words":
        return Proposal(supports=supports, against=against)
    answer = "no" if against and not row.neutral else _unless_no(row, figures, found)
    return Proposal(answer=answer, supports=supports, against=against)


def _unless_no(row: Row, figures: tuple[Counted, ...], found: tuple[Found, ...]) -> str:
    """What is proposed where nothing speaks for a no: does not apply, where what it asks about never happened."""
    bears = any(one.bears for one in figures)
    if row.answers == "yes_no_na":
        happened = any(one.answer.counted for one in figures)
        return "yes" if bears and happened else "na" if figures and not happened else ""
    return "yes" if bears or any(one.holds for one in found) else ""


def _against(own: tuple[Bound, ...], figures: tuple[Counted, ...], found: tuple[Found, ...]) -> Iterator[str]:
    yield from (one.reason for one in figures if one.reason)
    yield from (one.says for one in found if one.holds is False)
    yield from (AGAINST.format(id=one.id, finding=one.finding) for one in own if one.against)
