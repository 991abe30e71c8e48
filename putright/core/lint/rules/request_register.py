"""Service requests are recorded and reviewed.

A request that is only passed on leaves no trace. The pack keeps a register of requests, with how often it is looked
through.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {"housing-ombudsman/2024": ("C24-1.4",)}
FORCE: Force = "must"
REGISTER = "service_requests"


def find(subject: Subject) -> Iterator[Found]:
    """A pack without a register of requests, or with one that nobody is to look through."""
    kept = subject.pack.registers.get(REGISTER)
    if kept is None:
        text = "The pack keeps no register of service requests."
    elif not kept.every:
        text = "The pack keeps a register of service requests, but does not say how often it is reviewed."
    else:
        return
    yield Found(
        text=text, cure=f'Under registers: {REGISTER}: {{title: "Service requests", every: quarter, cites: […]}}',
        cites=kept.cites if kept else (), key=("registers", REGISTER) if kept else ("registers",),
    )  # fmt: skip
