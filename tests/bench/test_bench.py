"""The timings run, small, and what they say holds together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest

from putright import data
from putright.bench import main, story
from putright.bench.figures import Figure, quantile, table
from putright.core import events
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.policy import Person
from putright.core.state import fold, step_on

PEOPLE = {"ana": Person("ana", frozenset(["manager"])), "rob": Person("rob", frozenset(["manager"]))}


@pytest.mark.parametrize("first", [date(2025, 12, 20) + timedelta(9 * n) for n in range(12)])
def test_every_event_of_the_stories_is_accepted(first):
    policy = data.load_policy(story.PACK)
    full, short = story.full(first, "ana", "rob", "It leaks."), story.short(first, "ana", "It leaks.")
    assert (len(full), len(short)) == (40, 10)
    for lines in (full, short):
        told = [events.decode(line) for line in lines]
        state = fold(told[:1])
        for event in told[1:]:
            assert decide(Case.of(state, policy, PEOPLE), event) == ()
            step_on(state, event)
        assert state.status == "closed"


def test_a_table_of_figures():
    figures = [Figure("Pages", "the list", 12.5, "ms", 5.0, "alone", "20 ms"), Figure("Pages", "memory", 150, "MiB")]
    assert "| the list | 12.5 ms | 5 ms (alone) | 2.50 | 20 ms |  |" in table(figures)
    assert quantile([3.0, 1.0, 2.0], 0.5) == 2.0


def test_what_was_measured_takes_the_place_of_its_group_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n{main.BEGIN}\n## Figures\n\n### Old\n\nkept\n\n### Pages\n\ngone\n{main.END}\nAfter.\n")
    for _ in range(2):
        main._write([Figure("Pages", "memory", 150, "MiB"), Figure("Reports", "one", 2, "s")], page)

    text = page.read_text()
    assert text.startswith(f"Before.\n{main.BEGIN}\n## Figures\n\n### Old\n\nkept\n\n### Pages\n\nMeasured on ")
    assert text.endswith(f"| one | 2 s |  |  |  |  |\n{main.END}\nAfter.\n")
    assert (text.count("| memory | 150 MiB |"), text.count("### "), "gone" in text) == (1, 3, False)


def test_all_of_it_small(tmp_path):
    """In a process of its own: it sets Django up for production."""
    file = tmp_path / "figures.json"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PUTRIGHT", "DJANGO"))}
    done = subprocess.run(
        [sys.executable, "-m", "putright.bench", "--json", str(file)],
        env=environment | {"PUTRIGHT_BENCH_CASES": "300"}, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    found = {figure["what"]: figure for figure in json.loads(file.read_text())}
    assert {figure["group"] for figure in found.values()} == {
        "Due dates", "Folding and assessing", "Pages", "Letters", "Reports, on SQLite", "What-if, the engine alone",
        "What-if, on SQLite", "Bank holidays, on SQLite",
    }  # fmt: skip
    assert "left out" not in done.stdout
    assert found["the database"]["value"] == 300
