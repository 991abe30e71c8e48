"""What each capability carries, as one table to read."""

from __future__ import annotations

import pytest

from putright import data
from putright.apps.accounts import permissions
from putright.core.pack import Ability

TABLE = """
                 front_line handle review oversee approve panel board administer
log_complaint    yes        yes    yes    yes     -       -     -     -
answer_request   yes        yes    yes    yes     yes     yes   yes   yes
see_team_cases   -          yes    yes    yes     -       -     -     -
see_all_cases    -          -      -      yes     yes     -     -     -
work_case        -          yes    yes    yes     -       -     -     -
see_case         yes        yes    yes    yes     yes     yes   yes   yes
see_sensitive    -          -      -      yes     -       -     -     -
see_people       -          yes    yes    yes     yes     yes   yes   yes
manage_people    -          -      -      -       -       -     -     yes
send_evidence    -          yes    yes    yes     -       -     -     -
see_ombudsman    -          -      -      yes     -       -     yes   -
verify_log       -          -      -      -       -       -     -     yes
publish          -          -      -      -       -       -     -     yes
see_residents    -          yes    yes    yes     -       -     -     yes
import_residents -          -      -      -       -       -     -     yes
read_mail        -          yes    -      yes     -       -     -     -
learn            -          yes    yes    yes     -       -     -     -
see_figures      -          yes    yes    yes     yes     -     yes   yes
issue_reports    -          -      -      yes     -       -     -     yes
draw_samples     -          -      -      yes     -       -     -     -
assess           -          -      -      yes     -       -     -     yes
see_equality     -          -      -      yes     -       -     yes   -
keep_registers   -          -      -      yes     -       -     -     yes
read_with_reason -          -      -      -       -       -     yes   -
enter_room       -          -      -      yes     -       -     yes   -
dispose          -          -      -      -       -       -     -     yes
export_person    -          -      -      -       -       -     -     yes
draft_policy     -          -      -      yes     -       -     -     yes
adopt_policy     -          -      -      -       -       -     -     yes
see_versions     -          -      -      yes     yes     -     yes   yes
"""
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
WHO = {
    "front_line": "flo", "handle": "ana", "review": "rob", "oversee": "una", "approve": "dee", "panel": "max",
    "administer": "adi",
}  # fmt: skip


def test_the_table_is_complete():
    assert {row[0] for row in ROWS} == permissions.PERMISSIONS
    assert set(HEAD) == set(Ability.__args__) == set(permissions.CAPABILITIES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_capability_carries_what_the_table_says(row):
    for capability, mark in zip(HEAD, row[1:], strict=True):
        assert (row[0] in permissions.permissions_of([capability])) == (mark == "yes"), capability


def test_people_may_what_their_roles_do(people):
    for capability, name in WHO.items():
        assert permissions.granted(getattr(people, name)) == permissions.CAPABILITIES[capability]


def test_several_roles_add_up(people):
    assert permissions.may(people.otto, permissions.SEE_ALL_CASES)
    assert permissions.may(people.otto, permissions.MANAGE_PEOPLE)


def test_whoever_left_may_nothing(people):
    people.una.is_active = False
    assert permissions.granted(people.una) == frozenset()


def test_a_role_the_policy_does_not_have_carries_nothing(people):
    people.una.roles = ["emperor"]
    assert permissions.granted(people.una) == frozenset()


def test_an_unknown_permission_is_a_mistake(people):
    with pytest.raises(ValueError, match="no permission 'fly'"):
        permissions.may(people.una, "fly")


@pytest.mark.provision("C20-B3.1")
@pytest.mark.parametrize("pack", data.pack_names())
def test_every_shipped_policy_has_somebody_for_each_permission(pack):
    does = {ability for role in data.load_policy(pack).pack.roles.values() for ability in role.does}
    assert permissions.permissions_of(does) == permissions.PERMISSIONS
