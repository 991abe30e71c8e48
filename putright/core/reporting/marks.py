"""What the parts of a chart are told apart by: a pattern, a shape, a kind of dash; never by colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

WIDTH = 480
"""Units across every chart: at 375 pixels a letter of 15 units is still 11 pixels high."""
SIZE = 15
INK, QUIET, RULE, PAPER = "#1b2a30", "#4a5a61", "#b7c4c9", "#ffffff"
FAMILY = "Atkinson Hyperlegible Next, Arial, sans-serif"
COLOURS = ("#0f4c5c", "#b35c00", "#6b4a9c", "#4a5a61", "#8f1812", "#145a30")
"""Each at least 4.5 to 1 on white."""
DASHES = ("", "8 4", "2 4", "12 4 2 4", "5 2", "1 2")
_TILES = (
    "",
    '<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="#ffffff" stroke-width="2.5"/>',
    '<circle cx="4" cy="4" r="1.8" fill="#ffffff"/>',
    '<path d="M0 4H8" stroke="#ffffff" stroke-width="2.5"/>',
    '<path d="M4 0V8" stroke="#ffffff" stroke-width="2.5"/>',
    '<path d="M0 4H8M4 0V8" stroke="#ffffff" stroke-width="1.5"/>',
)


def n(value: float) -> str:
    """A coordinate.

    >>> n(12.0), n(12.345), n(-0.0)
    ('12', '12.35', '0')
    """
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said


def text(x: float, y: float, said: str, *, anchor: str = "start", fill: str = INK, bold: bool = False) -> str:
    """Words at a place, escaped."""
    weight = ' font-weight="700"' if bold else ""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{n(x)}" y="{n(y)}"{where} fill="{fill}"{weight}>{clean(said)}</text>'


def clean(said: str) -> str:
    """Words as XML takes them: without control characters."""
    return escape("".join(c for c in said if c.isprintable() or c == " "))


def cut(said: str, room: float) -> str:
    """Words shortened to what about fits; the table beneath has them whole.

    >>> cut("Antisocial behaviour", 80)
    'Antisocia…'
    """
    letters = max(3, int(room / (SIZE * 0.54)))
    return said if len(said) <= letters else f"{said[: letters - 1].rstrip()}…"


def wide(said: str) -> float:
    """About how wide words are."""
    return len(said) * SIZE * 0.6


def line(x1: float, y1: float, x2: float, y2: float, stroke: str = RULE, more: str = "") -> str:
    """A straight line."""
    return f'<line x1="{n(x1)}" y1="{n(y1)}" x2="{n(x2)}" y2="{n(y2)}" stroke="{stroke}"{more}/>'


def colour(series: int) -> str:
    """The colour of a series, for a line."""
    return COLOURS[series % len(COLOURS)]


def patterns(prefix: str, series: int) -> str:
    """The patterns that bars are filled with; the first is plain, and after six colours other patterns come."""
    return "".join(_patterns(prefix, series))


def _patterns(prefix: str, series: int) -> Iterator[str]:
    for one in range(series):
        ground = f'<rect width="8" height="8" fill="{colour(one)}"/>'
        tile = _TILES[(one + one // len(COLOURS)) % len(_TILES)]
        size = 'width="8" height="8" patternUnits="userSpaceOnUse"'
        yield f'<pattern id="{prefix}-{one}" {size}>{ground}{tile}</pattern>'


def bar(prefix: str, series: int, x: float, y: float, width: float, height: float) -> str:
    """A bar in the pattern of its series, with an edge; the first is plain, since tiles show seams in print."""
    fill = f"url(#{prefix}-{series})" if series else colour(series)
    place = f'x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}"'
    return f'<rect {place} fill="{fill}" stroke="{colour(series)}" stroke-width="1"/>'


def marker(series: int, x: float, y: float, r: float = 4.5) -> str:
    """The shape at the points of a line."""
    at, fill = f"{n(x)} {n(y)}", f'fill="{colour(series)}"'
    shape = series % 4
    if shape == 0:
        return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" {fill}/>'
    if shape == 1:
        return f'<rect x="{n(x - r)}" y="{n(y - r)}" width="{n(2 * r)}" height="{n(2 * r)}" {fill}/>'
    if shape == 2:
        return f'<path d="M{at}m0 {n(-r - 1)}l{n(r + 1)} {n(2 * r)}h{n(-2 * r - 2)}z" {fill}/>'
    return (
        f'<path d="M{at}m0 {n(-r - 1)}l{n(r + 1)} {n(r + 1)}l{n(-r - 1)} {n(r + 1)}l{n(-r - 1)} {n(-r - 1)}z" {fill}/>'
    )


def dashed(series: int) -> str:
    """The dashes of a line, as an attribute."""
    dash = DASHES[series % len(DASHES)]
    return f' stroke-dasharray="{dash}"' if dash else ""


def legend(prefix: str, names: Sequence[str], y: float, *, lines: bool) -> tuple[str, float]:
    """The names of the series, each with its mark, and how high they stand; none where there is one series."""
    if len(names) < 2:
        return "", 0
    parts, x, row = [], 0.0, 0
    for one, name in enumerate(names):
        said = cut(name, WIDTH - 40)
        if x and x + 34 + wide(said) > WIDTH:
            x, row = 0.0, row + 1
        parts.append(_entry(prefix, one, x, y + row * 24, said, lines=lines))
        x += 34 + wide(said) + 18
    return "".join(parts), (row + 1) * 24 + 6


def _entry(prefix: str, one: int, x: float, y: float, said: str, *, lines: bool) -> str:
    if lines:
        drawn = line(x, y + 10, x + 26, y + 10, colour(one), f' stroke-width="3"{dashed(one)}')
        return drawn + marker(one, x + 13, y + 10) + text(x + 34, y + 15, said)
    return bar(prefix, one, x + 1, y + 2, 22, 15) + text(x + 30, y + 15, said)


def target(said: str, y: float) -> tuple[str, float]:
    """What the line across the chart marks."""
    drawn = line(0, y + 10, 26, y + 10, INK, ' stroke-width="2" stroke-dasharray="6 3"')
    return drawn + text(34, y + 15, said), 30
