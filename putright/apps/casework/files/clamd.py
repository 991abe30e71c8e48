"""Asks ClamAV's daemon about a file, by its command INSTREAM (clamd(8)).

A file is clean only if the daemon says so. Whatever else happens, it was not scanned.
"""

from __future__ import annotations

import socket
import struct
import time
from dataclasses import dataclass

from django.conf import settings

CHUNK = 1 << 16
CONNECTING = 3.0
"""Seconds to wait for the daemon to take the call."""
LONGEST_ANSWER = 4096


class NotScanned(Exception):
    """The daemon did not judge this file; the text says why."""


class Unreachable(NotScanned):
    """The daemon cannot be reached at all, for this file or any other."""


@dataclass(frozen=True)
class Verdict:
    """What the daemon said. `found` names the virus; it is empty where there is none."""

    found: str = ""


def scan(body: bytes, seconds: float) -> Verdict:
    """What the daemon at `settings.CLAMD` finds in a file, within this many seconds. Raises `NotScanned`."""
    until = time.monotonic() + seconds
    with _connected() as daemon:
        try:
            _send(daemon, body, until)
        except OSError as error:
            raise NotScanned(_answered(daemon, until) or f"the scanner broke off ({type(error).__name__})") from error
        answer = _answered(daemon, until)
    return _understood(answer)


def _connected() -> socket.socket:
    where = settings.CLAMD
    try:
        if not where.startswith("/"):
            host, _, port = where.rpartition(":")
            return socket.create_connection((host.strip("[]"), int(port)), CONNECTING)
        daemon = socket.socket(socket.AF_UNIX)
        daemon.settimeout(CONNECTING)
        try:
            daemon.connect(where)
        except OSError:
            daemon.close()
            raise
    except OSError as error:
        raise Unreachable("the scanner cannot be reached") from error
    return daemon


def _send(daemon: socket.socket, body: bytes, until: float) -> None:
    _wait(daemon, until)
    daemon.sendall(b"zINSTREAM\0")
    for at in range(0, len(body), CHUNK):
        _wait(daemon, until)
        part = body[at : at + CHUNK]
        daemon.sendall(struct.pack("!I", len(part)) + part)
    daemon.sendall(struct.pack("!I", 0))


def _answered(daemon: socket.socket, until: float) -> str:
    """What it says until it hangs up or ends its answer; empty where it says nothing."""
    answer = b""
    try:
        while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
            _wait(daemon, until)
            part = daemon.recv(LONGEST_ANSWER)
            if not part:
                break
            answer += part
    except OSError:
        return ""
    return answer.partition(b"\0")[0].decode("utf-8", "replace") if b"\0" in answer else ""


def _wait(daemon: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    daemon.settimeout(left)


def _understood(answer: str) -> Verdict:
    said = answer.removeprefix("stream: ")
    if answer == "stream: OK":
        return Verdict()
    if answer.startswith("stream: ") and said.endswith(" FOUND"):
        return Verdict(said.removesuffix(" FOUND")[:200] or "a virus")
    raise NotScanned(said[:150] or "the scanner did not answer")
