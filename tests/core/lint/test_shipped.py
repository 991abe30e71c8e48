"""The conflicts that are known of the shipped policies are found, each by the rule for it (`shipped.yaml`)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from putright import data
from putright.core import lint
from putright.core.lint.subject import Subject
from tests.core.lint import stand

KNOWN = yaml.safe_load(Path(__file__).with_name("shipped.yaml").read_text(encoding="utf-8"))
ROWS = [(pack, edition, row) for pack, editions in KNOWN.items() for edition, rows in editions.items() for row in rows]

UNFOUND = yaml.safe_load(Path(__file__).with_name("unfound.yaml").read_text(encoding="utf-8"))
SPARED = [(pack, edition, row) for pack, by in UNFOUND.items() for edition, rows in by.items() for row in rows]


@pytest.mark.parametrize(("pack", "edition", "row"), SPARED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_policy_says_is_not_held_against_it(pack, edition, row):
    found = stand.shipped(pack, f"housing-ombudsman/{edition}")
    assert [one for one in found if one.rule == row["rule"] and row.get("says", "") in one.text] == []


@pytest.mark.parametrize("edition", ["2020", "2022", "2024"])
def test_what_an_attached_code_says_is_never_a_must(edition):
    found = stand.shipped("taunton-heritage-trust", f"housing-ombudsman/{edition}")
    attached = [one for one in found if "attached to it does" in one.text]
    assert attached
    assert {one.force for one in attached} == {"advice" if edition == "2020" else "should"}


@pytest.mark.provision(
    "WTP-07", "WTP-20", "WTL-12", "WTL-15", "WTL-16", "HSP-07", "HSP-10", "HSP-24", "HSP-25", "HSP-27", "HSP-28",
    "HPG-07", "THT-12", "THT-13", "THT-41", "C20-B3.9", "C24-1.2", "C24-2.2", "C24-5.2", "C24-5.3",
)  # fmt: skip
@pytest.mark.parametrize(("pack", "edition", "row"), ROWS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_known_conflict_is_found(pack, edition, row):
    found = [one for one in stand.shipped(pack, f"housing-ombudsman/{edition}") if one.rule == row["rule"]]
    assert [
        one for one in found
        if row.get("cites", "") in ("", *one.cites)
        and row.get("says", "") in one.text
        and row.get("force", one.force) == one.force
    ], found  # fmt: skip


def test_nothing_is_found_in_the_model():
    assert stand.shipped("model-2024", "housing-ombudsman/2024") == ()


@pytest.mark.parametrize("pack", data.pack_names())
def test_every_shipped_pack_has_what_its_printed_policy_says(pack):
    assert data.load_pack(pack).printed


@pytest.mark.parametrize("edition", lint.editions())
@pytest.mark.parametrize("pack", data.pack_names())
def test_every_pack_is_held_against_every_edition_also_without_its_printed_policy(pack, edition):
    loaded = data.load_pack(pack)
    stated = stand.shipped(pack, edition)
    alone = lint.lint(Subject(loaded.policy, data.load_edition(edition), None, data.load_bodies()))
    assert {one.rule for one in alone} <= {one.rule for one in stated}
    assert all(one.text and one.cure and one.code for one in stated)
