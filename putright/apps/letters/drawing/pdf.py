"""A letter as a tagged PDF (PDF/UA-1), drawn by Typst from `letter.typ`.

Typst is loaded on the first letter and stays: the worker calls `render`. A web worker calls `render_apart`, which
does it in a process of its own. The letter goes to Typst as data, so nothing in a text can be taken for mark-up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from putright.core.letters import blocks, layout
from putright.core.letters.printable import printable
from putright.core.letters.tongue import ENGLISH, Tongue

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
"""What templates stand in: Typst reads nothing outside it, wherever the program was started."""
ARABIC = (
    (0x60C, 0x60D), (0x610, 0x612), (0x61B, 0x61B), (0x61F, 0x61F), (0x621, 0x63A), (0x640, 0x658), (0x660, 0x671),
    (0x679, 0x679), (0x67E, 0x67E), (0x681, 0x681), (0x685, 0x686), (0x688, 0x689), (0x691, 0x691), (0x693, 0x693),
    (0x695, 0x696), (0x698, 0x698), (0x69A, 0x69A), (0x6A9, 0x6AD), (0x6AF, 0x6AF), (0x6BA, 0x6BA), (0x6BC, 0x6BE),
    (0x6C0, 0x6C3), (0x6C6, 0x6D0), (0x6D2, 0x6D5), (0x6F0, 0x6F9),
)  # fmt: skip
"""What Vazirmatn has for Arabic, Kurdish, Pashto, Persian, Sindhi and Urdu."""
SHOWN = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x391, 0x3A1),
    (0x3A3, 0x3CE),
    (0x400, 0x45F),
    *ARABIC,
    (0x200B, 0x2022),
    (0x20AC, 0x20AC),
)
"""What the fonts beside this file and Typst's own can show for certain."""
SECONDS = 60


class Unrendered(RuntimeError):
    """The PDF could not be made; the text says why."""


def render(frozen: str) -> bytes:
    """The PDF of a letter's canonical JSON, its address in the window of an envelope. Raises `Unrendered`."""
    letter = blocks.thaw(frozen)
    sheet = layout.sheet(letter, tongue_of(letter.language))
    return typeset(HERE / "letter.typ", "letter", json.dumps(sheet, ensure_ascii=False))


def tongue_of(code: str) -> Tongue:
    """The language of a letter; English where there is no catalogue for it any more."""
    if code == ENGLISH.code:
        return ENGLISH
    from putright import data  # noqa: PLC0415 (an English letter needs none of it)

    return data.load_tongue(code) if code in data.tongue_names() else ENGLISH


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
    command = [sys.executable, "-m", "putright.apps.letters.drawing.pdf"]
    done = subprocess.run(command, input=frozen.encode(), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    if done.returncode:
        raise Unrendered(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


@cache
def _compiler() -> Any:
    import typst  # noqa: PLC0415

    return typst.Compiler(
        root=str(ROOT), font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])
    )


def _draw(template: Path, name: str, frozen: str) -> bytes:
    drawn: bytes = _compiler().compile(str(template), format="pdf", pdf_standards=["ua-1"], sys_inputs={name: frozen})
    return drawn


def _printable(frozen: str) -> str:
    """Only what can be printed, so that a letter frozen before is drawn as well."""
    return json.dumps(_clean(json.loads(frozen)), ensure_ascii=False)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {key: _clean(one) for key, one in value.items()} if isinstance(value, dict) else value


def _shown(char: str) -> bool:
    return char == "\n" or any(first <= ord(char) <= last for first, last in SHOWN)


if __name__ == "__main__":
    sys.stdout.buffer.write(render(sys.stdin.read()))
