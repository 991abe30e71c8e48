"""Every rehearsal that is shipped, and every one lying beside the repository, holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from putright.core.rehearsal import Script, run
from putright.core.validate import shape
from putright.data import HERE, load_policy, pack_names
from putright.data.yaml import read

BESIDE = Path(__file__).parents[3] / "shared" / "rehearsals"
FILES = [*sorted((HERE / "rehearsals").glob("*/*.yaml")), *sorted(BESIDE.glob("*.yaml"))]


def script_of(path: Path) -> tuple[Script, object]:
    obj, lines = read(path.read_text(), str(path))
    script, faults = shape(obj, Script)
    assert not faults, [f"{path}:{lines.line(fault.path)}: {fault}" for fault in faults]
    return script, lines


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_holds(path: Path) -> None:
    script, lines = script_of(path)
    results = run(script, load_policy(script.policy, script.brand)).results
    assert results
    wrong = [f"{path}:{lines.line(r.path)}: {r.text}: {r.found}" for r in results if not r.holds]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_line_of_every_expectation_is_known(path: Path) -> None:
    script, lines = script_of(path)
    for n in range(len(script.expect)):
        assert ("expect", str(n)) in lines


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_proves_only_known_provisions(path: Path) -> None:
    script, _ = script_of(path)
    known = load_policy(script.policy).provisions
    assert [id_ for id_ in script.proves if id_ not in known] == []


def test_every_pack_is_rehearsed() -> None:
    assert {path.parent.name for path in FILES} >= set(pack_names())
    assert all(script_of(p)[0].policy == p.parent.name for p in FILES if p.parent.parent == HERE / "rehearsals")
