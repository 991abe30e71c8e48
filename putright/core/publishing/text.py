"""A publication as plain text: to paste, to read aloud, and to compare one version with another."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from putright.core.letters.blocks import Details, Heading, Rows
from putright.core.publishing import shapes as s

WIDTH = 76


def to_text(document: s.Document) -> str:
    """All of it, lines of at most 76 characters where words allow, headings underlined."""
    parts = [document.organisation, _under(document.title, "="), _wrap(document.lead)]
    parts += [_draw(block) for block in document.blocks]
    return "\n\n".join(filter(None, [*parts, *map(_wrap, document.foot)])) + "\n"


def _wrap(text: str, first: str = "", indent: str = "") -> str:
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False,
                break_on_hyphens=False)  # fmt: skip


def _under(text: str, mark: str) -> str:
    return f"{_wrap(text)}\n{mark * min(len(text), WIDTH)}"


def _draw(block: s.Any) -> str:  # noqa: PLR0911 (a line for each kind of block)
    match block:
        case Heading():
            return _under(block.text, "-") if block.level < 3 else _wrap(block.text)
        case Details():
            return _pairs(block.rows)
        case s.Lines():
            mark = "* " if block.bullets else ""
            return ("\n" if block.bullets else "\n\n").join(
                _wrap(one.text, mark, " " * len(mark)) for one in block.items
            )
        case s.Steps():
            return "\n".join(_wrap(" ".join(_step(step)), f"{n}. ", "   ") for n, step in enumerate(block.items, 1))
        case s.Reach():
            said = (block.title, *(one.text for one in block.says))
            return "\n".join(filter(None, (*map(_wrap, filter(None, said)), _pairs(block.rows))))
        case s.Post():
            return _wrap(block.line.text)
    return ""


def _step(step: s.Step) -> Iterator[str]:
    yield step.title if step.title[-1] in "?!" else f"{step.title}."
    if step.big:
        yield f"{step.big.number} {step.unit}"
    yield from (s.ended(line.text) for line in step.lines)


def _pairs(rows: Rows) -> str:
    return "\n".join(_wrap(f"{name}: {value}", "", "  ") for name, value in rows)
