"""Every rule of the gate finds what it is for, and lets pass what is right: one text for each, at least."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from putright.core.letters import gate
from tests.core.letters.gate import stand

TEXTS = Path(__file__).parent / "texts"
SCENES = {path.stem: yaml.safe_load(path.read_text()) for path in sorted(TEXTS.glob("*.yaml"))}
FAILS = [(rule, scene) for rule, both in SCENES.items() for scene in both["fails"]]
PASSES = [(rule, scene) for rule, both in SCENES.items() for scene in both["passes"]]


def test_every_rule_has_a_text_that_fails_and_one_that_passes():
    assert set(SCENES) == set(gate.rules())
    assert [rule for rule, both in SCENES.items() if not both["fails"] or not both["passes"]] == []


def test_a_rule_is_named_like_its_file():
    folder = Path(gate.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "base"}
    assert files == set(gate.rules())
    assert [rule.id for rule in gate.rules().values() if rule.function.__module__.rpartition(".")[2] != rule.id] == []


def test_every_rule_says_what_it_is_and_why():
    assert all(rule.title and rule.why.endswith(".") for rule in gate.rules().values())


@pytest.mark.parametrize(("rule", "scene"), FAILS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_fails(rule, scene):
    found = stand.found(scene, rule)
    said = [finding for finding in found if scene["says"] in finding.text]
    assert said, found
    one = said[0]
    assert one.place == scene.get("place", one.place)
    assert one.blocks == scene.get("blocks", one.blocks)
    assert set(scene.get("cites", ())) <= set(one.cites)
    assert scene.get("excerpt", "") in one.excerpt
    assert scene.get("instead", "") in one.instead


@pytest.mark.parametrize(("rule", "scene"), PASSES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_passes(rule, scene):
    assert stand.found(scene, rule) == []
