"""What is published and what runs cannot differ: every period, contact and body's detail is the engine's own."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest

from putright import data
from putright.core.letters.voice import details, record
from putright.core.publishing import shapes
from putright.core.publishing.kinds import KINDS, compose
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections.telling import reached
from putright.core.workdays import Period

ON = date(2026, 11, 22)
BRANDS = [(pack, brand) for pack in data.pack_names() for brand in (list(data.load_policy(pack).pack.brands) or [None])]
PERIOD = re.compile(r"\b(\d+) (working days?|days?|weeks?|months?|years?)\b")


def matter(pack, brand=None, on=ON, policy=None):
    policy = policy or data.load_policy(pack)
    return Matter(policy.of(brand), data.load_wording(pack), data.load_register(), on)


def every(pack, brand, **known):
    return {kind: compose(kind, matter(pack, brand, **known)) for kind in KINDS}


def allowed(m):
    """Every period that the engine goes by, under the name that a publication may take it by."""
    policy = m.policy
    found = {(name, limit.period) for name, limits in policy.limits.items() for limit in limits if limit.period}
    for stage in (1, 2):
        found |= {(f"extension.{stage}", Period.parse(one.within)) for one in policy.extension(stage) if one.within}
    grounds = {"grounds": policy.pack.grounds, "others": policy.pack.others.grounds if policy.pack.others else {}}
    for of, rules in grounds.items():
        found |= {(f"{of}.{name}", Period.parse(rule.over)) for name, rule in rules.items() if rule.over}
    if policy.pack.behaviour and policy.pack.behaviour.appeal_within:
        found.add(("behaviour.appeal", Period.parse(policy.pack.behaviour.appeal_within)))
    for body, window in policy.windows.items():
        for name, clock in (("opens", window.opens), ("closes", window.closes)):
            if clock:
                found.add((f"redress.{body}.{name}", Period.parse(clock.within)))
    return {(of, period.number, period.unit) for of, period in found}


@pytest.mark.provision("WTP-06", "C20-B2.3", "C24-3.4", "MOD-08")
@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_every_period_published_is_the_engines(pack, brand):
    known = allowed(matter(pack, brand))
    for document in every(pack, brand).values():
        assert {(one.of, one.number, one.unit) for one in shapes.figures(document)} <= known, document.kind


@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_no_period_stands_in_a_text_but_as_a_figure(pack, brand):
    m = matter(pack, brand)
    for document in every(pack, brand).values():
        for line in shapes.lines(document):
            stated = {found[0] for found in PERIOD.finditer(line.text)}
            assert stated == {m.period(one) for one in line.figures}, (document.kind, line.text)
        words = [text for text in shapes.spoken(document) if text not in {line.text for line in shapes.lines(document)}]
        bold = {
            f"{s.big.number} {s.unit}" for b in document.blocks if isinstance(b, shapes.Steps) for s in b.items if s.big
        }
        assert {text for text in words if PERIOD.search(text)} <= bold, document.kind


@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_every_publication_with_the_procedure_states_every_time_of_it(pack, brand):
    m = matter(pack, brand)
    clocks = ("stage1.acknowledge", "stage1.respond", "stage2.acknowledge", "stage2.respond", "stage2.request")
    wanted = {(of, *rest) for of, *rest in allowed(m) if of in clocks}
    for kind, document in every(pack, brand).items():
        if kind != "policy_posts":
            assert wanted <= {(one.of, one.number, one.unit) for one in shapes.figures(document)}, kind


@pytest.mark.provision("WTL-13", "WTL-14", "WTP-19", "HSP-06")
@pytest.mark.parametrize("on", [date(2025, 6, 2), ON])
@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_every_contact_is_the_wordings_or_the_registers_on_the_day(pack, brand, on):
    m = matter(pack, brand, on)
    own = {detail for rows in reached(m).values() for _, detail in rows}
    printed = {str(one["detail"]) for one in data.load_wording(pack)["contacts"]
               if not brand or brand in one["for"] or not set(one["for"]) & set(m.policy.pack.brands)}  # fmt: skip
    assert own == printed
    for document in every(pack, brand, on=on).values():
        for whom, (_, detail) in shapes.contacts(document):
            known = own if whom == "landlord" else {
                value for _, value in details(record(data.load_bodies()[whom], on))}  # fmt: skip
            assert detail in known, (document.kind, whom, detail)


@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_the_policy_and_the_leaflet_name_every_contact_and_the_whole_of_the_bodys(pack, brand):
    m = matter(pack, brand)
    for kind in ("policy_website", "leaflet", "website_text", "residents_handbook", "welcome_pack"):
        said = list(shapes.contacts(compose(kind, m)))
        for body in m.bodies():
            there = {value for _, value in details(record(data.load_bodies()[body], ON))}
            assert {row[1] for whom, row in said if whom == body} == there, kind
        assert {row[1] for whom, row in said if whom == "landlord"} == {
            detail for rows in reached(m).values() for _, detail in rows}  # fmt: skip


def test_the_ombudsmans_address_follows_the_register():
    before, after = (compose("leaflet", matter("willow-tree", on=on)) for on in (date(2025, 6, 2), ON))
    assert "info@housing-ombudsman.org.uk" in " ".join(shapes.spoken(before))
    assert "info@housing-ombudsman.org.uk" not in " ".join(shapes.spoken(after))
    assert not any(
        "L33 7WQ" in text for text in shapes.spoken(compose("policy_website", matter("taunton-heritage-trust")))
    )


def changed(policy, name):
    """The policy with one of its own clocks three days longer."""
    clock = policy.pack.clocks[name]
    period = Period.parse(clock.within)
    unit = period.unit if period.number + 3 != 1 else period.unit.removesuffix("s")
    other = msgspec.structs.replace(clock, within=f"{period.number + 3} {unit}")
    pack = msgspec.structs.replace(policy.pack, clocks={**policy.pack.clocks, name: other})
    from dataclasses import replace

    return replace(policy, pack=pack)


@pytest.mark.parametrize("name", ["stage1.acknowledge", "stage1.respond", "stage2.acknowledge", "stage2.respond"])
@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_changing_a_clock_changes_every_publication(pack, brand, name):
    before, after = every(pack, brand), every(pack, brand, policy=changed(data.load_policy(pack), name))
    same = [kind for kind in KINDS if shapes.content(before[kind]) == shapes.content(after[kind])]
    assert same == []


@pytest.mark.parametrize(("pack", "name"), [(pack, name) for pack in ("willow-tree", "housing-services") for name in
                                            ("stage2.request",)])  # fmt: skip
def test_changing_the_time_to_ask_changes_all_but_the_posts(pack, name):
    before, after = every(pack, None), every(pack, None, policy=changed(data.load_policy(pack), name))
    same = [kind for kind in KINDS if shapes.content(before[kind]) == shapes.content(after[kind])]
    assert same == ["policy_posts"]


@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_a_publication_is_the_same_whenever_it_is_composed_and_thaws_as_it_was(pack, brand):
    for kind, document in every(pack, brand).items():
        assert shapes.thaw(shapes.freeze(document)) == document
        later = compose(kind, matter(pack, brand, date(2026, 12, 24)))
        assert shapes.content(document) == shapes.content(later)
