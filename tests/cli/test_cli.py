"""The command line: what it prints, how it ends, and what it says of bad input."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from putright.cli.main import main

GOOD = """\
rehearsal: acknowledged in time
policy: willow-tree
people: {ben: {role: manager}}
events:
  - {at: 2026-03-30, event: received, channel: phone, from: tenant}
  - {at: 2026-03-31, event: assigned, to: ben}
  - {at: 2026-04-02, event: acknowledged}
expect:
  - {as_of: 2026-04-02, duty: stage1.acknowledge, due: 2026-04-08, status: met}
"""


@pytest.fixture
def good(tmp_path):
    return _file(tmp_path, GOOD)


def _file(tmp_path, text):
    path = tmp_path / "rehearsal.yaml"
    path.write_text(text)
    return str(path)


def test_a_line_for_each_expectation_and_0_if_every_one_holds(good, capsys):
    assert main(["rehearse", good]) == 0
    assert "holds  line 9: 2026-04-02 stage1.acknowledge due 2026-04-08 status met" in capsys.readouterr().out


def test_an_expectation_that_fails_says_what_was_found(tmp_path, capsys):
    path = _file(tmp_path, GOOD.replace("due: 2026-04-08", "due: 2026-04-07"))
    assert main(["rehearse", path]) == 1
    out = capsys.readouterr().out
    assert "FAILS  line 9" in out
    assert "it is due 2026-04-08, met" in out


def test_an_event_that_was_refused_against_expectation_fails_with_its_provision(tmp_path, capsys):
    path = _file(tmp_path, GOOD.replace("role: manager", "role: front_line"))
    assert main(["rehearse", path]) == 1
    assert "WTL-06" in capsys.readouterr().out


def test_json_says_the_same_as_data(good, capsys):
    assert main(["rehearse", "--json", good]) == 0
    (run,) = json.loads(capsys.readouterr().out)
    assert run["holds"]
    assert run["results"][0]["line"] == 9


@pytest.mark.parametrize(
    ("change", "with_", "said"),
    [
        ("event: assigned", "event: asigned", ":6: events.1.event: asigned: there is no event 'asigned'; did you mean"),
        ("role: manager", "role: manger", ":3: people.ben.role: there is no role 'manger'"),
        ("policy: willow-tree", "policy: oak-tree", "there is no pack 'oak-tree'"),
        ("at: 2026-04-02, event: ack", "at: 2026-03-01, event: ack", ":7: events.2.at: acknowledged on 2026-03-01"),
        ("2026", "2036", "outside the england-and-wales calendar"),
        ("people:", "poeple:", ":3: poeple: unknown key"),
        ("channel: phone", "channel: fax", ":5: events.0.channel: received: Invalid enum value 'fax'"),
        ("events:", "events: [", ":5: did not find expected node content"),
        ("duty: stage1", "duties: stage1", ":9: expect.0.duties: unknown key 'duties'"),
        ("{at: 2026-03-31, event: assigned, to: ben}", "{at: soon, event: assigned, to: ben}", "'soon' is not a date"),
    ],
)
def test_bad_input_is_told_by_file_line_and_key_without_a_traceback(tmp_path, capsys, change, with_, said):
    path = _file(tmp_path, GOOD.replace(change, with_))
    assert main(["rehearse", path]) == 1
    out = capsys.readouterr().out
    assert said in out
    assert "Traceback" not in out


def test_a_file_that_is_not_there(capsys):
    assert main(["explain", "/nowhere.yaml"]) == 2
    assert "/nowhere.yaml: No such file" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["rehearse"], ["explain"], ["policy", "check"], ["policy", "show"]])
def test_a_file_that_is_no_text(tmp_path, capsys, command):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\x89PNG\xff\xfe")
    assert main([*command, str(path)]) in (1, 2)
    said = capsys.readouterr()
    assert "not a text file in UTF-8" in said.out + said.err


def test_explain_at_the_end_of_time_is_refused_plainly(good, capsys):
    assert main(["explain", good, "--as-of", "9999-12-31"]) in (0, 2)
    assert "Traceback" not in capsys.readouterr().err


def test_explain_shows_the_days_that_were_skipped(good, capsys):
    assert main(["explain", good]) == 0
    out = capsys.readouterr().out
    assert "2026-04-03 Good Friday" in out
    assert "WTP-24" in out


def test_explain_as_data_has_everything_that_follows(good, capsys):
    assert main(["explain", good, "--as-of", "2026-03-31", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["stage"] == 1
    assert found["redress"] == "housing-ombudsman"
    assert "acknowledged" in found["may"]
    assert found["may_not"]["closed"][0]["text"] == "stage 1 has not been answered"


def test_every_pack_is_listed_shown_checked_and_drawn(capsys):
    assert main(["policy", "list", "--json"]) == 0
    packs = [pack["pack"] for pack in json.loads(capsys.readouterr().out)["packs"]]
    assert len(packs) == 5
    for pack in packs:
        assert main(["policy", "check", pack]) == 0
        assert main(["policy", "show", pack]) == 0
        capsys.readouterr()
        assert main(["policy", "diagram", pack]) == 0
        picture = ET.fromstring(capsys.readouterr().out)
        assert picture.get("role") == "img"
        assert main(["policy", "diagram", pack, "--format", "mermaid"]) == 0
        assert capsys.readouterr().out.startswith("flowchart TD")


def test_a_pack_with_a_fault_is_told_by_file_line_and_key(tmp_path, capsys):
    shipped = Path(__file__).parents[2] / "putright/data/packs/willow-tree"
    for name in ("pack.yaml", "provisions.yaml"):
        (tmp_path / name).write_text((shipped / name).read_text().replace("roles: [manager]", "roles: [manger]"))
    line = next(n for n, text in enumerate((tmp_path / "pack.yaml").read_text().splitlines(), 1) if "[manger]" in text)
    assert main(["policy", "check", str(tmp_path)]) == 1
    assert f"{tmp_path}/pack.yaml:{line}: handling.1.roles: there is no role 'manger'" in capsys.readouterr().out


def test_commands_about_policies_load_no_django(good):
    code = (
        f"import sys; from putright.cli.main import main;main(['explain', {good!r}]); sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, env={**os.environ})
    assert done.returncode == 0, done.stderr


def test_publications_of_a_pack_are_written_as_files(tmp_path, capsys):
    command = ["policy", "publish", "housing-plus-group", "--brand", "wrekin", "--on", "2026-11-22"]
    assert main([*command, "--kind", "leaflet", "--kind", "policy_posts", "--out", str(tmp_path)]) == 0
    names = ["leaflet.html", "leaflet.pdf", "leaflet.txt", "policy-posts.csv", "policy-posts.html", "policy-posts.ics",
             "policy-posts.pdf", "policy-posts.txt"]  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"wrekin-{name}" for name in names]
    assert "10 working days" in (tmp_path / "wrekin-leaflet.txt").read_text()
    assert str(tmp_path / "wrekin-leaflet.pdf") in capsys.readouterr().out
    assert main([*command, "--kind", "nothing", "--out", str(tmp_path)]) == 2
    assert "there is no kind 'nothing'; the kinds are policy_website" in capsys.readouterr().err
