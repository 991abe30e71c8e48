"""Redress bodies as forms and pages name them, from the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms

from putright import data
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.case.fields import Build, Choices, choice_field
from putright.apps.casework.opened import Opened
from putright.core.redress import body_of, takers


def entry(body: str) -> Mapping[str, Any]:
    """What the register says of a body; its name alone where it is not listed."""
    found: Mapping[str, Any] = data.load_bodies().get(body) or {"name": body, "short": body, "records": []}
    return found


def short(body: str) -> str:
    """What a body is called in passing."""
    return str(entry(body).get("short") or entry(body)["name"])


def open_first(opened: Opened) -> list[str]:
    """Every body of the register, by id: who has the complaint first, then whom it goes to next, then the rest."""
    main = body_of(opened.judged)
    having = [found.body or main for found in opened.state.redress.open]
    return list(dict.fromkeys([*having, *takers(opened.judged), *data.load_bodies()]))


def likely(opened: Opened) -> list[str]:
    """The bodies that the landlord's complaints may go to, by id: who has this one first, then whom it goes to next."""
    pack = opened.policy.pack
    named = {*pack.redress.bodies.values(), *([pack.others.redress] if pack.others else [])}
    mine = {*takers(opened.judged), *named}
    return [body for body in open_first(opened) if body in mine]


def which(label: str, listed: Callable[[Opened], list[str]] = likely) -> Build:
    """Which body it is: the likeliest is chosen already, and nobody is asked where there is only one."""
    return lambda opened: body_field(label, listed(opened))


def body_field(label: str, listed: list[str]) -> forms.Field:
    """A choice of bodies, the first one chosen."""
    field = choice_field(label, [(body, entry(body)["name"]) for body in listed])
    field.initial = listed[0]
    if len(listed) == 1:
        field.widget = forms.HiddenInput()
    return field


def findings(bodies: Iterable[str]) -> Choices:
    """What these bodies may find, by id."""
    return list({one["id"]: one["title"] for body in bodies for one in entry(body).get("findings", ())}.items())


def finding_title(finding: str | None) -> str:
    """A finding in words."""
    known = dict(findings(data.load_bodies()))
    return known.get(finding or "", (finding or "").replace("_", " ").capitalize())


def failure_kinds(opened: Opened | None = None) -> Choices:
    """The types of failure order, by id."""
    return [(one["id"], one["title"]) for one in entry("housing-ombudsman")["failure_orders"]]


def failure_title(kind: str | None) -> str:
    """A type of failure order in words."""
    return dict(failure_kinds()).get(kind or "", "") or (kind or "").replace("_", " ").capitalize()


def file(label: str, hint: str = "") -> Build:
    """One of the case's files, by the digest of what it holds."""

    def build(opened: Opened) -> forms.Field:
        kept = Attachment.objects.filter(case=opened.case).order_by("-id")
        return choice_field(f"{label} (optional)", [(one.sha256, one.name) for one in kept], hint, optional=True)

    return build
