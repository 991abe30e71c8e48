"""An approved assessment as a tagged PDF (PDF/UA-1), landscape, drawn by Typst as letters are."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from putright.apps.letters.drawing.pdf import SECONDS, Unrendered, typeset
from putright.core.assessment.paper import Line, Paper, changes, freeze, thaw
from putright.core.workdays import said

TEMPLATE = Path(__file__).parent / "assessment.typ"
LONG = 1200
"""Characters of a column beyond which a row may break."""


def pdf(paper: Paper) -> bytes:
    """The PDF. Raises `Unrendered`."""
    return typeset(TEMPLATE, "assessment", msgspec.json.encode(_data(paper)).decode())


def pdf_apart(paper: Paper) -> bytes:
    """The same, in a process of its own, as a web worker should. Raises `Unrendered`."""
    command = [sys.executable, "-m", "putright.apps.oversight.assessment.making"]
    done = subprocess.run(command, input=freeze(paper).encode(), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    if done.returncode:
        raise Unrendered(done.stderr.decode(errors="replace")[-2000:].strip())
    return done.stdout


def facts(paper: Paper) -> list[tuple[str, str]]:
    """What heads the assessment, as pairs of a name and a value."""
    approval = paper.approval
    rows = [
        ("Code", paper.edition),
        ("Policy", paper.policy),
        ("Period", f"{said(paper.since)} to {said(paper.until)}"),
        ("Approved by", f"{approval.body}, on {said(approval.on)}, minute {approval.minute}"),
    ]
    return [*rows, ("Why now", paper.called_by)] if paper.called_by else rows


def short(paper: Paper) -> str:
    """How many rows are answered how, in a sentence."""
    rows = [line for line in paper.lines if line.answers != "words"]
    yes = sum(line.given.answer == "yes" for line in rows)
    words = len(paper.lines) - len(rows)
    parts = [f"{yes} answered yes", f"{len(paper.failings)} answered no where the Code asks for yes"]
    other = len(rows) - yes - len(paper.failings)
    parts += [f"{other} answered otherwise, where no answer is the right one"] if other else []
    parts += [f"{words} answered in words"] if words else []
    return f"Of {len(paper.lines)} rows: {'; '.join(parts)}."


def policy_of(line: Line) -> str:
    """Where the landlord's policy speaks of a row."""
    return "; ".join(dict.fromkeys(one.where for one in line.own))


def heading(key: str, title: str) -> str:
    """How a section is headed."""
    return f"Section {key.partition('-')[0]}: {title}"


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title, "organisation": paper.organisation, "columns": paper.columns,
        "mark": f"{paper.organisation}, {paper.title}, approved {said(paper.approval.on)}",
        "facts": facts(paper), "short": short(paper), "said": paper.said,
        "noes": [_no(line) for line in paper.failings],
        "changes": [{"id": one.id, "asks": one.asks, "was": one.was or "Not answered", "now": one.now}
                    for one in changes(paper)],
        "sections": list(_sections(paper)),
    }  # fmt: skip


def _no(line: Line) -> dict[str, Any]:
    when = said(line.given.by_when) if line.given.by_when else ""
    todo = f"What will be done: {line.given.action}" if line.given.action else ""
    return {"id": line.id, "asks": line.asks, "why": [*filter(None, (line.given.commentary, todo))], "when": when}


def _long(line: Line) -> bool:
    """Whether a row may run on to the next page: a short one stays together."""
    return max(len("\n".join(text)) for text in (line.evidence, line.explanation)) > LONG


def _sections(paper: Paper) -> Iterator[dict[str, Any]]:
    for key, title in paper.sections.items():
        rows = [
            {"id": line.id, "asks": line.asks, "policy": policy_of(line), "says": line.says, "failing": line.failing,
             "evidence": line.evidence, "explanation": line.explanation, "long": _long(line)}
            for line in paper.of(key)
        ]  # fmt: skip
        yield {"title": heading(key, title), "rows": rows}


if __name__ == "__main__":
    try:
        sys.stdout.buffer.write(pdf(thaw(sys.stdin.read())))
    except Unrendered as error:
        sys.exit(str(error))
