"""A web server for the time of a measurement, and a browser that only counts the time."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import putright

CONFIG = Path(putright.__file__).parent / "config" / "gunicorn.py"


@contextmanager
def gunicorn(application: str, environment: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Serves an application as production does, with two workers; gives its port and the master's process id."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", str(CONFIG), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(  # noqa: S603 (our own words)
        [*command, "--workers", "2", application],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_for(port, server)
            yield port, server.pid
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("the web server did not start")
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the web server did not answer within thirty seconds")


class Browser:
    """One signed-in connection, kept open as browsers do."""

    def __init__(self, port: int, cookies: Mapping[str, str]) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies, self.last = dict(cookies), 0.0

    def get(self, path: str) -> tuple[int, str, float]:
        """A page: its status, its text and the milliseconds it took."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Sequence[tuple[str, str]]) -> tuple[int, str, float]:
        """What a form leads to, the page after it not counted."""
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, float]:
        headers = {"Host": "localhost", "X-Forwarded-Proto": "https", "Referer": "https://localhost/"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        if start - self.last > 1:
            self.connection.close()  # the server ends a connection that rests for two seconds
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        self.last = time.perf_counter()
        taken = (self.last - start) * 1000
        self._keep_cookies(response)
        return response.status, text, taken

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]


def memory_of_workers(master: int) -> tuple[float, float]:
    """MiB held by the workers of a server: all of it, and with shared pages counted once. Linux only."""
    children = Path(f"/proc/{master}/task/{master}/children")
    pids = children.read_text().split() if children.exists() else []
    sums = {"Rss:": 0, "Pss:": 0}
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
            name, size, *_ = line.split()
            if name in sums:
                sums[name] += int(size)
    return sums["Rss:"] / 1024, sums["Pss:"] / 1024
