"""`putright policy lint`: what it says of a pack, and how it ends."""

import json
import shutil

import pytest

from putright import data
from putright.cli.main import main


@pytest.mark.provision("HSP-07", "HSP-28")
def test_each_finding_says_rule_provisions_place_and_cure(capsys):
    assert main(["policy", "lint", "housing-services"]) == 1
    out = capsys.readouterr().out
    assert "third_stage (C24-5.3; HSP-28)" in out
    assert "printed: 7.7" in out
    assert "instead: " in out


def test_a_policy_in_which_nothing_conflicts_ends_with_0(capsys):
    assert main(["policy", "lint", "model-2024"]) == 0
    assert "Nothing found." in capsys.readouterr().out


def test_another_edition_and_as_data(capsys):
    assert main(["policy", "lint", "model-2024", "--edition", "housing-ombudsman/2020", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["edition"] == "housing-ombudsman/2020"
    (found,) = [one for one in said["findings"] if one["rule"] == "definition"]
    assert found["code"] == ["C20-B1.2"]
    assert found["said"]["cites"] == ["MOD-34"]


def test_a_finding_in_a_pack_of_ones_own_names_the_line(tmp_path, capsys):
    folder = tmp_path / "own"
    shutil.copytree(data.HERE / "packs" / "model-2024", folder)
    pack = folder / "pack.yaml"
    pack.write_text(pack.read_text().replace("too_old: {over: 12 months,", "too_old: {over: 9 months,"))
    (folder / "printed.yaml").unlink()
    assert main(["policy", "lint", str(folder)]) == 1
    out = capsys.readouterr().out
    line = next(n for n, text in enumerate(pack.read_text().splitlines(), 1) if "9 months" in text)
    assert f"pack.yaml:{line}: grounds.too_old.over" in out
    assert "is not known (printed.yaml)" in out


def test_a_document_in_place_of_what_the_pack_says_is_printed(tmp_path, capsys):
    document = tmp_path / "policy.txt"
    document.write_text("Complaints policy\n\nStage 3\n\nYou may then write to our chair.\n", encoding="utf-8")
    assert main(["policy", "lint", "model-2024", "--document", str(document)]) == 1
    out = capsys.readouterr().out
    assert "third_stage" in out
    assert "line 3" in out
    assert "was not found to say" in out


@pytest.mark.parametrize(
    "words",
    [["nowhere"], ["model-2024", "--edition", "new-homes/2024"], ["model-2024", "--document", "no.txt"]],
)
def test_wrong_use_is_said_and_ends_with_2(words, capsys):
    assert main(["policy", "lint", *words]) == 2
    assert capsys.readouterr().err.strip()
