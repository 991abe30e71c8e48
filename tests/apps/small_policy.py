"""A small policy, so that these tests say what they rest on: two clocks, two brands, a role for each ability."""

from __future__ import annotations

from datetime import date
from functools import cache

import msgspec

from putright.core.pack import Edition, Pack
from putright.core.policy import Policy
from putright.core.workdays import Calendar

CITES = {"cites": ["T-1"]}
ROLES = {
    "front_line": ["front_line"],
    "complaints_officer": ["handle"],
    "manager": ["review"],
    "head": ["oversee"],
    "director": ["approve"],
    "panellist": ["panel"],
    "mrc": ["board"],
    "administrator": ["administer"],
}
PACK = {
    "pack": "test",
    "title": "Test policy",
    "version": "1",
    "edition": "test/1",
    "division": "england-and-wales",
    "landlord": {"name": "Test Homes", "short": "Test", "prefix": "TST"},
    "document": {"title": "Complaints policy", **CITES},
    "roles": {key: {"title": key.replace("_", " ").capitalize(), "does": does, **CITES} for key, does in ROLES.items()},
    "handling": {},
    "redress": {"bodies": {"housing": "housing-ombudsman"}, **CITES},
    "brands": {key: {"name": key.capitalize(), "handlers": [], "reviewers": [], **CITES} for key in ("north", "south")},
    "clocks": {
        "stage1.acknowledge": {"within": "5 working days", "from": "receipt", **CITES},
        "stage1.respond": {"within": "10 working days", "from": "acknowledgement", **CITES},
        "stage2.acknowledge": {"within": "5 working days", "from": "request", **CITES},
        "stage2.respond": {"within": "20 working days", "from": "acknowledgement", **CITES},
        "stage2.request": {"within": "14 days", "from": "response_received", **CITES},
    },
}
EDITION = {
    "edition": "test/1",
    "title": "Test Code",
    "body": "housing-ombudsman",
    "published": "2026",
    "in_force": "2026",
    "source": "none",
    "definition": "none",
}
CALENDAR = Calendar(
    "england-and-wales",
    date(2025, 1, 1),
    date(2028, 12, 31),
    {date(2026, 4, 3): "Good Friday", date(2026, 4, 6): "Easter Monday"},
)


@cache
def policy(*_: object) -> Policy:
    """The policy, whatever is asked for."""
    return Policy(msgspec.convert(PACK, Pack), {"test/1": msgspec.convert(EDITION, Edition)}, CALENDAR, {})
