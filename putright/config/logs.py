"""How a log line reads: what failed and where, never the values, which may be personal data."""

from __future__ import annotations

import logging
from traceback import walk_tb
from types import TracebackType
from typing import Any


class Reticent(logging.Formatter):
    """An error is written as its type and the lines it came through, without its message.

    A database's message quotes the row it refused ("Key (email)=(…) already exists").
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: Any) -> str:  # noqa: N802 (logging's name)
        kind, error, trace = ei
        lines = [self._line(kind, trace)]
        while error := error.__cause__ or error.__context__:
            lines.append("  after " + self._line(type(error), error.__traceback__))
        return "\n".join(lines)

    @staticmethod
    def _line(kind: type[BaseException], trace: TracebackType | None) -> str:
        places = [f"    {f.f_code.co_filename}:{number} in {f.f_code.co_name}" for f, number in walk_tb(trace)]
        return "\n".join([f"{kind.__module__}.{kind.__qualname__}", *places])
