"""Packs and editions as they are shipped load; anything wrong in one is said with file, line and key."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from putright.core.pack import Edition, Pack
from putright.core.validate import edition_faults, pack_faults, shape
from putright.data import HERE, Invalid, edition_names, load_edition, load_policy, pack_names
from putright.data.yaml import Malformed, read

PACKS = {name: (HERE / "packs" / name / "pack.yaml").read_text() for name in pack_names()}
EDITIONS = {name: (HERE / "codes" / f"{name}.yaml").read_text() for name in edition_names()}
CHOSEN_NAMES = {
    ("brands",), ("bodies",), ("reports",), ("publications",), ("registers",), ("roles",), ("panel", "seats"),
}  # fmt: skip
"""Where a pack chooses the keys itself. A renamed role or seat is missed where it is used instead."""


def faults(text: str, known: Any) -> list[tuple[int, str]]:
    """The line and text of everything wrong with a pack."""
    obj, lines = read(text, "pack.yaml")
    pack, found = shape(obj, Pack)
    found = found or list(pack_faults(pack, dict.fromkeys(edition_names()), known))  # type: ignore[arg-type]
    return [(lines.line(fault.path), str(fault)) for fault in found]


def edition_faults_of(text: str, known: Any) -> list[tuple[int, str]]:
    obj, lines = read(text, "edition.yaml")
    edition, found = shape(obj, Edition)
    found = found or list(edition_faults(edition, known))  # type: ignore[arg-type]
    return [(lines.line(fault.path), str(fault)) for fault in found]


def keys(text: str) -> Iterator[tuple[tuple[str, ...], yaml.Mark]]:
    """Every key of a document with its place."""
    yield from _keys(yaml.compose(text, Loader=yaml.SafeLoader), ())


def _keys(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.Mark]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark
            yield from _keys(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for n, item in enumerate(node.value):
            yield from _keys(item, (*path, str(n)))


def renamed(text: str, mark: yaml.Mark) -> str:
    """The text with the key at a place renamed."""
    quote = text[mark.index] in "\"'"
    at = mark.index + quote
    return f"{text[:at]}not_{text[at:]}"


def chosen(path: tuple[str, ...]) -> bool:
    return path[:-1] in CHOSEN_NAMES


RENAMED = [
    pytest.param(name, mark, id=f"{name}:{mark.line + 1}:{'.'.join(path)}")
    for name, text in PACKS.items()
    for path, mark in keys(text)
    if not chosen(path)
]
RENAMED_IN_EDITIONS = [
    pytest.param(name, mark, id=f"{name}:{mark.line + 1}:{'.'.join(path)}")
    for name, text in EDITIONS.items()
    for path, mark in keys(text)
]


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_loads(name: str) -> None:
    assert load_policy(name).pack.pack == name
    assert faults(PACKS[name], load_policy(name).provisions) == []


@pytest.mark.parametrize("name", edition_names())
def test_every_edition_loads(name: str) -> None:
    assert load_edition(name).edition == name


@pytest.mark.parametrize(("name", "mark"), RENAMED)
def test_a_renamed_key_is_named_with_its_line(name: str, mark: yaml.Mark) -> None:
    found = faults(renamed(PACKS[name], mark), load_policy(name).provisions)
    assert mark.line + 1 in [line for line, _ in found], found


@pytest.mark.parametrize(("name", "mark"), RENAMED_IN_EDITIONS)
def test_a_renamed_key_of_an_edition_is_named_with_its_line(name: str, mark: yaml.Mark) -> None:
    found = edition_faults_of(renamed(EDITIONS[name], mark), load_policy("willow-tree").provisions)
    assert mark.line + 1 in [line for line, _ in found], found


@pytest.mark.parametrize(("name", "role"), [(name, role) for name in PACKS for role in load_policy(name).pack.roles])
def test_a_renamed_role_is_missed_where_it_is_used(name: str, role: str) -> None:
    policy = load_policy(name)
    renamed_role = PACKS[name].replace(f"\n  {role}:", f"\n  not_{role}:", 1)
    found = faults(renamed_role, policy.provisions)
    used = PACKS[name].count(role) > 1 or role in ("front_line", "mrc")
    assert any(f"there is no role '{role}'" in said for _, said in found) or not used or not named(policy.pack, role)


def named(pack: Pack, role: str) -> bool:
    from putright.core.validate import named_roles

    return any(role == name for _, name in named_roles(pack))


BROKEN = {
    "an unknown key": ("pack: willow", "colour: red\npack: willow", 1, "unknown key"),
    "a misspelt key": ("division:", "divison:", None, "did you mean 'division'"),
    "an unknown role": ("roles: [manager]\n", "roles: [wizard]\n", None, "no role 'wizard'"),
    "a misspelt role": ("roles: [manager]\n", "roles: [manger]\n", None, "did you mean 'manager'"),
    "an unknown edition": ("edition: housing-ombudsman/2024", "edition: housing-ombudsman/2025", None, "no edition"),
    "an unknown division": ("division: england-and-wales", "division: wales", None, "known are england-and-wales"),
    "an unknown rule": ("by_role\n    roles: [manager]", "by_lot\n    roles: [manager]", None, "no rule 'by_lot'"),
    "an unknown guard": ("  panel_met: [", "  panel_dined: [", None, "unknown"),
    "an unknown warning": ("  contact_not_tried: [", "  contact_tried: [", None, "unknown"),
    "an unknown duty": ("  remedy: [WTL-11]", "  penance: [WTL-11]", None, "unknown"),
    "an unknown stage": ('  "2":\n    rule', '  "3":\n    rule', None, "'3' is not known"),
    "an unknown clock": ("  stage2.request:", "  stage3.request:", None, "did you mean 'stage2.request'"),
    "an unknown part": ("      decision: [WTL-08]", "      decor: [WTL-08]", None, "unknown"),
    "an unknown ground": ("  too_old: {", "  too_dull: {", None, "did you mean 'too_old'"),
    "an unknown provision": ("[WTP-24]", "[WTP-99]", None, "there is no provision 'WTP-99'"),
    "an unknown ability": ("does: [handle]", "does: [juggle]", None, "'juggle' is not known"),
    "a redress body nobody knows": ("housing: housing-ombudsman", "housing: pope", None, "'pope' is not known"),
    "a number with no provision": ("{within: 5 working days, from: receipt, cites: [WTP-24]}",
                                   "{within: 5 working days, from: receipt}", None, "the key 'cites' is missing"),
    "a number with none in its list": ("receipt, cites: [WTP-24]", "receipt, cites: []", None, "length >= 1"),
    "a period without a unit": ("within: 14 days", "within: 14", None, "Expected"),
    "a bad period": ("within: 14 days", "within: 14 moons", None, "is not a period"),
    "an age that is no period": ("{over: 12 months, defeated", "{over: a year, defeated", None, "is not a period"),
    "a start nobody knows": ("from: response_received", "from: doomsday", None, "'doomsday' is not known"),
    "a clock without its limit": ("stage1.respond: {within: 10 working days, from", "stage1.respond: {from", None,
                                  "'stage1.respond' needs a limit"),
    "a seat that stands in for none": ("instead: board", "instead: bored", None, "did you mean 'board'"),
    "a key for a list": ("roles: [resident_panellist]", "roles: resident_panellist", None, "Expected `array`"),
    "a text for a mapping": ("redress: {bodies: {housing: housing-ombudsman}, cites: [WTP-19, WTL-16]}",
                             "redress: housing-ombudsman", None, "expected keys and values"),
    "an unknown section": ("shows: [headlines, volumes, stages,", "shows: [headlines, volumes, stagse,", None,
                           "did you mean 'stages'"),
    "an unknown rhythm": ("every: quarter, to: [mrc, operations_director]", "every: moon, to: [mrc]", None,
                          "no report is drawn up every 'moon'"),
    "a role for truth": ("needs_consent: true", "needs_consent: perhaps", None, "Expected `bool`"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_with_a_pack_is_said(case: str, tmp_path: Path) -> None:
    old, new, line, says = BROKEN[case]
    text = PACKS["willow-tree"]
    assert old in text
    line = line or text[: text.index(old)].count("\n") + 1
    folder = tmp_path / "pack"
    shutil.copytree(HERE / "packs" / "willow-tree", folder)
    (folder / "pack.yaml").write_text(text.replace(old, new, 1))
    with pytest.raises(Invalid) as caught:
        load_policy(str(folder))
    at_the_line = [fault for fault in caught.value.faults if fault.startswith(f"{folder / 'pack.yaml'}:{line}: ")]
    assert any(says in fault for fault in at_the_line), caught.value.faults


def test_a_key_that_stands_twice_is_said(tmp_path: Path) -> None:
    text = PACKS["willow-tree"].replace("division: england-and-wales", "division: england-and-wales\ntitle: Again")
    (tmp_path / "pack.yaml").write_text(text)
    with pytest.raises(Malformed, match=r"pack\.yaml:6: the key 'title' stands twice"):
        load_policy(str(tmp_path))


def test_malformed_yaml_is_said(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("pack: x\ntitle: [open\nversion: 1\n")
    with pytest.raises(Malformed, match=r"pack\.yaml:3: "):
        load_policy(str(tmp_path))


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n"])
def test_a_file_that_is_no_pack_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(text)
    with pytest.raises(Invalid, match=r"pack\.yaml:1: the file: expected keys and values"):
        load_policy(str(tmp_path))


def test_a_mechanism_nobody_has_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(HERE / "packs" / "willow-tree", folder)
    text = (folder / "provisions.yaml").read_text()
    line = text[: text.index("{clock: stage1.acknowledge}")].count("\n") + 1
    (folder / "provisions.yaml").write_text(text.replace("{clock: stage1.acknowledge}", "{clock: stage1.admire}", 1))
    with pytest.raises(Invalid, match=rf"provisions\.yaml:{line}: .*there is no clock 'stage1.admire'"):
        load_policy(str(folder))


def test_an_unknown_pack_names_those_there_are() -> None:
    with pytest.raises(FileNotFoundError, match=r"no pack 'willow'.*willow-tree"):
        load_policy("willow")


def test_an_unknown_brand_names_those_there_are() -> None:
    with pytest.raises(Invalid, match=r"no brand 'tesco'; the brands are homes-plus, wrekin"):
        load_policy("housing-plus-group", "tesco")
    with pytest.raises(Invalid, match="the brands are none"):
        load_policy("willow-tree", "wrekin")


def test_an_unknown_edition_names_those_there_are() -> None:
    with pytest.raises(FileNotFoundError, match=r"no edition 'housing-ombudsman/2023'.*housing-ombudsman/2024"):
        load_edition("housing-ombudsman/2023")


def test_a_pack_at_a_path_is_the_same_policy(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(HERE / "packs" / "willow-tree", folder)
    assert load_policy(str(folder)).pack == load_policy("willow-tree").pack
    assert load_policy(str(folder / "pack.yaml")).pack == load_policy("willow-tree").pack
