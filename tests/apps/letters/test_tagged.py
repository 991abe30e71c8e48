"""Every letter of every landlord in every look, as it is read aloud: tagged as PDF/UA-1, word for word the letter."""

from __future__ import annotations

from collections import Counter
from unicodedata import normalize

import msgspec
import pytest

from putright import data
from putright.apps.letters.drawing import pdf
from putright.core.letters import blocks
from putright.core.letters.printable import ready
from tests.apps.letters.every import HOUSES, KINDS, letter
from tests.apps.letters.spoken import spoken, squeezed, words
from tests.apps.letters.test_letters import check_pdfs

LOOKS = {"standard": {}, "large": {"large": True}, "easy": {"easy": True}}


def ways_to_say(block) -> list[str]:
    """What a block may read as: a table too wide for its print is read row by row, each cell with its heading."""
    match block:
        case blocks.Letterhead():
            return [block.name + "".join(f"{label}: {value}" for label, value in block.contacts)]
        case blocks.Table():
            rows = "".join(f"{head}: {cell}" for row in block.rows for head, cell in zip(block.head, row, strict=True))
            return ["".join(block.head) + "".join(cell for row in block.rows for cell in row), rows]
        case _:
            return ["".join(blocks.texts(block))]


def says(tree, heard: str) -> None:
    """What is heard is the letter, all of it and nothing else, block after block."""
    at = 0
    for block in ready(tree).blocks:
        said = [squeezed(one) for one in ways_to_say(block)]
        found = next((one for one in said if heard.startswith(one, at)), None)
        assert found is not None, (said[0], heard[at : at + 200])
        at += len(found)
    assert heard[at:] == ""


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("pack", "brand"), HOUSES)
def test_every_letter_is_tagged_and_says_what_it_says(pack, brand, look, tmp_path):
    for kind in KINDS:
        tree = letter(kind, pack, brand, **LOOKS[look])
        drawn = pdf.render(blocks.freeze(tree))
        (tmp_path / f"{kind}.pdf").write_bytes(drawn)
        says(tree, words(drawn))
    assert len(check_pdfs(tmp_path)) == len(KINDS)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", ["cy", "pl", "ur"])
def test_every_letter_is_tagged_in_other_languages(language, look, tmp_path):
    """Of a text from right to left, a program that reads words aloud is given them in order; here they are counted.

    The program that draws them out parts joined letters and turns brackets round.
    """
    for kind in KINDS:
        tree = letter(kind, "willow-tree", None, tongue=data.load_tongue(language, "willow-tree"), **LOOKS[look])
        drawn = pdf.render(blocks.freeze(tree))
        (tmp_path / f"{kind}.pdf").write_bytes(drawn)
        if tree.rtl:
            said = squeezed("".join(t for b in tree.blocks for t in blocks.texts(b)))
            assert counted(words(drawn)) >= counted(said)
        else:
            says(tree, words(drawn))
    check_pdfs(tmp_path)


def counted(text: str) -> Counter[str]:
    return Counter(normalize("NFD", text).replace("(", ")"))


def test_words_in_another_language_are_marked_as_such():
    """Addresses for e-mail and the web are marked as English in any case."""
    tree = letter("acknowledged", "willow-tree", None, tongue=data.load_tongue("ur", "willow-tree"))
    own = msgspec.structs.replace(tree, blocks=tuple(one for one in tree.blocks if not one.lang))
    assert len(own.blocks) < len(tree.blocks)
    marked, unmarked = (_english(one) for one in (tree, own))
    assert len(marked) > len(unmarked)
    assert all("org" in one.text for one in unmarked)


def _english(tree):
    return [one for one in spoken(pdf.render(blocks.freeze(tree))) if one.lang == "en-GB" and one.text.strip()]
