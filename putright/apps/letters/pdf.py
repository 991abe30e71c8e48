"""A letter as a tagged PDF (PDF/UA-1), drawn by Typst from `letter.typ`.

Typst is loaded on the first letter and stays: the worker calls `render`. A web worker calls `render_apart`, which
does it in a process of its own. The letter goes to Typst as data, so nothing in a text can be taken for mark-up.
"""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHOWN = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x391, 0x3A1),
    (0x3A3, 0x3CE),
    (0x400, 0x45F),
    (0x2010, 0x2022),
    (0x20AC, 0x20AC),
)
"""What the fonts beside this file and Typst's own can show for certain."""
SECONDS = 60


class Unrendered(RuntimeError):
    """The PDF could not be made; the text says why."""


def render(frozen: str) -> bytes:
    """The PDF of a letter's canonical JSON. Raises `Unrendered`."""
    return typeset(HERE / "letter.typ", "letter", frozen)


def typeset(template: Path, name: str, frozen: str) -> bytes:
    """The PDF that a template draws of data, JSON, which it reads as the input of this name. Raises `Unrendered`."""
    import typst  # noqa: PLC0415 (only who draws letters should carry it)

    text = _printable(frozen)
    try:
        return _draw(template, name, text)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise Unrendered(str(error)) from error
    try:
        return _draw(template, name, "".join(char if _shown(char) else "\N{WHITE SQUARE}" for char in text))
    except typst.TypstError as error:
        raise Unrendered(str(error)) from error


def render_apart(frozen: str) -> bytes:
    """The same, in a process of its own. Raises `Unrendered`."""
    command = [sys.executable, "-m", "putright.apps.letters.pdf"]
    done = subprocess.run(command, input=frozen.encode(), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    if done.returncode:
        raise Unrendered(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


@cache
def _compiler() -> Any:
    import typst  # noqa: PLC0415

    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")]))


def _draw(template: Path, name: str, frozen: str) -> bytes:
    drawn: bytes = _compiler().compile(str(template), format="pdf", pdf_standards=["ua-1"], sys_inputs={name: frozen})
    return drawn


def _printable(frozen: str) -> str:
    """Without control characters, letters and their accents joined."""
    return json.dumps(_clean(json.loads(frozen)), ensure_ascii=False)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        kept = (c for c in value if c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cn", "Co", "Cs"))
        return unicodedata.normalize("NFC", "".join(kept))
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {key: _clean(one) for key, one in value.items()} if isinstance(value, dict) else value


def _shown(char: str) -> bool:
    return char == "\n" or any(first <= ord(char) <= last for first, last in SHOWN)


if __name__ == "__main__":
    sys.stdout.buffer.write(render(sys.stdin.read()))
