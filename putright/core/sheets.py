"""Cells of sheets (CSV) that others open in a spreadsheet."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@")


def cell(value: object) -> object:
    """A value as a cell that no spreadsheet takes for a formula: a text that begins like one is told that it is a text.

    >>> cell("=HYPERLINK(A1)"), cell(" +1"), cell("Rosa"), cell(-3)
    ("'=HYPERLINK(A1)", "' +1", 'Rosa', -3)
    """
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.lstrip().startswith(FORMULA) or value.startswith(("\t", "\r", "\n")) else value
