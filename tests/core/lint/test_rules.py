"""Every rule of the linter finds what it is for, and lets pass what is right: one pack for each, at least."""

from __future__ import annotations

import pytest

from putright import data
from putright.core.lint import ORDER, names, rules
from putright.core.lint.practice import PRACTICE
from tests.core.lint import stand

SCENES = stand.scenes()
FAILS = [(rule, scene) for rule, both in SCENES.items() for scene in both["fails"]]
PASSES = [(rule, scene) for rule, both in SCENES.items() for scene in both["passes"]]
COVERED = ("housing-ombudsman/2020", "housing-ombudsman/2024")
CODE = {name: data.code_document(name).provisions for name in data.edition_names()}


def test_every_rule_has_a_pack_that_fails_and_one_that_passes():
    assert set(SCENES) == set(names())
    assert [rule for rule, both in SCENES.items() if not both["fails"] or not both["passes"]] == []


@pytest.mark.parametrize("rule", rules().values(), ids=names())
def test_a_rule_says_what_it_is_and_names_provisions_that_there_are(rule):
    assert rule.title
    assert rule.about.endswith(".")
    assert rule.force in ORDER
    assert rule.code
    unknown = [one for edition, cites in rule.code.items() for one in cites if one not in CODE[edition]]
    assert unknown == []


@pytest.mark.parametrize(("rule", "scene"), FAILS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_fails(rule, scene):
    found = stand.found(scene, rule)
    assert [one for one in found if scene["says"] in one.text], found
    assert all(one.cure and one.text.endswith((".", "?")) for one in found)
    assert [one for one in found if one.force == scene.get("force", one.force)]


@pytest.mark.parametrize(("rule", "scene"), PASSES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_passes(rule, scene):
    assert stand.found(scene, rule) == []


@pytest.mark.parametrize("edition", COVERED)
def test_every_provision_has_a_rule_or_a_reason_why_no_policy_can_break_it(edition):
    ruled = {one for rule in rules().values() for one in rule.code.get(edition, ())}
    assert [one for one in CODE[edition] if one not in ruled and one not in PRACTICE] == []
    assert sorted(ruled & set(PRACTICE)) == []


def test_what_is_practice_stands_in_a_code():
    assert sorted(set(PRACTICE) - {one for name in CODE for one in CODE[name]}) == []
