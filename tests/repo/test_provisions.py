"""Every provision of every source document is there, in our own words, and everything that is cited exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from putright.core.pack import Provision
from putright.data import (
    HERE,
    code_document,
    edition_names,
    load_edition,
    load_policy,
    load_wording,
    pack_document,
    pack_names,
)

SHARED = Path(__file__).parents[3] / "shared"
LEDGERS = {
    "willow-tree": ("1-willow-tree", {"WTP": 38, "WTL": 17}),
    "housing-services": ("2-housing-services", {"HSP": 36}),
    "housing-plus-group": ("3-housing-plus-group", {"HPG": 56}),
    "taunton-heritage-trust": ("4-taunton-heritage-trust", {"THT": 43}),
    "housing-ombudsman/2020": ("5-code-2020", {"C20": 77}),
}
"""How many provisions each source document has, by the head of their ids."""
SECTIONS_OF_2024 = {"1": 6, "2": 5, "3": 7, "4": 3, "5": 15, "6": 20, "7": 4, "8": 5, "9": 8}


def document(name: str) -> dict[str, Provision]:
    found = code_document(name) if "/" in name else pack_document(name)
    return found.provisions


DOCUMENTS = [*pack_names(), *edition_names()]


@pytest.mark.parametrize("name", LEDGERS)
def test_every_provision_of_a_source_is_there(name: str) -> None:
    ids = list(document(name))
    for head, number in LEDGERS[name][1].items():
        own = [id_ for id_ in ids if id_.startswith(f"{head}-")]
        assert len(own) == number
        if head != "C20":
            assert set(own) == {f"{head}-{n:02}" for n in range(1, number + 1)}


def test_the_sources_make_267_provisions() -> None:
    assert sum(len(document(name)) for name in LEDGERS) == 267


@pytest.mark.skipif(not SHARED.is_dir(), reason="the source documents are not beside the repository")
@pytest.mark.parametrize("name", LEDGERS)
def test_the_ledger_has_the_same_ids_in_the_same_order(name: str) -> None:
    ledger = yaml.safe_load((SHARED / "requirements" / f"{LEDGERS[name][0]}.yaml").read_text())
    assert list(document(name)) == list(ledger["provisions"])


def test_the_2024_code_has_its_73_provisions() -> None:
    ids = list(document("housing-ombudsman/2024"))
    assert ids == [f"C24-{section}.{n}" for section, last in SECTIONS_OF_2024.items() for n in range(1, last + 1)]
    assert len(ids) == 73


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_provision_says_what_it_asks_and_what_makes_it_true(name: str) -> None:
    for id_, provision in document(name).items():
        assert provision.asks.strip(), id_
        assert provision.where.strip(), id_
        assert provision.by, id_
        assert all(text.strip() for by in provision.by for text in by.values()), id_


def cited(value: Any, cites: bool = False) -> Iterator[str]:
    """Whatever looks like a provision anywhere in a pack or an edition."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from cited(inner, cites or key in ("cites", "guards", "warnings", "duties", "letters"))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from cited(inner, cites)
    elif cites and isinstance(value, str):
        yield value


@pytest.mark.parametrize("name", pack_names())
def test_everything_a_pack_cites_exists(name: str) -> None:
    policy = load_policy(name)
    found = set(cited(msgspec.to_builtins(policy.pack)))
    assert found
    assert found - set(policy.provisions) == set()


@pytest.mark.parametrize("name", edition_names())
def test_everything_an_edition_cites_exists(name: str) -> None:
    found = set(cited(msgspec.to_builtins(load_edition(name))))
    assert found
    assert found - set(load_policy("willow-tree").provisions) == set()


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_cites_its_own_document_and_the_codes_only(name: str) -> None:
    codes = {id_ for edition in edition_names() for id_ in document(edition)}
    assert set(cited(msgspec.to_builtins(load_policy(name).pack))) <= set(document(name)) | codes


def held_to(edition: str) -> Iterator[str]:
    """The packs that are held to an edition, themselves or with a brand."""
    for name in pack_names():
        pack = load_policy(name).pack
        if edition in (pack.edition, *(brand.edition for brand in pack.brands.values())):
            yield name


HELD = [(edition, pack) for edition in edition_names() for pack in held_to(edition)]


@pytest.mark.parametrize(("edition", "name"), HELD)
def test_what_an_edition_has_reports_show_is_shown_by_each_policy_held_to_it(edition: str, name: str) -> None:
    shown = {section for report in load_policy(name).pack.reports.values() for section in report.shows}
    asked = {by["section"]: id_ for id_, one in document(edition).items() for by in one.by if "section" in by}
    assert {id_: section for section, id_ in asked.items() if section not in shown} == {}


@pytest.mark.parametrize("edition", sorted({edition for edition, _ in HELD}))
def test_a_report_that_an_edition_names_is_one_of_a_policy_held_to_it(edition: str) -> None:
    there = {report for name in held_to(edition) for report in load_policy(name).pack.reports}
    named = {by["report"]: id_ for id_, one in document(edition).items() for by in one.by if "report" in by}
    assert {id_: report for report, id_ in named.items() if report not in there} == {}


# ---- our own words --------------------------------------------------------------------------

ADDRESSES = "detail"
"""Where wording keeps names, addresses and numbers, which have no words of our own."""


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        verbatim = ("text",) if value.get("verbatim") else ("definition",) if "body" in value else ()
        for key, inner in value.items():
            if key not in (*verbatim, ADDRESSES):
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.;:!?])\s+", text):
        if len(plain(sentence).split()) >= 8:
            yield sentence


def ours(name: str) -> Iterator[str]:
    """Every text that is meant to be in our own words."""
    for provision in document(name).values():
        yield from (provision.asks, provision.reading, provision.finding)
    if "/" in name:
        yield from texts(msgspec.to_builtins(load_edition(name)))
    else:
        yield from texts(msgspec.to_builtins(load_policy(name).pack))
        yield from texts(load_wording(name))


@pytest.fixture(scope="module")
def sources() -> str:
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the source documents are not beside the repository")
    return "\n".join(plain(path.read_text()) for path in sorted(folder.glob("*.txt")))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_sentence_is_copied_from_a_source(name: str, sources: str) -> None:
    copied = [sentence for text in ours(name) for sentence in sentences(text) if plain(sentence) in sources]
    assert copied == []


def test_every_pack_and_edition_has_its_provisions_beside_it() -> None:
    assert {path.parent.name for path in (HERE / "packs").glob("*/provisions.yaml")} == set(pack_names())
    assert all((HERE / "codes" / f"{name}.provisions.yaml").is_file() for name in edition_names())


def test_no_name_reads_like_a_mark_that_names_nothing() -> None:
    """Whatever counts the marks reads text: a function whose name ends in the mark's word, called bare, misleads it."""
    bare = re.compile(r"provision\s*\(\s*\)")
    files = (path for path in Path(__file__).parents[1].rglob("*.py"))
    assert [path.name for path in files if bare.search(path.read_text())] == []
