"""Charts as SVG of our own: they say nothing that the table beneath does not say.

They need no stylesheet and no script, so the same one stands on a page and in a PDF. What is told apart has a pattern,
a shape or a label, never a colour alone; and each has a title and a description for whoever does not see it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

from msgspec import Struct

from putright.core.reporting import marks, scales
from putright.core.reporting.marks import INK, QUIET, RULE, SIZE, WIDTH, bar, cut, line, n, text, wide
from putright.core.reporting.shapes import Cell, Chart, Table, Unit

ROW, BAR, GAP = 20, 17, 12
"""Units: a line of text, the height of a bar, the room between rows."""
PLOT = 200
"""Units: the height of a chart of lines."""


class Drawn(Struct, frozen=True, kw_only=True):
    """What is drawn of a table: `rows` of cells under `names`, all of one unit."""

    prefix: str
    unit: Unit
    labels: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    target: float | None

    def values(self, row: int) -> list[float]:
        """The values of a row as lengths: what is missing, or less than nothing, has none."""
        return [max(scales.number(cell) or 0.0, 0.0) for cell in self.rows[row]]

    def top(self, *, stacked: bool) -> float:
        """The highest value, or the highest sum of a row; or the target."""
        sums = [sum(self.values(row)) if stacked else max(self.values(row), default=0) for row in range(len(self.rows))]
        return max([*sums, self.target or 0.0])


def svg(chart: Chart, table: Table) -> str:
    """The chart as an SVG element. It draws those of its columns that have the unit of the first one with figures.

    Where the table has no figures at all, it says so.
    """
    drawn = _drawn(chart, table)
    if not drawn.rows or not drawn.names:
        inner, height = text(0, 20, "There is nothing to draw.", fill=QUIET), 30.0
    elif chart.kind == "lines":
        inner, height = _lines(drawn)
    else:
        inner, height = _bars(drawn, stacked=chart.kind == "stacked")
    return _framed(chart, drawn, inner, height)


def empty(chart: Chart, table: Table) -> bool:
    """Whether there is nothing to be seen in a chart: no figures, or only nought."""
    drawn = _drawn(chart, table)
    return not any(value for row in range(len(drawn.rows)) for value in drawn.values(row))


def _drawn(chart: Chart, table: Table) -> Drawn:
    wide_enough = min((len(row) for row in table.rows), default=0)
    asked = [one for one in chart.columns or range(1, wide_enough) if 0 < one < wide_enough]
    units = (row[one].unit for one in asked for row in table.rows if scales.number(row[one]) is not None)
    unit: Unit = next(units, "text")
    kept = [one for one in asked if any(row[one].unit == unit for row in table.rows)] if unit != "text" else []
    return Drawn(
        prefix=f"chart-{re.sub('[^A-Za-z0-9_-]', '-', table.id)[:40]}-{crc32(repr(chart).encode()):08x}",
        unit=unit,
        labels=tuple(scales.written(row[0]) for row in table.rows) if kept else (),
        names=tuple(table.head[one] if one < len(table.head) else "" for one in kept),
        rows=tuple(tuple(row[one] for one in kept) for row in table.rows) if kept else (),
        target=chart.target,
    )


def _framed(chart: Chart, drawn: Drawn, inner: str, height: float) -> str:
    title, about = f"{drawn.prefix}-title", f"{drawn.prefix}-desc"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pr-chart" role="img" viewBox="0 0 {WIDTH} {n(height)}"'
        f' aria-labelledby="{title} {about}" font-family="{marks.FAMILY}" font-size="{SIZE}">'
        f'<title id="{title}">{marks.clean(chart.title)}</title><desc id="{about}">{marks.clean(_about(drawn))}</desc>'
        f"<defs>{marks.patterns(drawn.prefix, len(drawn.names)) if chart.kind != 'lines' else ''}</defs>{inner}</svg>"
    )


def _about(drawn: Drawn) -> str:
    """What is to be seen, in a sentence or two: how many rows, the highest and the lowest figure of each column."""
    if not drawn.rows:
        return "There is nothing to draw."
    told = [f"{said}." for one in range(len(drawn.names)) if (said := _extremes(drawn, one))]
    target = f" The line marks {scales.figure(drawn.target, drawn.unit)}." if drawn.target is not None else ""
    return f"{' '.join(told)}{target} Every figure stands in the table below."


def _extremes(drawn: Drawn, one: int) -> str:
    found = [(value, label) for label, row in zip(drawn.labels, drawn.rows, strict=True)
             if (value := scales.number(row[one])) is not None]  # fmt: skip
    if not found:
        return f"{drawn.names[one]}: no figures"
    (high, most), (low, least) = max(found, key=lambda pair: pair[0]), min(found, key=lambda pair: pair[0])
    first = f"{drawn.names[one]}: highest {scales.figure(high, drawn.unit)} ({most})"
    return first if high == low else f"{first}, lowest {scales.figure(low, drawn.unit)} ({least})"


def _head(drawn: Drawn, *, lines: bool) -> tuple[str, float]:
    """What stands above a chart: what its marks mean, and how high that is."""
    names, high = marks.legend(drawn.prefix, drawn.names, 0, lines=lines)
    if drawn.target is None:
        return names, high
    line_, more = marks.target(f"Target: {scales.figure(drawn.target, drawn.unit)}", high)
    return names + line_, high + more


# ---- bars -----------------------------------------------------------------------------------


def _bars(drawn: Drawn, *, stacked: bool) -> tuple[str, float]:
    """Bars that lie, under the words of their row: long words have room, and a telephone shows them too."""
    said, head = _head(drawn, lines=False)
    points = scales.ticks(drawn.top(stacked=stacked), drawn.unit)
    room = WIDTH - 12 - max(wide(_beside(drawn, row, stacked=stacked)) for row in range(len(drawn.rows)))
    scale = max(room, WIDTH / 4) / points[-1]
    parts, y = [], head
    for row, label in enumerate(drawn.labels):
        parts.append(_named(cut(label, WIDTH), y))
        drawing, y = _row(drawn, row, y + ROW, scale, stacked=stacked)
        parts.append(drawing)
        y += GAP
    return _grid(drawn, points, scale, head, y) + said + "".join(parts), y + ROW


def _named(said: str, y: float) -> str:
    """The words of a row, on paper of their own: no line of the grid runs through them."""
    paper = f'<rect x="1" y="{n(y)}" width="{n(wide(said) + 4)}" height="{ROW - 1}" fill="{marks.PAPER}"/>'
    return paper + text(0, y + SIZE, said)


def _beside(drawn: Drawn, row: int, *, stacked: bool) -> str:
    """The longest words beside the bars of a row."""
    if not stacked:
        return max((scales.written(cell) for cell in drawn.rows[row]), key=len)
    return _sum(drawn, row)


def _sum(drawn: Drawn, row: int) -> str:
    known = [value for cell in drawn.rows[row] if (value := scales.number(cell)) is not None]
    return scales.figure(sum(known), drawn.unit) if known else scales.NOTHING


def _row(drawn: Drawn, row: int, y: float, scale: float, *, stacked: bool) -> tuple[str, float]:
    if stacked:
        return _stack(drawn, row, y, scale)
    parts = []
    for one, value in enumerate(drawn.values(row)):
        if value:
            parts.append(bar(drawn.prefix, one, 0, y, max(value * scale, 1), BAR))
        parts.append(text(value * scale + 6, y + BAR - 3, scales.written(drawn.rows[row][one]), bold=True))
        y += BAR + 3
    return "".join(parts), y


def _stack(drawn: Drawn, row: int, y: float, scale: float) -> tuple[str, float]:
    parts, x = [], 0.0
    for one, value in enumerate(drawn.values(row)):
        if value:
            parts += [bar(drawn.prefix, one, x, y, max(value * scale, 1), BAR + 3), _within(drawn, value, x, y, scale)]
        x += value * scale
    parts.append(text(x + 6, y + BAR - 1, _sum(drawn, row), bold=True))
    return "".join(parts), y + BAR + 5


def _within(drawn: Drawn, value: float, x: float, y: float, scale: float) -> str:
    """The figure of a part in the middle of it, on paper of its own, where there is room."""
    said = scales.tick(value, drawn.unit) if drawn.unit != "percent" else f"{value:.0%}"
    room, middle = wide(said) + 6, x + value * scale / 2
    if value * scale < room + 4:
        return ""
    paper = (
        f'<rect x="{n(middle - room / 2)}" y="{n(y + 2)}" width="{n(room)}" height="{BAR - 1}" fill="{marks.PAPER}"/>'
    )
    return paper + text(middle, y + BAR - 2, said, anchor="middle")


def _grid(drawn: Drawn, points: Sequence[float], scale: float, top: float, bottom: float) -> str:
    """Upright lines at round numbers, with the numbers under them; and the target."""
    parts, free = [], 0.0
    for point in points:
        x, said = point * scale, scales.tick(point, drawn.unit)
        parts.append(line(x, top, x, bottom, INK if not point else RULE))
        if x >= free:
            parts.append(text(x, bottom + SIZE, said, anchor="middle" if point else "start", fill=QUIET))
            free = x + wide(said) + 10
    if drawn.target is not None:
        x = max(drawn.target, 0) * scale
        parts.append(line(x, top, x, bottom, INK, ' stroke-width="2" stroke-dasharray="6 3"'))
    return "".join(parts)


# ---- lines ----------------------------------------------------------------------------------


def _lines(drawn: Drawn) -> tuple[str, float]:
    said, head = _head(drawn, lines=True)
    points, top = scales.ticks(drawn.top(stacked=False), drawn.unit), head + 16
    left = max(wide(scales.tick(point, drawn.unit)) for point in points) + 8
    step = (WIDTH - left - 24) / max(1, len(drawn.rows) - 1)
    across = [left + 12 + row * step for row in range(len(drawn.rows))]
    high = PLOT / points[-1]
    parts = [_rung(drawn, point, top + PLOT - point * high, left) for point in points]
    if drawn.target is not None:
        y = top + PLOT - max(drawn.target, 0) * high
        parts.append(line(left, y, WIDTH, y, INK, ' stroke-width="2" stroke-dasharray="6 3"'))
    parts += [_series(drawn, one, across, top + PLOT, high) for one in range(len(drawn.names))]
    parts.append(_under(drawn.labels, across, top + PLOT + ROW))
    return said + "".join(parts), top + PLOT + ROW + 8


def _rung(drawn: Drawn, point: float, y: float, left: float) -> str:
    said = text(left - 6, y + 5, scales.tick(point, drawn.unit), anchor="end", fill=QUIET)
    return line(left, y, WIDTH, y, INK if not point else RULE) + said


def _series(drawn: Drawn, one: int, across: Sequence[float], bottom: float, high: float) -> str:
    """A line with a mark at each figure, broken where there is none; the last figure stands beside it."""
    found = zip((scales.number(row[one]) for row in drawn.rows), across, strict=True)
    places = [None if value is None else (x, bottom - max(value, 0) * high) for value, x in found]
    stroke = f'stroke="{marks.colour(one)}" stroke-width="3"{marks.dashed(one)}'
    drawing = f'<path d="{_path(places)}" fill="none" {stroke}/>'
    known = [(place, row[one]) for place, row in zip(places, drawn.rows, strict=True) if place]
    shapes = "".join(marks.marker(one, *place) for place, _ in known)
    if not known or len(drawn.names) > 1:
        return drawing + shapes
    (x, y), cell = known[-1]
    return drawing + shapes + text(x, max(y - 9, SIZE), scales.written(cell), anchor="end", bold=True)


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    parts, before = [], None
    for place in places:
        if place:
            parts.append(f"{'L' if before else 'M'}{n(place[0])} {n(place[1])}")
        before = place
    return "".join(parts)


def _under(labels: Sequence[str], across: Sequence[float], y: float) -> str:
    """The words under the points: each, or as many of them as have room, the last one always."""
    widest = min(max(wide(label) for label in labels), WIDTH / 3)
    step = across[1] - across[0] if len(across) > 1 else WIDTH
    every = max(1, -(-int(widest + 10) // max(1, int(step))))
    last = len(labels) - 1
    shown = [row for row in range(len(labels)) if (last - row) % every == 0]
    return "".join(_label(cut(labels[row], WIDTH / 3), across[row], y) for row in shown)


def _label(said: str, x: float, y: float) -> str:
    half = wide(said) / 2
    if x + half > WIDTH:
        return text(WIDTH, y, said, anchor="end", fill=QUIET)
    return text(0, y, said, fill=QUIET) if x < half else text(x, y, said, anchor="middle", fill=QUIET)
