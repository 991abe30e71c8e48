"""Every must of sections 5 and 6 of the Code of 2024, and of B3 of 2020, that concerns a letter has its rule."""

from __future__ import annotations

import pytest

from putright import data
from putright.core.letters import gate
from tests.core.letters.gate import stand

BLOCKS = {
    "C24-5.2": ("stage_number", {"typed": {"opening": "We tried to settle it at the informal stage."}}),
    "C24-5.3": ("stage_number", {"typed": {"opening": "You can then ask for stage 3."}}),
    "C24-5.6": ("definition_set_out", {"kind": "acknowledgement", "without": ["definition"]}),
    "C24-5.7": ("responsibility_said", {"kind": "acknowledgement", "not_ours": ["Lamps"], "swap": {"Lamps": "-"}}),
    "C24-5.11": ("required_part", {"kind": "escalation_refusal", "without": ["reasons"]}),
    "C24-6.3": ("response_date", {"kind": "acknowledgement", "typed": {"opening": "We will answer by 30 June."}}),
    "C24-6.4": ("required_part", {"kind": "extension", "without": ["reasons"]}),
    "C24-6.5": ("required_part", {"kind": "extension", "without": ["ombudsman"]}),
    "C24-6.7": ("point_reasoned", {"swap": {"The repair log": "The log"}}),
    "C24-6.9": ("required_part", {"without": ["escalation"]}),
    "C24-6.10": ("escalation_date", {"typed": {"opening": "Tell us within 3 days if you are unhappy."}}),
    "C24-6.12": ("reason_demanded", {"typed": {"opening": "You must give reasons to go to stage 2."}}),
    "C24-6.14": (
        "response_date",
        {"kind": "acknowledgement", "stage": 2, "typed": {"opening": "We will reply by 1 July."}},
    ),
    "C24-6.15": ("required_part", {"kind": "extension", "stage": 2, "until": stand.june(30), "without": ["reasons"]}),
    "C24-6.16": ("required_part", {"kind": "extension", "stage": 2, "until": stand.june(30), "without": ["ombudsman"]}),
    "C24-6.18": ("point_decided", {"stage": 2, "without": ["decision"]}),
    "C24-6.19": ("required_part", {"stage": 2, "without": ["ombudsman"]}),
    "C24-6.20": ("stage_number", {"stage": 2, "typed": {"opening": "You can appeal to stage 2 again."}}),
    "C20-B3.4": ("definition_set_out", {"kind": "acknowledgement", "without": ["definition"]}),
    "C20-B3.8": ("stage_number", {"typed": {"opening": "You can then ask for stage 3."}}),
    "C20-B3.9": ("direct_access", {"stage": 2, "typed": {"opening": "Write to a designated person first."}}),
    "C20-B3.11": ("required_part", {"kind": "extension", "without": ["response_date"]}),
    "C20-B3.14": ("point_decided", {"without": ["decision"]}),
    "C20-B3.15": ("required_part", {"without": ["outstanding_actions"]}),
}
"""Each must that a letter alone can break: the rule that blocks it, and a letter that breaks it."""

ADVISES = {
    "C24-6.6": ("promise_unrecorded", "what a letter promises in words can be found out of record, not proved broken"),
    "C24-6.17": ("promise_unrecorded", "as at stage 1"),
    "C20-B3.13": ("reading_age", "plain language is measured only near enough; THT-17 asks to measure and to warn"),
    "C20-B3.17": ("named_staff", "“generally”: the Code itself leaves room for a reason"),
}
"""Where the rule advises: why it does not block."""

ENGINE = {
    "C24-5.1": ("guard", "detriment_open"), "C24-5.4": ("guard", "handler_role"), "C24-5.5": ("page", "case"),
    "C24-5.8": ("guard", "reviewer_not_involved"), "C24-5.9": ("clock", "update"),
    "C24-5.10": ("record", "adjustment_recorded"), "C24-5.12": ("page", "case"), "C24-5.13": ("clock", "remedy"),
    "C24-5.14": ("guard", "incidents_known"), "C24-5.15": ("guard", "restriction_considered"),
    "C24-6.1": ("record", "assessed"), "C24-6.2": ("clock", "stage1.acknowledge"), "C24-6.8": ("guard", "issue_joins"),
    "C24-6.11": ("clock", "stage2.acknowledge"), "C24-6.13": ("guard", "reviewer_not_involved"),
    "C20-B3.1": ("guard", "handler_role"), "C20-B3.2": ("guard", "handler_trained"),
    "C20-B3.3": ("clock", "stage1.acknowledge"), "C20-B3.5": ("clock", "stage2.respond"),
    "C20-B3.6": ("guard", "reviewer_not_involved"), "C20-B3.7": ("guard", "panel_composition"),
    "C20-B3.10": ("page", "case"), "C20-B3.12": ("clock", "stage1.respond"), "C20-B3.16": ("guard", "findings_shared"),
    "C20-B3.18": ("clock", "update"), "C20-B3.19": ("clock", "update"), "C20-B3.20": ("clock", "evidence"),
    "C20-B3.21": ("warning", "failure_order_risk"),
}  # fmt: skip
"""What no wording of a letter can break: who acts, when, on what record. The part of the program that sees to it."""

