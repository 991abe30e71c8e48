"""The process that touches files from anybody: a job as a line of JSON comes in, its answer as a line goes out.

It holds no secrets and opens no database. Whoever starts it ends it when a job takes too long (`workshop`).
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from putright.apps.evidence.pages import burn, convert, hidden, join, pdfs, typeset

MEMORY = 4 * 1024**3
"""Bytes that it may use at most."""
Job = dict[str, Any]


def _convert(job: Job) -> Any:
    out = Path(job["out"])
    how = convert.convert(Path(job["source"]), job["kind"], job["name"], out)
    return {"how": how, "pages": _count(out)}


def _stand_in(job: Job) -> Any:
    make = convert.withhold if job["withheld"] else convert.cannot_be_shown
    make(job["name"], job["why"], Path(job["out"]))
    return {"pages": _count(Path(job["out"]))}


def _burn(job: Job) -> Any:
    squares = {int(page): found for page, found in job["squares"].items()}
    return asdict(burn.burn(Path(job["base"]), burn.Order(job["words"], job["pages"], squares), Path(job["out"])))


def _look(job: Job) -> Any:
    """The text of each page, and how often each word is found in it all."""
    with pdfium.PdfDocument(job["base"]) as opened:
        text, places, blind = burn.read(opened)
    pages = [""] * (places[-1][0] if places else 0)
    for char, (page, _) in zip(text, places, strict=True):
        pages[page - 1] += char
    found, _ = burn.look(Path(job["base"]), job["words"])
    return {"pages": pages, "found": found.found, "blind": blind}


def _picture(job: Job) -> Any:
    with pdfium.PdfDocument(job["base"]) as opened:
        page = opened[job["page"] - 1]
        shown = page.render(scale=min(1.5, 3000 / max(page.get_size())), crop=(0, pdfs.STRIP, 0, 0)).to_pil()
        shown.convert("RGB").save(job["out"], "JPEG", quality=75)
    return {}


def _holds(job: Job) -> Any:
    return {"holds": hidden.holds(Path(job["path"]), job["kind"], job["words"])}


def _draw(job: Job) -> Any:
    out = Path(job["out"])
    out.write_bytes(typeset.draw(job["paper"]))
    return {"pages": _count(out)}


def _join(job: Job) -> Any:
    parts = [join.Part(Path(path), title, label, pages) for path, title, label, pages in job["parts"]]
    return {"pages": join.join(Path(job["front"]), parts, job["stamp"], Path(job["out"]))}


def _count(path: Path) -> int:
    with pdfium.PdfDocument(path) as opened:
        return len(opened)


JOBS: dict[str, Callable[[Job], Any]] = {
    "convert": _convert, "stand_in": _stand_in, "burn": _burn, "look": _look, "picture": _picture, "holds": _holds,
    "draw": _draw, "join": _join,
}  # fmt: skip


def main() -> None:
    """Answers jobs until there are no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    for line in sys.stdin:
        job = json.loads(line)
        try:
            answer = {"done": JOBS[job["do"]](job)}
        except pdfs.Unreadable as error:
            answer = {"unreadable": str(error)}
        except Exception as error:  # noqa: BLE001 (whatever it is, whoever asked decides)
            answer = {"failed": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
