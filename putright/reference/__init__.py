"""The pages of docs/reference that follow from the program: `python -m putright.reference` writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from putright.data.yaml import read

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "docs" / "reference"
NOTICE = "<!-- Written by `python -m putright.reference`; change the program, not this page. -->"


def pages() -> Mapping[str, Callable[[], str]]:
    """Each generated page's file name, and the function that writes its text."""
    from putright.reference import commands, events, gate, linter, packs, rules  # noqa: PLC0415 (they read `words`)

    return {
        "events.md": events.page,
        "cli.md": commands.page,
        "packs.md": packs.page,
        "permissions.md": rules.permissions_page,
        "guards-and-warnings.md": rules.page,
        "letter-gate.md": gate.page,
        "linter.md": linter.page,
        "conflicts.md": linter.conflicts_page,
    }


def stale() -> list[str]:
    """The pages that are missing or no longer say what the program says."""
    return [name for name, text in _texts().items() if not _says(name, text)]


def write() -> list[str]:
    """Writes every page that was stale; gives their names."""
    found = stale()
    texts = _texts()
    for name in found:
        (FOLDER / name).write_text(texts[name])
    return found


def _texts() -> dict[str, str]:
    return {name: f"{NOTICE}\n{page().strip()}\n" for name, page in pages().items()}


def _says(name: str, text: str) -> bool:
    path = FOLDER / name
    return path.is_file() and path.read_text() == text


@cache
def words() -> dict[str, Any]:
    """What each event, warning and permission means, in a line."""
    path = HERE / "words.yaml"
    found: dict[str, Any] = read(path.read_text(), str(path))[0]
    return found


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def cited(ids: tuple[str, ...] | list[str]) -> str:
    """Provisions in a row."""
    return ", ".join(dict.fromkeys(ids))
