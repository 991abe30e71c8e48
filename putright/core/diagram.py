"""The procedure of a policy as a picture: stages, times, who acts, what is refused; as Mermaid text or SVG."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from putright.core.policy import Policy
from putright.core.procedure import Box, boxes

WIDTH, LINE, PAD, GAP = 720, 20, 14, 26
INDENT, LONGEST = 16, 80
"""How far the lines of a row stand in, and how many letters of this size fit on one."""


def mermaid(policy: Policy) -> str:
    """The procedure as a Mermaid flowchart."""
    found = boxes(policy)
    nodes = [f'  s{n}["{_quoted(box)}"]' for n, box in enumerate(found)]
    edges = [f'  s{n} -- "{box.after}" --> s{n + 1}' for n, box in enumerate(found[:-1]) if box.after]
    return "\n".join(["flowchart TD", *nodes, *edges]) + "\n"


def _quoted(box: Box) -> str:
    text = "<br>".join([f"<b>{box.title}</b>", *(escape(line) for line in box.lines)])
    return text.replace('"', "#quot;")


class _Text(NamedTuple):
    """A line as it is drawn: how far it stands in, and whether it is the name of a row."""

    text: str
    indent: int = INDENT
    strong: bool = False


def svg(policy: Policy) -> str:
    """The procedure as one SVG picture that a screen reader reads as its title and description."""
    drawn, top = [], PAD
    found = boxes(policy)
    for box in found:
        drawn.append(_drawn(box, top))
        top += _height(box) + (GAP + LINE if box.after else GAP)
    described = ". ".join(f"{box.title}: {'; '.join(box.lines)}" for box in found)
    return _picture("policy", policy.pack.title, described, top, "".join(drawn))


def pieces(policy: Policy) -> list[str]:
    """The same a box each, so that on paper none is cut in two."""
    return [
        _picture(
            f"policy-{n}",
            box.title,
            "; ".join(box.lines),
            _height(box) + GAP + (LINE if box.after else 0),
            _drawn(box, 1),
        )
        for n, box in enumerate(boxes(policy))
    ]


def _picture(name: str, title: str, described: str, height: int, drawn: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="{name}-title {name}-text" font-family="Atkinson Hyperlegible Next, Verdana, sans-serif" '
        f'font-size="14" fill="#0b0c0c"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-text">{escape(described)}</desc>{drawn}</svg>\n'
    )


def _height(box: Box) -> int:
    return PAD * 2 + LINE * (len(list(_lines(box))) + 1)


def _lines(box: Box) -> Iterator[_Text]:
    """What stands in a box: the name of each row, its lines below it."""
    for name, lines in box.rows:
        yield _Text(name, 0, strong=True)
        for text in lines:
            first, *rest = _wrapped(text)
            yield _Text(first)
            yield from (_Text(one, INDENT * 2) for one in rest)


def _wrapped(text: str) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= LONGEST:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _drawn(box: Box, top: int) -> str:
    height = _height(box)
    middle, below, left = WIDTH // 2, top + height, PAD * 2
    text = "".join(
        _text(left + one.indent, top + PAD + LINE * (n + 2) - 4, one.text, ' font-weight="bold"' * one.strong)
        for n, one in enumerate(_lines(box))
    )
    arrow = (
        f'<path d="M{middle} {below}v{GAP + LINE - 6}m-5-7l5 7l5-7" fill="none" stroke="#33475b" stroke-width="2"/>'
        + _text(middle + 14, below + LINE + 2, box.after)
    )
    return (
        f'<rect x="{PAD}" y="{top}" width="{WIDTH - 2 * PAD}" height="{height}" rx="6" fill="#f4f7f9" '
        'stroke="#33475b"/>'
        + _text(left, top + PAD + LINE - 6, box.title, ' font-weight="bold" font-size="17"')
        + text
        + (arrow if box.after else "")
    )


def _text(x: int, y: int, text: str, look: str = "") -> str:
    return f'<text x="{x}" y="{y}"{look}>{escape(text)}</text>'
