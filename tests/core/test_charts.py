"""Charts: whatever the table holds, they are sound SVG that says in words and shapes what the table says."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from putright.core.reporting import charts, marks, scales
from putright.core.reporting.shapes import Cell, Chart, Table

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("bars", "stacked", "lines")
words = st.text(max_size=60)
strange = st.sampled_from([float("inf"), float("nan"), 10**400, -3])
amounts = st.none() | st.integers(0, 10**15) | st.floats(0, 1e15) | strange
cells = st.builds(
    Cell, value=amounts | words | st.dates().map(date.isoformat), note=words,
    unit=st.sampled_from(["count", "percent", "pounds", "rate", "days", "score", "text", "date"]),
)  # fmt: skip


@st.composite
def tables(draw):
    width = draw(st.integers(1, 9))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width).map(tuple), max_size=14))
    return Table(id=draw(words), caption="", head=tuple(draw(words) for _ in range(width)), rows=tuple(rows))


asked = st.builds(
    Chart, table=words, kind=st.sampled_from(KINDS), title=words, target=st.none() | st.floats(0, 1e6),
    columns=st.lists(st.integers(-1, 10), max_size=4).map(tuple),
)  # fmt: skip


def table(*rows, head=("Month", "Received", "Closed"), unit="count"):
    drawn = tuple((Cell(value=label), *(Cell(value=value, unit=unit) for value in values)) for label, *values in rows)
    return Table(id="t", caption="Volumes", head=head, rows=drawn)


def chart(kind="bars", **more):
    return Chart(table="t", kind=kind, title="Volumes", **more)


def texts(drawn):
    return [one.text for one in ET.fromstring(drawn).iter(f"{SVG}text")]


@given(asked, tables())
def test_any_table_gives_sound_svg(one, figures):
    drawn = charts.svg(one, figures)
    root = ET.fromstring(drawn)
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    named = {found.get("id"): found for found in root.iter() if found.get("id")}
    assert [named[name].tag for name in root.get("aria-labelledby").split()] == [f"{SVG}title", f"{SVG}desc"]
    assert len(named) == sum(1 for found in root.iter() if found.get("id"))
    assert not [found.tag for found in root.iter() if found.get("style")]
    assert not re.search(r'="[^"]*\b(nan|inf)\b', drawn)
    assert set(re.findall(r"url\(#([^)]*)\)", drawn)) <= set(named)


@given(asked, tables())
def test_nothing_is_drawn_outside_the_picture(one, figures):
    root = ET.fromstring(charts.svg(one, figures))
    _, _, width, height = map(float, root.get("viewBox").split())
    for found in root.iter():
        for name, most in (("x", width), ("x1", width), ("x2", width), ("y", height), ("cx", width), ("cy", height)):
            if found.get(name) and found.tag != f"{SVG}pattern":
                assert -0.5 <= float(found.get(name)) <= most + 0.5, ET.tostring(found)


@given(st.floats(0, 1e17), st.sampled_from(["count", "percent", "pounds", "rate", "days", "score"]))
def test_ticks_are_round_begin_at_nothing_and_reach_the_highest(highest, unit):
    points = scales.ticks(highest, unit)
    assert points[0] == 0
    assert points[-1] >= highest * (1 - 1e-6)
    assert list(points) == sorted(set(points))
    assert 2 <= len(points) <= 6
    assert unit != "count" or all(point.is_integer() for point in points)


@pytest.mark.parametrize("kind", KINDS)
def test_series_are_told_apart_without_colour(kind):
    drawn = charts.svg(chart(kind), table(("May", 4, 3), ("June", 5, 2)))
    grey = re.sub(r"#[0-9a-f]{6}", "#000000", drawn)
    assert {"Received", "Closed"} <= set(texts(drawn))
    if kind == "lines":
        assert "stroke-dasharray" in grey
        assert "<circle" in grey
        assert grey.count("<rect") == 3, "two points and one in the key"
    else:
        first, second = re.findall(r'<pattern id="[^"]*"(.*?)</pattern>', grey)
        assert first != second


def test_every_bar_has_its_figure_beside_it():
    drawn = charts.svg(chart(), table(("May", 1234, 0), ("June", None, 7)))
    assert {"1,234", "0", "–", "7"} <= set(texts(drawn))


def test_a_suppressed_figure_shows_why_and_no_bar():
    row = (Cell(value="A"), Cell(note="fewer than 10", unit="count")), (Cell(value="B"), Cell(value=12, unit="count"))
    drawn = charts.svg(chart(), Table(id="t", caption="", head=("Group", "People"), rows=row))
    assert "fewer than 10" in texts(drawn)
    assert drawn.count(f'fill="{marks.colour(0)}" stroke') == 1


def test_a_line_is_broken_where_there_is_no_figure():
    drawn = charts.svg(chart("lines", columns=(1,)), table(("A", 1), ("B", None), ("C", 3), ("D", 4)))
    path = next(one.get("d") for one in ET.fromstring(drawn).iter(f"{SVG}path") if one.get("fill") == "none")
    assert (path.count("M"), path.count("L")) == (2, 1)


def test_the_target_is_drawn_and_said():
    drawn = charts.svg(chart("lines", target=0.95), table(("A", 0.5), unit="percent", head=("Month", "In time")))
    assert "Target: 95.0%" in texts(drawn)
    assert "The line marks 95.0%." in drawn


def test_the_description_says_the_extremes_and_where_the_figures_are():
    about = ET.fromstring(charts.svg(chart(columns=(1,)), table(("May", 4, 3), ("June", 5, 2)))).find(f"{SVG}desc").text
    assert about == "Received: highest 5 (June), lowest 4 (May). Every figure stands in the table below."


def test_columns_of_another_unit_are_left_to_the_table():
    mixed = Table(id="t", caption="", head=("Month", "Received", "Share"), rows=(
        (Cell(value="May"), Cell(value=4, unit="count"), Cell(value=0.5, unit="percent")),))  # fmt: skip
    assert "50.0%" not in texts(charts.svg(chart(), mixed))


def test_words_are_escaped_and_dates_said():
    names = Cell(value="<script>&"), Cell(value="2026-06-01", unit="date")
    rows = tuple((name, Cell(value=2, unit="count")) for name in names)
    drawn = charts.svg(chart(), Table(id='"><x', caption="", head=("A", "B"), rows=rows))
    assert "<script" not in drawn
    assert "1 June 2026" in texts(drawn)


def test_without_figures_it_says_so():
    assert texts(charts.svg(chart(), table())) == ["There is nothing to draw."]


@pytest.mark.parametrize("kind", KINDS)
def test_it_can_stand_in_a_pdf(kind, tmp_path):
    (tmp_path / "chart.svg").write_text(charts.svg(chart(kind, target=3), table(("May", 4, 3), ("June", 5, 2))))
    (tmp_path / "a.typ").write_text('#image("chart.svg", width: 12cm, alt: "Volumes")')
    assert typst.compile(str(tmp_path / "a.typ")).startswith(b"%PDF")