PACKS = {"C24": "willow-tree", "C20": "taunton-heritage-trust"}
DOCUMENTS = {"C24": "housing-ombudsman/2024", "C20": "housing-ombudsman/2020"}
SECTIONS = ("C24-5.", "C24-6.", "C20-B3.")


def provision(id_):
    return data.code_document(DOCUMENTS[id_[:3]]).provisions[id_]


def test_no_must_is_forgotten():
    every = [id_ for document in DOCUMENTS.values() for id_ in data.code_document(document).provisions]
    wanted = [id_ for id_ in every if id_.startswith(SECTIONS)]
    assert sorted([*BLOCKS, *ADVISES, *ENGINE]) == sorted(wanted)


def proving(ids):
    return [pytest.param(id_, marks=pytest.mark.provision(id_)) for id_ in ids]


@pytest.mark.parametrize("id_", proving(BLOCKS))
def test_a_must_is_blocked_by_its_rule(id_):
    rule, scene = BLOCKS[id_]
    found = stand.found({"pack": PACKS[id_[:3]], **scene}, rule)
    assert found
    assert all(finding.blocks for finding in found)
    assert any(id_ in finding.cites for finding in found)


@pytest.mark.parametrize("id_", proving(ADVISES))
def test_what_only_advises_cites_its_provision_and_never_blocks(id_):
    rule, _ = ADVISES[id_]
    assert not gate.rules()[rule].must
    assert id_ in data.load_edition(DOCUMENTS[id_[:3]]).gate[rule]


@pytest.mark.parametrize("id_", ENGINE)
def test_what_the_engine_sees_to_says_so(id_):
    kind, name = ENGINE[id_]
    assert {kind: name} in [dict(by) for by in provision(id_).by]


@pytest.mark.parametrize("id_", [*BLOCKS, *ADVISES])
def test_the_provision_names_its_rule(id_):
    rule = (BLOCKS.get(id_) or ADVISES[id_])[0]
    assert {"gate": rule} in [dict(by) for by in provision(id_).by]


def test_a_must_blocks_only_where_the_policy_or_its_code_says_so():
    scene = {"typed": {"opening": "You must give reasons to go to stage 2."}}
    new, old = (stand.found({"pack": pack, **scene}, "reason_demanded")[0] for pack in PACKS.values())
    assert (new.blocks, old.blocks) == (True, False)


@pytest.mark.provision("C24-3.7", "WTP-19", "HPG-38", "HPG-39", "HPG-43", "HSP-28", "THT-11", "THT-43")
@pytest.mark.parametrize(
    ("pack", "brand", "source", "body"),
    [
        ("willow-tree", None, "tenant", "Housing Ombudsman Service"),
        ("housing-services", None, "leaseholder", "Housing Ombudsman Service"),
        ("housing-plus-group", "wrekin", "tenant", "Housing Ombudsman Service"),
        ("housing-plus-group", "care-plus", "tenant", "Local Government and Social Care Ombudsman"),
        ("housing-plus-group", "county-town-homes", "tenant", "The redress scheme of our consumer code"),
        ("taunton-heritage-trust", None, "resident", "Housing Ombudsman Service"),
        ("taunton-heritage-trust", None, "supplier", "Charity Commission for England and Wales"),
    ],
)
def test_each_landlord_brand_and_complainant_has_its_own_body(pack, brand, source, body):
    scene = {"pack": pack, "brand": brand, "from": source}
    assert stand.found(scene, "redress_body") == []
    others = {"Housing Ombudsman Service", "Charity Commission for England and Wales"} - {body}
    for other in others:
        found = stand.found({**scene, "swap": {body: other}}, "redress_body")
        assert any(finding.blocks and body in finding.text for finding in found)
