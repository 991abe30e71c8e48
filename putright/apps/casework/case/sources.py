"""Whom information comes from: the choices that the investigation's forms share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from putright.apps.accounts.models import Team
from putright.apps.casework.case.fields import Build, several
from putright.apps.casework.models import Party
from putright.apps.casework.names import as_choices, person_line
from putright.apps.casework.opened import Opened

OUTSIDE = {"complainant": "The complainant", "contractor": "A contractor", "other": "Somebody else outside"}
RECORDS = {"record": "Our own records"}
NAMED = "Who exactly, or which record?"
NAMED_HINT = "The firm, the person or the system. Leave it empty for a colleague or the complainant."


def asked(label: str, *, records: bool = False, complained_of: bool = False) -> Build:
    """One of everybody whom something can be asked of: outside, or a colleague by team.

    Colleagues from whom the case is kept are left out, but those complained of where `complained_of`.
    """

    def build(opened: Opened) -> forms.Field:
        outside = {**OUTSIDE, **(RECORDS if records else {})}
        groups = [("", "Choose one"), ("Outside, or on record", list(outside.items()))]
        for team, people in by_team(opened, complained_of=complained_of).items():
            groups.append((team, people))
        return forms.ChoiceField(label=label, choices=groups, widget=forms.Select())

    return build


def by_team(opened: Opened, *, complained_of: bool = False) -> Mapping[str, list[tuple[str, str]]]:
    """The colleagues who may know of the case, by the name of their team."""
    of_landlord = Team.objects.filter(landlord=opened.case.landlord_id).values_list("pk", "name")
    teams = {str(pk): name for pk, name in of_landlord}
    found: dict[str, list[tuple[str, str]]] = {}
    for key, person in opened.people.items():
        kept_away = key in opened.state.standing.away or (opened.judged.complained_of(person) and not complained_of)
        if person.active and person.roles and not kept_away:
            found.setdefault(teams.get(person.team or "", "Colleagues"), []).append((key, person_line(opened, key)))
    return dict(sorted(found.items()))


def other_side(opened: Opened) -> list[tuple[str, str]]:
    """The complainant and everybody who acts for them."""
    parties = Party.objects.filter(case=opened.case).order_by("key")
    acting = (one for one in parties if one.role != Party.As.COMPLAINANT and not one.key.isdigit())
    return [("complainant", "The complainant"), *as_choices(acting)]


def points_field(opened: Opened, label: str = "Which points does it bear on? (optional)") -> forms.Field | None:
    """The points of the complaint as boxes to tick; None where there are not several to choose from."""
    stage = opened.state.current or opened.state.stages.get(1)
    points = stage.points.items() if stage else ()
    choices = [(key, f"{key.removeprefix('p')}. {text[:120]}") for key, text in points if text]
    if len(choices) < 2:
        return None
    found = several(label, choices, optional=True)
    found.label = label
    return found


def items_of(opened: Opened) -> list[tuple[str, str]]:
    """What the plan of the current stage says is needed."""
    stage = opened.state.current
    plan: Any = stage.plan if stage else None
    return [(key, f"{n}. {item.what[:120]}") for n, (key, item) in enumerate(plan.items.items(), 1)] if plan else []


def open_requests(opened: Opened) -> list[tuple[str, str]]:
    """The requests that still wait, as choices."""
    found = opened.state.inquiry.requests
    return [(key, f"{whom(opened, one.from_, one.named)}: {one.what[:120]}") for key, one in found.items() if one.open]


def whom(opened: Opened, from_: str, named: str) -> str:
    """Of whom something is asked, in words."""
    kinds = {**OUTSIDE, **RECORDS, "team": "A team"}
    if from_ in opened.people:
        return opened.people[from_].called
    said = kinds.get(from_, opened.judged.called(from_))
    return named if named and from_ != "complainant" else said
