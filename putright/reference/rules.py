"""docs/reference/guards-and-warnings.md and permissions.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from putright import data
from putright.apps.accounts.permissions import CAPABILITIES
from putright.core import decide as _register_guards  # noqa: F401
from putright.core.events import Event
from putright.core.guards import GUARDS, NAMES, PLAIN
from putright.core.pack import Rules
from putright.core.warnings import WARNINGS
from putright.reference import cited, table, words

INTRODUCTION = """
# Guards and warnings

A *guard* may refuse a step, and says why. A *warning* stands on the case and refuses nothing. Packs and editions of
Codes cite guards and warnings by these names (`guards:`, `warnings:`), each with the provisions it rests on. The plain
rules of order need no provision: nobody can answer what was never received.
"""
PERMISSIONS = """
# Permissions

A role of the policy *does* certain things; each thing it does carries permissions. A permission about a case holds
only for a case the person can see ([who sees what](../explanation/who-sees-what.md)).
"""


def page() -> str:
    """Guards and warnings."""
    guards = [
        (f"`{name}`", _events_of(name), guard.__doc__ or "", rests_on("guards", name)) for name, guard in _guards()
    ]
    warnings = [(f"`{name}`", words()["warnings"][name], rests_on("warnings", name)) for name in WARNINGS]
    return "\n\n".join([
        INTRODUCTION.strip(),
        "## Guards", table(("Guard", "Asked of", "The rule", "Rests on"), guards),
        "## Warnings", table(("Warning", "What it says", "Rests on"), warnings),
    ])  # fmt: skip


def _guards() -> Iterator[tuple[str, object]]:
    yield from NAMES.items()


def _events_of(name: str) -> str:
    kinds = [kind for kind, guards in GUARDS.items() if NAMES[name] in guards]
    if Event in kinds:
        return "every event"
    return ", ".join(f"`{kind.__struct_config__.tag}`" for kind in kinds)


def rests_on(kind: str, name: str) -> str:
    """The provisions that a rule rests on in any pack or edition."""
    if kind == "guards" and name in PLAIN:
        return "a plain rule"
    found = [c for rules in _documents().values() for c in getattr(rules, kind).get(name, ())]
    return cited(found)


def _documents() -> Mapping[str, Rules]:
    packs = {name: data.load_policy(name).pack for name in data.pack_names()}
    return {**packs, **{name: data.load_edition(name) for name in data.edition_names()}}


def permissions_page() -> str:
    """Permissions, what carries them, and the roles of each pack."""
    meaning = [(f"`{name}`", text) for name, text in words()["permissions"].items()]
    carried = [
        (f"`{name}`", words()["capabilities"][name], ", ".join(f"`{p}`" for p in sorted(held)))
        for name, held in CAPABILITIES.items()
    ]
    return "\n\n".join([
        PERMISSIONS.strip(),
        "## What each permission allows", table(("Permission", "Allows to"), meaning),
        "## What carries them", table(("A role that does", "which means it", "has"), carried),
        "## The roles of each pack", *map(_roles, data.pack_names()),
    ])  # fmt: skip


def _roles(name: str) -> str:
    roles = data.load_policy(name).pack.roles
    rows = [(f"`{key}`", role.title, ", ".join(role.does), cited(role.cites)) for key, role in roles.items()]
    return f"### {name}\n\n" + table(("Role", "Title", "Does", "Rests on"), rows)
