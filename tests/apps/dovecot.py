"""A real IMAP server for a test: Dovecot with a folder of its own, without privileges, on a port of its own."""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "correct-horse-battery"
CONFIG = """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
{certificate}
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{home}/%u
mail_max_userip_connections = 50
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """One that runs. `deliver` puts a message into a user's maildir, as a mail server would."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port, self.count = home, port, 0

    def deliver(self, raw: bytes, user: str = "complaints", at: float | None = None) -> None:
        new = self.home / user / "new"
        owner = self.home.stat()
        for folder in (new.parent, new, new.parent / "cur", new.parent / "tmp"):
            if not folder.exists():
                folder.mkdir()
                os.chown(folder, owner.st_uid, owner.st_gid)
        self.count += 1
        file = new.parent / "tmp" / f"{1_700_000_000 + self.count}.M{self.count}P1.here"
        file.write_bytes(raw)
        os.chown(file, owner.st_uid, owner.st_gid)
        if at is not None:
            os.utime(file, (at, at))
        file.rename(new / file.name)

    def forget(self, user: str = "complaints") -> None:
        """Empties a user's mailbox and everything that was known of it."""
        shutil.rmtree(self.home / user, ignore_errors=True)

    def connect(self, user: str = "complaints") -> imaplib.IMAP4:
        box = imaplib.IMAP4("127.0.0.1", self.port)
        box.login(user, PASSWORD)
        return box

    def counted(self, folder: str = "INBOX", user: str = "complaints") -> int:
        """How many messages a folder has."""
        box = self.connect(user)
        try:
            status, found = box.select(folder, readonly=True)
            return int(found[0]) if status == "OK" else 0
        finally:
            box.logout()


@contextmanager
def running(*, ssl: str = "no", certificate: tuple[Path, Path] | None = None) -> Iterator[Dovecot]:
    """A server with its own folder, which goes with it. Dovecot signs nobody in as root: there, `nobody` runs it.

    `certificate`: the files of a certificate and its key.
    """
    if PROGRAM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("with CI=true the tests need Dovecot (dovecot-imapd)")
        pytest.skip("Dovecot is not installed")
    runs = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    home = Path(tempfile.mkdtemp(prefix="dovecot"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = home / "dovecot.conf"
    config.write_text(
        CONFIG.format(home=home, port=port, user=runs.pw_name, group=grp.getgrgid(runs.pw_gid).gr_name,
                      uid=runs.pw_uid, gid=runs.pw_gid, password=PASSWORD, ssl=ssl,
                      certificate=_certificate(home, certificate))
    )  # fmt: skip
    for one in (home, *home.iterdir()):
        os.chown(one, runs.pw_uid, runs.pw_gid)
    process = subprocess.Popen([PROGRAM, "-F", "-c", str(config)], user=runs.pw_uid, group=runs.pw_gid, extra_groups=[])
    try:
        _wait(port, process, home)
        yield Dovecot(home, port)
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(home, ignore_errors=True)


def _certificate(home: Path, files: tuple[Path, Path] | None) -> str:
    if files is None:
        return ""
    cert, key = (shutil.copy(file, home) for file in files)
    return f"ssl_cert = <{cert}\nssl_key = <{key}"


def _wait(port: int, process: subprocess.Popen[bytes], home: Path) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    log = home / "log"
    pytest.fail(f"Dovecot does not run: {log.read_text() if log.exists() else process.returncode}")
