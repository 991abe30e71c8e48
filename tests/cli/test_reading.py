"""`putright policy read`: what a document says otherwise than its pack, as lines and as data."""

from __future__ import annotations

import json

import pytest

from putright.cli.main import main
from tests.core.reading.places import DOCUMENTS


def test_differences_are_told_with_line_sentence_and_what_was_not_found(capsys):
    document = str(DOCUMENTS / "taunton-heritage-trust.txt")
    assert main(["policy", "read", document, "--pack", "taunton-heritage-trust", "--on", "2026-11-22"]) == 1
    said = capsys.readouterr().out
    assert "Housing Ombudsman, post: the document has “PO Box 152 Liverpool L33 7WQ”" in said
    assert "bound in with it" in said
    assert "Not found; it may be said in other words" in said


def test_a_document_that_agrees_exits_with_nought(capsys):
    document = str(DOCUMENTS / "model-2024.txt")
    assert main(["policy", "read", document, "--pack", "model-2024", "--on", "2026-11-22", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["differs"] == []
    assert {"topic", "of", "text", "cites"} == set(found["not_found"][0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.txt", "--pack", "model-2024"], "nowhere.txt"),
        ([str(DOCUMENTS / "model-2024.txt"), "--pack", "nobody"], "nobody"),
        ([str(DOCUMENTS / "model-2024.txt"), "--pack", "model-2024", "--on", "soon"], "not a date"),
    ],
)
def test_wrong_use_is_said_plainly(capsys, words, said):
    assert main(["policy", "read", *words]) == 2
    assert said in capsys.readouterr().err
