"""The documentation is complete, its links lead somewhere, and it speaks of the product alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from putright import reference
from putright.apps.accounts.permissions import CAPABILITIES, PERMISSIONS
from putright.cli import main as cli
from putright.core import decide as _register_guards  # noqa: F401
from putright.core import lint, validate
from putright.core.events import VOCABULARY
from putright.core.guards import NAMES
from putright.core.guards.letters import PART_NAMES
from putright.core.letters import gate
from putright.core.pack import Provision
from putright.core.warnings import WARNINGS
from putright.reference import commands

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#]*)(#[^)]*)?\)")
ENVIRONMENT = re.compile(r"""(?:env\.(?:text|flag|number|words|required)\(|environ(?:\.get\(|\[))["']([A-Z_]+)["']""")
NOT_SETTINGS = {"DJANGO_SETTINGS_MODULE"}
FORBIDDEN = [
    r"/work/", r"/tmp/", r"/root/", r"/home/", r"\bpypi\.", r"\bnpmjs\b", r"pythonhosted", r"registry\.", r"\bAI\b",
    r"\bassistant\b", r"\bREHEARSALS\.md", r"\bDESIGN\.md", r"\bthis session\b", r"\blast session\b",
    r"\bTODO\b", r"\bFIXME\b",
]  # fmt: skip


def text(name: str) -> str:
    return (ROOT / name).read_text()


def test_the_generated_pages_say_what_the_program_says():
    assert reference.stale() == [], "run: python -m putright.reference"


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("docs/reference/events.md", VOCABULARY),
        ("docs/reference/guards-and-warnings.md", [*NAMES, *WARNINGS]),
        ("docs/reference/letter-gate.md", gate.rules()),
        ("docs/reference/linter.md", lint.rules()),
        ("docs/reference/permissions.md", [*PERMISSIONS, *CAPABILITIES]),
        ("docs/reference/provisions-format.md", [f for f in Provision.__struct_fields__ if f != "by"]),
        ("docs/reference/provisions-format.md", [*validate.mechanisms(None, ()), *validate.PAGES, *PART_NAMES]),
        ("docs/reference/provisions-format.md", [*validate.DUTIES, *validate.LAW_CLOCKS]),
    ],
)
def test_everything_of_a_kind_is_documented(page, names):
    said = text(page)
    assert [name for name in names if not re.search(rf"(`|## ){re.escape(name)}\b", said)] == []


@pytest.mark.parametrize(
    ("kind", "known"), [("events", VOCABULARY), ("warnings", WARNINGS), ("permissions", PERMISSIONS)]
)
def test_no_words_are_kept_for_what_is_gone(kind, known):
    assert set(reference.words()[kind]) == set(known)


def test_every_command_is_documented():
    said = text("docs/reference/cli.md")
    progs = [parser.prog for parser in commands._parsers(cli._parser())]
    assert "putright policy check" in progs
    assert [prog for prog in [*progs, "putright bench"] if f"## {prog}\n" not in said] == []


def test_every_setting_is_documented_and_no_other():
    sources = [*(ROOT / "putright" / "config").glob("*.py"), ROOT / "putright" / "bench" / "main.py"]
    read = {name for source in sources for name in ENVIRONMENT.findall(source.read_text())} - NOT_SETTINGS
    said = text("docs/reference/settings.md")
    assert sorted(name for name in read if f"`{name}`" not in said) == []
    first_column = "".join(line.split("|")[1] for line in said.splitlines() if line.startswith("| `"))
    assert sorted(set(re.findall(r"`([A-Z_]+)`", first_column)) - read) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target, anchor in LINK.findall(page.read_text()):
        if target.startswith(("http:", "https:", "mailto:")) or target.endswith(".png"):
            continue
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), f"{target} is not there"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", found.read_text(), re.MULTILINE)
            assert anchor[1:] in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_speak_of_the_product_alone(page):
    said = page.read_text()
    assert [word for word in FORBIDDEN if re.search(word, said)] == []


def test_every_page_can_be_reached():
    index = text("docs/README.md") + text("docs/adr/README.md")
    pages = [page.name for page in (ROOT / "docs").rglob("*.md") if page.name != "README.md"]
    assert [name for name in pages if name not in index] == []
