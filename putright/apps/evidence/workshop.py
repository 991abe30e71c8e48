"""The process that makes pages, from outside: it may die or hang on a bad file, and is then replaced."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from types import TracebackType
from typing import Any, Self

SECONDS = 120
"""How long one job may take."""


class Unreadable(Exception):
    """The file cannot be shown as pages; the text says why."""


class Broken(Exception):
    """The process died, hung or failed on a job; the text says how."""


class Workshop:
    """Does jobs of `pages.__main__`, one after the other. Its process starts with the first job."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def do(self, what: str, /, *, seconds: float = SECONDS, **job: Any) -> Any:
        """The answer to one job. Raises `Unreadable` or `Broken`."""
        process = self._running()
        late = threading.Timer(seconds, process.kill)
        late.start()
        try:
            line = self._ask(process, {"do": what, **job})
        finally:
            late.cancel()
        if not line:
            self.close()
            raise Broken(f"making pages broke off in {what!r}")
        answer = json.loads(line)
        if "unreadable" in answer:
            raise Unreadable(answer["unreadable"])
        if "failed" in answer:
            raise Broken(f"{what}: {answer['failed']}")
        return answer["done"]

    def close(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "putright.apps.evidence.pages"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
            )  # fmt: skip
        return self._process

    @staticmethod
    def _ask(process: subprocess.Popen[str], job: dict[str, Any]) -> str:
        assert process.stdin  # noqa: S101
        assert process.stdout  # noqa: S101
        try:
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            return ""
        return process.stdout.readline()
