"""How values are written beside a chart, and which round numbers its axis shows."""

from __future__ import annotations

import math
from datetime import date

from putright.core import workdays
from putright.core.reporting.shapes import Cell, Unit

NOTHING = "–"
"""What stands where there is no figure."""
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
LARGE = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


def number(cell: Cell) -> float | None:
    """The value of a cell as a number; None where it is none that can be drawn."""
    value = cell.value
    if cell.unit in ("text", "date") or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if _finite(value) else None


def _finite(value: float) -> bool:
    """Whether it is a number that arithmetic can take: not endless, and no integer beyond all floats."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def written(cell: Cell) -> str:
    """A cell as people read it, its note included.

    >>> written(Cell(value=0.25, unit="percent")), written(Cell(value=12500, unit="pounds")), written(Cell(note="few"))
    ('25.0%', '£125.00', 'few')
    """
    if cell.value is None:
        return cell.note or NOTHING
    said = _day(cell) if cell.unit == "date" else ""
    if not said:
        said = cell.value if isinstance(cell.value, str) else figure(cell.value, cell.unit)
    return f"{said} ({cell.note})" if cell.note else said


def _day(cell: Cell) -> str:
    """A day in words; empty where the value is none."""
    try:
        return workdays.said(date.fromisoformat(f"{cell.value}"))
    except ValueError:
        return ""


def figure(value: float, unit: Unit) -> str:
    """A number with its unit.

    >>> figure(1234, "count"), figure(12.345, "rate"), figure(1, "days"), figure(1250000, "pounds")
    ('1,234', '12.3', '1 day', '£12,500.00')
    """
    if not _finite(value):
        return NOTHING
    if unit == "percent":
        return f"{value:.1%}"
    if unit == "pounds":
        return f"-£{-value / 100:,.2f}" if value < 0 else f"£{value / 100:,.2f}"
    if unit == "days":
        return f"{_short(value)} day{'' if value == 1 else 's'}"
    return f"{value:,.1f}" if unit in ("rate", "score") else _short(value)


def _short(value: float) -> str:
    return f"{value:,.0f}" if isinstance(value, int) or float(value).is_integer() else f"{value:,.1f}"


def ticks(highest: float, unit: Unit, wanted: int = 4) -> tuple[float, ...]:
    """Round numbers from 0 up to or beyond the highest value; things that are counted get whole numbers.

    >>> ticks(7, "count"), ticks(0.93, "percent"), ticks(0, "count")
    ((0.0, 2.0, 4.0, 6.0, 8.0), (0.0, 0.25, 0.5, 0.75, 1.0), (0.0, 1.0))
    """
    scale = 100.0 if unit == "pounds" else 1.0
    top = max(highest, 0.0) / scale
    if not math.isfinite(top):
        return (0.0, 1.0)
    step = _step(top / wanted, whole=unit in ("count", "days", "pounds"))
    count = max(1, math.ceil(top / step - 1e-9))
    return tuple(float(f"{step * n * scale:.12g}") for n in range(count + 1))


def _step(least: float, *, whole: bool) -> float:
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    step = next((one * power for one in STEPS if one * power >= least * (1 - 1e-9)), 10 * power)
    if not whole:
        return step
    return max(1.0, step if step.is_integer() else 5.0 * power if power >= 1 else 1.0)


def tick(value: float, unit: Unit) -> str:
    """What stands beside a tick.

    >>> tick(0.25, "percent"), tick(250000, "pounds"), tick(1500000, "count"), tick(2.5, "rate")
    ('25%', '£2,500', '1.5m', '2.5')
    """
    if unit == "percent":
        return f"{100 * value:.10g}%"
    amount = value / 100 if unit == "pounds" else value
    size, name = next(((size, name) for size, name in LARGE if abs(amount) >= size), (1.0, ""))
    amount = amount / size
    said = f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.10g}"
    return f"{'£' if unit == 'pounds' else ''}{said}{name}"
