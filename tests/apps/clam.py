"""ClamAV's own daemon, with one signature written here: that of the test file EICAR, which does no harm."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NAME = "Test.Eicar.UNOFFICIAL"
MOST = 1_000_000
"""Bytes that this daemon reads of one file."""
PROGRAM = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

needs_clamd = pytest.mark.skipif(PROGRAM is None, reason="there is no clamd here")


class Daemon:
    """One clamd with a socket of its own; `stop` and `start` as a test likes."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "clamd.sock"
        self._settings = folder / "clamd.conf"
        base = folder / "signatures"
        base.mkdir()
        (base / "test.ndb").write_text(f"Test.Eicar:0:*:{EICAR.hex()}\n")
        self._settings.write_text(
            f"LocalSocket {self.socket}\nDatabaseDirectory {base}\nForeground yes\nStreamMaxLength {MOST}\n"
            "TemporaryDirectory /tmp\nConcurrentDatabaseReload no\nSelfCheck 0\nMaxThreads 2\n"
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, seconds: float = 30) -> None:
        """Starts it and waits until it answers."""
        assert PROGRAM
        self._process = subprocess.Popen([PROGRAM, "--config-file", str(self._settings)], stdout=subprocess.DEVNULL,
                                         stderr=subprocess.DEVNULL)  # fmt: skip
        until = time.monotonic() + seconds
        while not self.socket.exists():
            assert self._process.poll() is None, "clamd ended"
            assert time.monotonic() < until, "clamd did not start"
            time.sleep(0.05)

    def stop(self) -> None:
        """Kills it where it stands."""
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None
        self.socket.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def one_clamd():
    """The daemon; a socket's path is short, so it is not below pytest's own folders."""
    with tempfile.TemporaryDirectory(prefix="clam") as folder:
        daemon = Daemon(Path(folder))
        daemon.start()
        yield daemon
        daemon.stop()


@pytest.fixture
def clamd(one_clamd, settings):
    """The daemon, running, and the program told where it is."""
    if not one_clamd.socket.exists():
        one_clamd.start()
    settings.CLAMD = str(one_clamd.socket)
    return one_clamd
