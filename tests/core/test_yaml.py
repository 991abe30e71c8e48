"""YAML as a careful person expects it, with the line of every key."""

from __future__ import annotations

import pytest

from putright.data.yaml import Malformed, read, read_file

TEXT = """\
a: 1
b:
  c: [x, {d: yes}]
  # a remark
  e: 2026-03-30
f: "010"
"""


def test_texts_stay_the_texts_they_are_written_as() -> None:
    obj, _ = read(
        "n: no\ny: yes\no: on\nd: 2026-03-30\nt: 2026-03-30 09:12\nz: 010\nh: 1:30\ne: 1e3\nb: 0b1\nu: 1_000\n", "x"
    )
    assert obj == {
        "n": "no", "y": "yes", "o": "on", "d": "2026-03-30", "t": "2026-03-30 09:12", "z": "010", "h": "1:30",
        "e": "1e3", "b": "0b1", "u": "1_000",
    }  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [
    ("a: &a [x]\nb: *a\n", "x:2: an alias"), ("a: &a [*a]\n", "an alias"), ("[" * 60 + "]" * 60, "nested too deeply"),
    ("[" * 20_000 + "]" * 20_000, "x:1: nested too deeply"),
])  # fmt: skip
def test_what_would_grow_without_end_is_refused(text, said) -> None:
    with pytest.raises(Malformed, match=said):
        read(text, "x")


@pytest.mark.parametrize("text", ['a: x\nb: "y\\0"\n', 'a: x\n"b\\0": y\n'])
def test_a_character_that_a_database_does_not_keep_is_refused(text) -> None:
    with pytest.raises(Malformed, match="x:2: a text cannot hold"):
        read(text, "x")


def test_a_number_no_program_would_take_stays_a_text() -> None:
    assert read(f"a: {'9' * 5000}\n", "x")[0] == {"a": "9" * 5000}


def test_a_file_that_is_no_text_is_said_so(tmp_path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: caf\xe9\n")
    with pytest.raises(Malformed, match="not a text file in UTF-8"):
        read_file(path)


def test_numbers_truth_and_nothing_are_read() -> None:
    obj, _ = read("a: 5\nb: -2\nc: 1.5\nd: true\ne: false\nf: null\ng: ~\nh:\ni: 'true'\nj: \"5\"\nk: ''\n", "x")
    assert obj == {
        "a": 5, "b": -2, "c": 1.5, "d": True, "e": False, "f": None, "g": None, "h": None, "i": "true", "j": "5",
        "k": "",
    }  # fmt: skip


def test_lines_are_known() -> None:
    _, lines = read(TEXT, "x")
    assert lines[("a",)] == 1
    assert lines[("b", "c")] == 3
    assert lines[("b", "c", "1", "d")] == 3
    assert lines[("b", "e")] == 5
    assert lines.line(("b", "e", "nothing", "here")) == 5
    assert lines.line(("unknown",)) == 1


def test_an_empty_document_is_nothing() -> None:
    assert read("", "x")[0] is None


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands twice"),
        ("a:\n  b: 1\n  b: 2\n", 3, "the key 'b' stands twice"),
        ("a: {x: 1, y: 2, x: 3}\n", 1, "the key 'x' stands twice"),
        ("a: 1\nb: [1, 2\n", 3, ""),
        ("a: 1\n\tb: 2\n", 2, ""),
        ("a: 1\n b: 2\n", 2, ""),
        ('a: "open\n', 2, ""),
        ("a: 1\n--- \nb: 2\n", 2, ""),
        ("a: *nobody\n", 1, ""),
    ],
)
def test_what_cannot_be_read_names_file_and_line(text: str, line: int, says: str) -> None:
    with pytest.raises(Malformed) as caught:
        read(text, "pack.yaml")
    assert str(caught.value).startswith(f"pack.yaml:{line}: ")
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["[" * 190_000, "{a: " * 40_000, "- " * 90_000])
def test_nesting_that_never_ends_does_not_end_the_process(text):
    with pytest.raises(Malformed, match="x:1: nested too deeply"):
        read(text, "x")
