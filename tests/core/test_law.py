"""The law beside the procedure as it is shipped loads; anything wrong in it is said with file, line and key."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

import pytest
import yaml

from putright.core.events import HazardKind, ProcedureName
from putright.core.law import NO_LAW, Law
from putright.core.pack import Pack
from putright.core.validate import law_faults, pack_faults, shape
from putright.data import HERE, law_document, load_law, load_policy, pack_names
from putright.data.yaml import read
from tests.core.test_packs import keys, renamed

TEXT = (HERE / "law" / "england.yaml").read_text()


def faults(text: str) -> list[tuple[int, str]]:
    obj, lines = read(text, "england.yaml")
    law, found = shape(obj, Law)
    found = found or list(law_faults(law, load_policy("model-2024").provisions))  # type: ignore[arg-type]
    return [(lines.line(fault.path), str(fault)) for fault in found]


def test_it_loads_for_its_division_and_no_other() -> None:
    law = load_law("england-and-wales")
    assert law.hazards
    assert set(law.hazards.kinds) == set(get_args(HazardKind))
    assert len(law.hazards.kinds) == 29
    assert set(law.routes) == set(get_args(ProcedureName))
    assert load_law("scotland") is NO_LAW
    assert faults(TEXT) == []


@pytest.mark.parametrize("name", pack_names())
def test_every_policy_reaches_it(name: str) -> None:
    assert load_policy(name).law.law == "england"


RENAMED = [
    pytest.param(mark, id=f"{mark.line + 1}:{'.'.join(path)}")
    for path, mark in keys(TEXT)
    if not (path[0] == "candour" and len(path) == 2)
]
"""Every key but the steps of candour, which packs choose."""


@pytest.mark.parametrize("mark", RENAMED)
def test_a_renamed_key_is_named_with_its_line(mark: yaml.Mark) -> None:
    found = faults(renamed(TEXT, mark))
    assert mark.line + 1 in [line for line, _ in found], found


BROKEN = {
    "no such provision": ("cites: [AWL-1, AWL-2]", "cites: [AWL-1, AWL-99]", "there is no provision 'AWL-99'"),
    "no period": ("within: 12 weeks", "within: 12 moons", "is not a period"),
    "hours that are none": ("hours: 24", "hours: a day", "Expected `int"),
    "no date": ("in_force: 2026-06-19", "in_force: soon", "in_force"),
    "no such source": ("not_from: [leaseholder", "not_from: [lodger", "'lodger' is not known"),
    "no such tenure": ("tenures: [social_tenancy]", "tenures: [castle]", "'castle' is not known"),
    "no such phase": ('phase: "1"', 'phase: "4"', "'4' is not known"),
    "no such kind": ("    lead: {", "    led: {", "'led' is not known"),
    "no such start": ("from: begun", "from: whenever", "'whenever' is not known"),
    "a step after none": ("after: in_person", "after: lunch", "there is no step 'lunch'"),
    "no such warning": ("no_access: [AWL-12]", "no_excess: [AWL-12]", "did you mean 'no_access'"),
    "no such duty": ("  procedure: [ROU-1", "  procedures: [ROU-1", "did you mean 'procedure'"),
    "a number with no provision": (", cites: [SAR-1]}", "}", "the key 'cites' is missing"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_wrong_is_said(what: str) -> None:
    old, new, said = BROKEN[what]
    assert old in TEXT, old
    found = faults(TEXT.replace(old, new, 1))
    assert any(said in text for _, text in found), found


def test_a_clock_left_out_is_missed() -> None:
    without = re.sub(r"    summary: \{.*\}\n", "", TEXT)
    assert any("the clock 'summary' is missing" in text for _, text in faults(without))


def test_every_provision_says_what_it_rests_on() -> None:
    for id_, provision in law_document("england").provisions.items():
        assert provision.certainty, id_
        assert provision.where, id_
        assert provision.asks, id_


def test_every_provision_is_cited_by_the_law() -> None:
    left = {id_ for id_ in law_document("england").provisions if id_ not in TEXT}
    assert left == {"REG20-8"}


def test_a_pack_cannot_count_in_hours() -> None:
    text = (HERE / "packs" / "model-2024" / "pack.yaml").read_text().replace("6 years", "24 hours")
    pack, _ = shape(read(text, "pack.yaml")[0], Pack)
    assert pack
    found = pack_faults(pack, {"housing-ombudsman/2024": None}, load_policy("model-2024").provisions)
    assert any("'24 hours' is not a period" in str(fault) for fault in found)


def test_the_days_it_begins_are_dates() -> None:
    law = load_law("england-and-wales")
    assert law.hazards
    assert law.hazards.emergencies.in_force == date(2025, 10, 27)
    assert law.hazards.phases["2"].in_force is None
