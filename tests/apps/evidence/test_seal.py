"""One changed byte anywhere in a pack's ZIP is found, with nothing but the file and Python's own library."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pytest

from putright.apps.evidence import seal
from putright.cli.main import main

FILES = {"README.txt": b"Read me", "pack.pdf": bytes(range(256)) * 3, "documents/001-letter.pdf": b"%PDF-1.7 letter"}


def packed(tmp_path, files=FILES, name="pack.zip"):
    members = [seal.measured(key, lambda body=body: io.BytesIO(body)) for key, body in files.items()]
    manifest = seal.sealed({"case": "TST-1", "about": {"pack.pdf": {"pages": 3}}}, members)
    known = {one.name: one.sha256 for one in members} | {seal.MANIFEST: hashlib.sha256(manifest).hexdigest()}
    for key, body in ((seal.MANIFEST, manifest), (seal.SUMS, seal.sums(known))):
        members.append(seal.measured(key, lambda body=body: io.BytesIO(body)))
    path = tmp_path / name
    with path.open("wb") as file:
        seal.write(members, file.write)
    return path


def bad(path, sha256=""):
    return [line.name for line in seal.verify(path, sha256) if not line.ok]


def again(path, change):
    """The same ZIP with its files changed, written by any other program."""
    with zipfile.ZipFile(path) as read:
        files = {name: read.read(name) for name in read.namelist()}
    change(files)
    other = path.with_name("other.zip")
    with zipfile.ZipFile(other, "w") as written:
        for name, body in files.items():
            written.writestr(name, body)
    return other


def test_what_was_not_changed_is_as_it_was(tmp_path, capsys):
    path = packed(tmp_path)
    assert main(["evidence", "verify", str(path)]) == 0
    out = capsys.readouterr().out
    assert all(f"ok   {name}: as it was" in out for name in (*FILES, seal.MANIFEST, seal.SUMS))
    assert "give it with --sha256" in out
    assert main(["evidence", "verify", str(path), "--sha256", seal.digest_of(path).upper()]) == 0


def test_every_changed_byte_is_found(tmp_path):
    path = packed(tmp_path)
    body = path.read_bytes()
    changed = tmp_path / "changed.zip"
    for place in range(len(body)):
        changed.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        assert bad(changed), place


@pytest.mark.parametrize("name", [*FILES, seal.MANIFEST, seal.SUMS])
def test_the_file_that_was_changed_is_named(tmp_path, capsys, name):
    path = again(packed(tmp_path), lambda files: files.update({name: files[name][:-1] + b"?"}))
    assert main(["evidence", "verify", str(path)]) == 1
    assert name in capsys.readouterr().out.splitlines()[-1]


def test_a_missing_file_and_one_put_in_are_named(tmp_path):
    path = packed(tmp_path)
    assert "pack.pdf" in bad(again(path, lambda files: files.pop("pack.pdf")))
    assert "more.txt" in bad(again(path, lambda files: files.update({"more.txt": b"x"})))


def put_in(path, name, body, method=None):
    """The same ZIP with one more file at its end; `method` is how it says that it is compressed."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as more:
        warnings.simplefilter("ignore")
        more.writestr(name, body)
    if method is not None:
        changed = bytearray(path.read_bytes())
        changed[changed.rfind(b"PK\3\4") + 8] = changed[changed.rfind(b"PK\1\2") + 10] = method
        path.write_bytes(changed)
    return path


@pytest.mark.parametrize("method", [None, 9, 93])
def test_a_second_file_of_a_name_is_found_though_only_others_can_read_it(tmp_path, method):
    assert bad(put_in(packed(tmp_path), "pack.pdf", b"forged", method))


def test_a_name_cannot_move_the_cursor(tmp_path, capsys):
    assert main(["evidence", "verify", str(put_in(packed(tmp_path), "x\x1b[2J\nok", b"x"))]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "BAD  x\\x1b[2J\\nok" in out


def test_what_says_it_is_larger_than_a_pack_is_not_unpacked(tmp_path):
    path = packed(tmp_path)
    body = bytearray(path.read_bytes())
    at = body.rfind(b"PK\1\2")
    body[at + 24 : at + 28] = (4_294_967_294).to_bytes(4, "little")
    path.write_bytes(body)
    assert [line.text for line in seal.verify(path) if "larger than a pack" in line.text]


def test_a_whole_new_pack_is_found_by_the_sum_that_was_recorded(tmp_path):
    recorded = seal.digest_of(packed(tmp_path))
    forged = packed(tmp_path, {**FILES, "pack.pdf": b"forged"}, "forged.zip")
    assert bad(forged) == []
    assert bad(forged, recorded) == ["forged.zip"]


@pytest.mark.parametrize("body", [b"", b"no zip at all", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_pack_is_refused(tmp_path, body):
    path = tmp_path / "x.zip"
    path.write_bytes(body)
    assert bad(path)


def test_a_missing_file_is_said_plainly(tmp_path):
    assert bad(tmp_path / "none.zip") == ["none.zip"]


def test_the_same_files_make_the_same_zip_that_any_program_reads(tmp_path):
    path = packed(tmp_path)
    assert path.read_bytes() == packed(tmp_path, name="two.zip").read_bytes()
    assert zipfile.ZipFile(path).testzip() is None
    subprocess.run(["unzip", "-q", str(path), "-d", str(tmp_path / "out")], check=True)
    subprocess.run(["sha256sum", "--check", "--strict", seal.SUMS], cwd=tmp_path / "out", check=True)


def test_the_check_needs_pythons_own_library_alone(tmp_path):
    script = tmp_path / "seal.py"
    script.write_bytes(Path(seal.__file__).read_bytes())
    path = packed(tmp_path)
    command = [sys.executable, "-I", "-S", str(script), str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert subprocess.run([*command, "--sha256", "00"], capture_output=True, check=False).returncode == 1
    assert subprocess.run([*command, "more"], capture_output=True, check=False).returncode == 2


def test_what_does_not_fit_is_refused():
    huge = seal.Member("a", io.BytesIO, seal.MOST_BYTES, 0, "")
    with pytest.raises(seal.TooLarge):
        seal.write([huge], lambda body: None)
