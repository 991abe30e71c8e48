"""Takes out of a file what the camera or telephone wrote into it: where it was taken, with what, by whom.

Pictures are handled in a process of their own, without secrets and with little memory: what reads them has been
broken by hostile files before.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import putright
from putright.apps.casework.files import boxes
from putright.apps.casework.files.kinds import PICTURES

SECONDS = 60
PROGRAM = "putright.apps.casework.files.pictures"
TURNS = threading.BoundedSemaphore(2)
"""So many pictures at a time: each may need as much memory as the program itself."""


class Unreadable(Exception):
    """The file cannot be read as what it says it is; the text says why."""


@dataclass(frozen=True)
class Cleaned:
    """A file as it is kept. `taken_at`: when its camera says that it was taken (ISO 8601), empty where it does not."""

    body: bytes
    kind: str
    taken_at: str = ""


def cleaned(body: bytes, kind: str) -> Cleaned:
    """The file of this media type as it is kept. Raises `Unreadable`."""
    if kind in PICTURES:
        return _picture(body, kind)
    if kind in boxes.KINDS:
        return Cleaned(boxes.cleaned(body), kind, boxes.taken_at(body))
    return Cleaned(body, kind)


def _picture(body: bytes, kind: str) -> Cleaned:
    root = Path(putright.__file__).parent.parent
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    try:
        with TURNS:
            ran = subprocess.run(  # noqa: S603 (our own program; the file goes in, never its name)
                [sys.executable, "-m", PROGRAM, kind], input=body, capture_output=True, timeout=SECONDS, check=False,
                cwd=root, env=environment,
            )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Unreadable("it takes too long to read") from None
    head, _, rest = ran.stdout.partition(b"\n")
    if ran.returncode or not head:
        raise Unreadable("it is damaged, or too large to be read")
    said = json.loads(head)
    if "unreadable" in said:
        raise Unreadable(said["unreadable"])
    return Cleaned(rest, said["kind"], said["taken_at"])
