"""The house rules that a program can check."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(path for path in (ROOT / "putright").rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((ROOT / "putright").rglob("*.html"))


def name_of(path):
    return str(path.relative_to(ROOT / "putright"))


def functions_of(path):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]


def test_files_stay_short():
    assert [name_of(path) for path in CODE if len(path.read_text().splitlines()) > 350] == []


def test_functions_stay_short():
    lengths = {
        f"{name_of(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in CODE
        for node in functions_of(path)
    }
    assert [place for place, length in lengths.items() if length > 40] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_have_nothing_inline(path):
    text = path.read_text()
    assert not re.search(r"""<style|\sstyle=|\son[a-z]+=["']|<script(?![^>]*\ssrc=)|javascript:""", text)


def test_nothing_is_left_for_later():
    left = re.compile(r"\b(TODO|FIXME|XXX)\b")
    assert [name_of(path) for path in [*CODE, *TEMPLATES] if left.search(path.read_text())] == []


def test_the_lists_of_packages_name_no_host():
    for path in ROOT.glob("requirements*.txt"):
        assert "://" not in path.read_text()


def test_arrows_run_down():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
