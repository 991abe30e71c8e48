"""Where a provision names a rule of the linter, that rule is the one for it."""

from __future__ import annotations

import pytest

from putright import data
from putright.core.lint import rules
from tests.core.lint import stand

EDITIONS = ("housing-ombudsman/2020", "housing-ombudsman/2022", "housing-ombudsman/2024")
WHOLE = {"HSP-03"}
"""Provisions that are about the policy as a whole: what is found of them stands under another provision."""


def named(provisions):
    return [(id_, by["linter"]) for id_, one in provisions.items() for by in one.by if "linter" in by]


PACKS = [(pack, *one) for pack in data.pack_names() for one in named(data.pack_document(pack).provisions)]
CODES = [(name, *one) for name in data.edition_names() for one in named(data.code_document(name).provisions)]


@pytest.mark.provision(
    "WTP-07", "WTP-20", "WTL-12", "WTL-15", "WTL-16", "HSP-07", "HSP-24", "HSP-25", "HSP-27", "HSP-28"
)
@pytest.mark.provision("HPG-07", "THT-13", "THT-41")
@pytest.mark.parametrize(("pack", "provision", "rule"), PACKS)
def test_a_rule_that_a_policy_names_finds_it(pack, provision, rule):
    found = [one for edition in EDITIONS for one in stand.shipped(pack, edition) if one.rule == rule]
    assert [one for one in found if provision in one.cites or provision in WHOLE]


@pytest.mark.provision("C20-B1.2", "C20-B3.8", "C20-B3.9", "C24-1.2", "C24-2.2", "C24-3.5", "C24-5.2", "C24-5.3")
@pytest.mark.parametrize(("edition", "provision", "rule"), CODES)
def test_a_rule_that_an_edition_names_is_held_against_it(edition, provision, rule):
    assert provision in rules()[rule].code[edition]


def test_no_provision_waits_for_a_linter():
    documents = [*map(data.pack_document, data.pack_names()), *map(data.code_document, data.edition_names())]
    waiting = [text for one in documents for p in one.provisions.values() for by in p.by for text in by.values()]
    assert [text for text in waiting if "linter" in text] == []
