"""The forms as data: every row is there and bound, and a bad file is refused with its line."""

from __future__ import annotations

from datetime import date

import pytest

from putright import data
from putright.core.assessment import binding, dates
from putright.core.assessment.form import SOURCES

F2020, F2024 = "housing-ombudsman/2020", "housing-ombudsman/2024"
PACKS = ("willow-tree", "housing-services", "housing-plus-group", "model-2024")


@pytest.mark.provision("C24-8.1")
def test_the_form_of_2024_has_a_row_for_every_provision_but_the_first():
    form, code = data.load_form(F2024), data.code_document(F2024).provisions
    assert [f"C24-{key}" for key in form.rows] == [key for key in code if key != "C24-1.1"]
    assert all(row.provisions == (f"C24-{key}",) and not row.asks for key, row in form.rows.items())
    counts = {section: len(form.of(section)) for section in form.sections}
    assert list(counts.values()) == [5, 5, 7, 3, 15, 9, 11, 4, 5, 8]
    assert [*form.of("6-stage-1")][-1] == "6.9"
    assert next(iter(form.of("6-stage-2"))) == "6.10"
    assert len(form.columns) == 5


@pytest.mark.provision("C20-C2", "C20-B3.8")
def test_the_form_of_2020_has_every_question_of_its_eight_sections():
    form = data.load_form(F2020)
    counts = {section: len(form.of(section)) for section in form.sections}
    assert counts == {"1": 3, "2": 4, "3": 8, "4": 10, "5": 2, "6": 5, "7": 1, "8": 6}
    assert all(row.asks.endswith(("?", ".")) for row in form.rows.values())
    third = [row for row in form.rows.values() if "third stage" in row.asks]
    assert len(third) == 2
    assert all("C20-B3.8" in row.provisions for row in third)


@pytest.mark.parametrize("pack", PACKS)
def test_most_rows_find_what_the_policy_says_of_them(pack):
    form, code, own = data.load_form(F2024), data.code_document(F2024).provisions, data.pack_document(pack).provisions
    found = {key: binding.bound(row, code, own)[1] for key, row in form.rows.items()}
    assert sum(bool(one) for one in found.values()) >= 55
    assert {"WTP-24"} <= {one.id for one in found["6.2"]} or pack != "willow-tree"
    assert "WTL-15" in {one.id for one in found["5.2"] if one.against} or pack != "willow-tree"


def test_a_conflict_that_names_the_provision_speaks_against_its_row_alone():
    form, code = data.load_form(F2024), data.code_document(F2024).provisions
    own = data.pack_document("housing-services").provisions
    against = {key: [one.id for one in binding.bound(row, code, own)[1] if one.against]
               for key, row in form.rows.items()}  # fmt: skip
    assert against["5.3"] == ["HSP-28"]
    assert against["6.3"] == []
    assert against["1.2"] == ["HSP-07", "HSP-14"]


GOOD = (data.HERE / "codes" / "housing-ombudsman" / "2024.form.yaml").read_text()
BAD = {
    "form: housing-ombudsman/2024": ("form: housing-ombudsman/1999", "there is no edition"),
    "measure: escalated}": ("measure: escalatd}", "did you mean 'escalated'"),
    "figures: [requests, became]": ("figures: [requsts, became]", "there is no figure 'requsts'"),
    "samples: [requests]": ("samples: [request]", "there is no sample 'request'"),
    "sources: [definition]": ("sources: [definitions]", "there is no source 'definitions'"),
    "provisions: [C24-1.4]": ("provisions: [C24-1.44]", "there is no provision"),
    "binds: {model-2024: [MOD-34]}": ("binds: {model-2025: [MOD-34]}", "there is no pack"),
    "against: {housing-plus-group: [HPG-07]}": ("against: {housing-plus-group: [HPG-08]}", "has no finding"),
    '"1.4": {section: "1"': ('"1.4": {section: "11"', "there is no section"),
    "ground: too_old": ("grond: too_old", "there is no dimension"),
    "expects: some": ("expects: most", "not known"),
    "larger_by: 09-30": ("larger_by: 30 September", "matching regex"),
    "  homes: 1000": ("  houses: 1000", "unknown key"),
    'short: "Acknowledged late at stage 1"': ('short: ""', "say what its shortfall is called"),
    '"9": "Scrutiny': ('"10": "Nothing"\n  "9": "Scrutiny', "no row stands in this section"),
}  # fmt: skip


@pytest.mark.parametrize("was", BAD)
def test_a_bad_form_is_refused_with_its_line(was, tmp_path):
    now, says = BAD[was]
    assert was in GOOD
    text = GOOD.replace(was, now, 1)
    path = tmp_path / "2024.form.yaml"
    path.write_text(text)
    with pytest.raises(data.Invalid) as error:
        data.read_form(path)
    assert any(says in fault for fault in error.value.faults), error.value.faults
    line = text[: text.index(now.partition("\n")[0])].count("\n") + 1
    near = [int(fault.removeprefix(f"{path}:").partition(":")[0]) for fault in error.value.faults]
    assert min(abs(one - line) for one in near) <= 4, (near, line)


def test_a_form_that_is_not_there_is_named():
    with pytest.raises(FileNotFoundError, match="shipped are housing-ombudsman/2020"):
        data.load_form("housing-ombudsman/2022")
    assert "housing-ombudsman/2024.form" not in data.edition_names()


def test_every_source_of_a_form_has_its_function():
    from putright.apps.oversight.assessment import sources

    assert set(sources.SOURCES) == set(SOURCES)


def test_when_it_is_sent_in():
    rule = data.load_form(F2024).submission
    assert dates.due(rule, 1000, date(2026, 3, 31)) == date(2026, 9, 30)
    assert dates.due(rule, 999, date(2026, 3, 31)) == date(2026, 9, 30)
    assert dates.due(rule, 61, date(2025, 12, 31)) == date(2026, 6, 30)
    assert dates.due(rule, 4000, date(2025, 12, 31)) == date(2026, 9, 30)
    assert dates.due(rule, None, date(2026, 3, 31)) is None
    assert dates.year_end(3, 31, date(2026, 3, 30)) == date(2025, 3, 31)
    assert dates.year_end(2, 31, date(2024, 3, 1)) == date(2024, 2, 29)
    assert data.load_form(F2020).submission is None
