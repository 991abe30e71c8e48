"""What is different between two packs is said for every key."""

from __future__ import annotations

import doctest
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest

from putright import data
from putright.core import difference
from putright.core import pack as p
from putright.core.difference import differences
from putright.core.difference_rules import OWED, WARNS
from putright.core.difference_words import DOES, ENTRIES, KEYS, PARTS
from putright.core.shape import Shape
from putright.core.validate.names import DUTIES
from putright.core.warnings import WARNINGS

MODEL = "model-2024"


def shapes(kind, seen=()):
    """Every structure that a pack is made of, itself first."""
    if kind in seen:
        return list(seen)
    found = [*seen, kind]
    for hint in get_type_hints(kind).values():
        for one in inner(hint):
            found = shapes(one, tuple(found))
    return found


def inner(hint):
    if isinstance(hint, type) and issubclass(hint, Shape):
        return [hint]
    return [one for arg in get_args(hint) for one in inner(arg)]


def holds(hint):
    """The structures that a key holds entries of."""
    return bool(inner(hint))


SHAPES = shapes(p.Pack)
FIELDS = [(kind, field) for kind in SHAPES for field in kind.__struct_fields__]


def test_every_key_has_its_words():
    missing = []
    for kind, field in FIELDS:
        if holds(get_type_hints(kind)[field]):
            if field not in ENTRIES and field != "clocks":
                missing.append((kind.__name__, field))
        elif field not in KEYS.get(kind, {}):
            missing.append((kind.__name__, field))
    assert not missing, "say in putright/core/difference_words.py what these are called"


def test_every_key_of_a_pack_belongs_to_a_part():
    named = [field for fields in PARTS.values() for field in fields]
    assert sorted(named) == sorted(p.Pack.__struct_fields__)


def test_every_clock_has_its_words():
    assert set(DOES) == set(get_args(p.ClockName))


# ---- a pack with everything, changed in each key in turn ------------------------------------

CITES, OTHER = ("MOD-01",), ("MOD-02",)


def some(hint, n):
    """A value of a type: another one for another `n`."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return some(next(arg for arg in args if arg is not type(None)), n)
    if hasattr(hint, "__metadata__"):
        return some(hint.__origin__, n)
    if str(origin) == "typing.Literal":
        return args[n % len(args)]
    if origin in (tuple, dict):
        return (some(args[0], n), some(args[0], n + 2)) if origin is tuple else {some(args[0], 0): some(args[1], n)}
    if isinstance(hint, type) and issubclass(hint, Shape):
        return full(hint, n)
    return {str: f"said {n}", int: n + 1, bool: bool(n % 2)}[hint]


def full(kind, n=0, **more):
    """A structure in which every key has a value."""
    hints = get_type_hints(kind, include_extras=True)
    said = {field: some(hints[field], n) for field in kind.__struct_fields__}
    return kind(**said | more)


def changed(entry: Any, path):
    """Every way to change one key of a structure: where it stands, and the structure with it changed."""
    hints = get_type_hints(type(entry), include_extras=True)
    for field in entry.__struct_fields__:
        value, at = getattr(entry, field), (*path, field.rstrip("_"))
        if isinstance(value, Shape):
            for where, new in changed(value, at):
                yield where, msgspec.structs.replace(entry, **{field: new})
        elif isinstance(value, dict) and any(isinstance(one, Shape) for one in value.values()):
            ((key, one),) = value.items()
            for where, new in changed(one, (*at, key)):
                yield where, msgspec.structs.replace(entry, **{field: {key: new}})
        else:
            yield at, msgspec.structs.replace(entry, **{field: some(hints[field], 1)})


WHOLE = full(p.Pack)
CHANGES = list(changed(WHOLE, ()))


@pytest.mark.parametrize(("path", "after"), CHANGES, ids=[".".join(path) for path, _ in CHANGES])
def test_each_key_that_changes_is_said(path, after):
    found = differences(WHOLE, after)
    assert found, path
    for one in found:
        assert one.key[: len(path)] == path or path[: len(one.key)] == one.key
        assert one.text[0] == one.text[0].upper()
        assert one.text.endswith(".")
        assert "None" not in one.text
        assert "{" not in one.text


def test_what_is_new_and_what_is_gone_is_said_for_every_part():
    bare = data.load_policy(MODEL).pack
    empty = {field: type(getattr(WHOLE, field))() for field in WHOLE.__struct_fields__
             if isinstance(getattr(WHOLE, field), dict)}  # fmt: skip
    without = msgspec.structs.replace(WHOLE, **empty, panel=None, others=None, candour=None, compensation=None)
    added, gone = differences(without, WHOLE), differences(WHOLE, without)
    assert {one.key for one in added} == {one.key for one in gone}
    assert {"clocks", "extensions", "panel", "reports", "retention", "brands"} <= {one.key[0] for one in added}
    assert not differences(bare, bare)


# ---- the sentences --------------------------------------------------------------------------


def said(change):
    """What is said of the model's pack once it has been changed."""
    before = msgspec.to_builtins(data.load_policy(MODEL).pack)
    after = msgspec.json.decode(msgspec.json.encode(before))
    change(after)
    old, new = (msgspec.convert(one, p.Pack) for one in (before, after))
    return [one.text for one in differences(old, new)]


def test_a_time_is_said_as_a_sentence():
    def change(pack):
        pack["clocks"]["stage1.respond"]["within"] = "15 working days"

    assert said(change) == ["Stage 1 is answered within 15 working days, not 10."]


def test_another_unit_is_said_in_full():
    def change(pack):
        pack["clocks"]["stage1.respond"] |= {"within": "2 weeks", "from": "receipt"}

    assert said(change) == [
        "Stage 1 is answered within 2 weeks, not 10 working days.",
        "The time for the answer at stage 1 counts from receiving it, not the acknowledgement.",
    ]


def test_a_time_that_is_given_up_is_said():
    def change(pack):
        del pack["clocks"]["stage2.acknowledge"]
        del pack["clocks"]["stage2.respond"]["within"]

    gone = "No longer: stage 2 is acknowledged within 5 working days; the time for it counts from the request."
    assert gone in said(change)
    assert "Stage 2 is answered with no set time, not 20 working days." in said(change)


def test_who_takes_a_stage_is_said_by_title():
    def change(pack):
        pack["handling"]["1"]["roles"] = ["complaints_officer", "senior_manager"]

    assert said(change) == ["Stage 1 is taken by complaints officer, senior manager (manager taken out)."]


def test_what_is_asked_of_more_time_is_said():
    def change(pack):
        pack["extensions"]["1"] |= {"agreed": True, "ombudsman_details": False}

    assert said(change) == [
        "More time at stage 1 no longer gives the Ombudsman’s details.",
        "More time at stage 1 now needs the complainant’s agreement.",
    ]


def test_a_rule_is_said_with_what_it_asks():
    def change(pack):
        del pack["guards"]["reviewer_not_involved"]
        pack["guards"]["panel_met"] = ["MOD-19"]

    gone, new = said(change)
    asks = "a step is refused unless"
    assert gone == f"No longer: {asks} “Stage 2 is for people who had no part in stage 1”."
    assert new.startswith(f"New: {asks} “Where stage 2 is a panel's, it meets")


def test_a_warning_and_a_duty_are_said_in_words():
    def change(pack):
        pack["warnings"]["panel_changed"] = pack["duties"]["hold"] = ["MOD-19"]

    assert said(change) == [
        "New: a case warns: “the panel cannot meet as it was convened”.",
        "New: owed without a time of its own: “looking again at a hold on records”.",
    ]


def test_every_warning_and_duty_has_its_words():
    assert set(WARNS) == set(WARNINGS)
    assert set(OWED) == set(DUTIES)


def test_what_the_examples_show():
    assert doctest.testmod(difference).attempted
    assert not doctest.testmod(difference).failed


def test_money_is_said_in_pounds():
    def change(pack):
        pack["compensation"]["authority"]["complaints_officer"] = 1500

    assert said(change) == ["“complaints officer” may offer, without anybody else, up to £1,500, not £250."]


def test_what_rests_on_something_else_runs_the_same():
    before = data.load_policy(MODEL).pack
    clocks = before.clocks | {"stage1.respond": msgspec.structs.replace(before.clocks["stage1.respond"], cites=OTHER)}
    (one,) = differences(before, msgspec.structs.replace(before, clocks=clocks))
    assert not one.runs
    assert one.cites == OTHER
    assert one.text == "The provisions of the answer at stage 1: MOD-02, not MOD-13."


@pytest.mark.parametrize("name", [name for name in data.pack_names() if name != MODEL])
def test_each_shipped_pack_can_be_compared_with_the_model(name):
    found = differences(data.load_policy(MODEL).pack, data.load_policy(name).pack)
    assert [one.part for one in found] == sorted((one.part for one in found), key=list(PARTS).index)
    assert len({one.key for one in found if one.runs}) == len([one for one in found if one.runs])
