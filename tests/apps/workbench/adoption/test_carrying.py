"""A policy as a file: given, signed, taken in by another landlord; and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from putright import data
from putright.apps.accounts.models import Landlord, Person
from putright.apps.workbench import limits
from putright.apps.workbench.adoption import carrying
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.models import Draft
from putright.cli import main as cli
from putright.data import bundles
from tests.apps.workbench.adoption.conftest import version

PRIVATE, PUBLIC = bundles.new_key()


def packed(**more) -> bytes:
    return bundles.pack_up(version(), **{"by": "Willow Tree", "on": "2026-06-02", **more})


def rewritten(body: bytes, changes: dict[str, bytes | None], compress=zipfile.ZIP_DEFLATED) -> bytes:
    """The same archive with some files replaced, added, or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as archive:
        for name, text in {**parts, **changes}.items():
            if text is not None:
                archive.writestr(name, text)
    return out.getvalue()


# ---- the file -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", data.pack_names())
def test_what_is_packed_comes_out_as_it_was(name):
    files = data.pack_texts(name)
    bundle = bundles.unpack(bundles.pack_up(files, key=PRIVATE))
    assert dict(bundle.files) == files
    assert bundle.manifest.version == data.load_policy(name).pack.version
    assert bundle.signature.key == PUBLIC


def test_the_same_pack_gives_the_same_bytes():
    assert packed(key=PRIVATE) == packed(key=PRIVATE)


def test_who_signed_is_said_by_the_name_one_knows():
    bundle, shown = bundles.unpack(packed(key=PRIVATE)), bundles.fingerprint(PUBLIC)
    assert bundle.signed_by(bundles.known_keys([f"Willow Tree={PUBLIC}"])) == f"Willow Tree (key {shown})"
    assert bundle.signed_by({}) == f"a key that is not known here ({shown})"
    assert bundles.unpack(packed()).signed_by({}) == ""


OTHER = json.dumps({"key": bundles.new_key()[1], "signature": "AAAA"}).encode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pack.yaml": b"pack: other\n"}, "Changed since it was packed: pack.yaml"),
        ({"wording.yaml": None}, "not what manifest.json lists: wording.yaml"),
        ({"manifest.json": None}, "manifest.json is not in it"),
        ({"manifest.json": b"{}"}, "manifest.json"),
        ({"more.txt": b"x"}, "nothing but its own files"),
        ({"../pack.yaml": b"x"}, "nothing but its own files"),
        ({"signature.json": OTHER}, "does not fit|no Ed25519"),
        ({"signature.json": b'{"key": "?", "signature": "AAAA"}'}, "base64"),
        ({"pack.yaml": b"\xff\xfe"}, "no text in UTF-8"),
        ({"pack.yaml": b"pack: \0"}, "pack.yaml holds the character NUL"),
        ({"manifest.json": b'{"title": "\\u0000"}'}, "manifest.json holds the character NUL"),
        ({"pack.yaml": b" " * (bundles.MOST_BYTES + 1)}, "larger than any policy"),
    ],
)
def test_what_was_changed_on_its_way_is_refused(changes, said):
    with pytest.raises(bundles.Unfit, match=said):
        bundles.unpack(rewritten(packed(key=PRIVATE), changes))


def test_a_new_manifest_under_the_old_signature_is_refused():
    theirs, other = packed(key=PRIVATE), bundles.pack_up(version("9"))
    with zipfile.ZipFile(io.BytesIO(theirs)) as archive:
        signature = archive.read("signature.json")
    with pytest.raises(bundles.Unfit, match="does not fit"):
        bundles.unpack(rewritten(other, {"signature.json": signature}))


@pytest.mark.parametrize("body", [b"", b"PK\x05\x06", b"plain words", packed()[:-40]])
def test_what_is_no_archive_is_refused(body):
    with pytest.raises(bundles.Unfit, match=r"cannot be read|is not in it"):
        bundles.unpack(body)


def test_texts_with_faults_and_keys_that_are_none_are_not_packed():
    with pytest.raises(data.Invalid):
        bundles.pack_up({**version(), "pack.yaml": "pack: x\n"})
    with pytest.raises(bundles.Unfit, match="putright policy key"):
        packed(key="AAAA")
    with pytest.raises(bundles.Unfit, match="equals sign"):
        bundles.known_keys(["AAAA"])


# ---- commands -------------------------------------------------------------------------------


def test_the_commands_pack_verify_and_unpack(tmp_path, monkeypatch, capsys):
    file, folder = tmp_path / "wt.zip", tmp_path / "out"
    monkeypatch.setenv("PACK_SIGNING_KEY", PRIVATE)
    monkeypatch.setenv("PACK_KEYS", f"Willow Tree={PUBLIC}")
    assert cli.main(["policy", "pack", "willow-tree", "--out", str(file), "--by", "Willow Tree"]) == 0
    assert cli.main(["policy", "verify", str(file)]) == 0
    assert "signed by Willow Tree (key" in capsys.readouterr().out
    assert cli.main(["policy", "unpack", str(file), str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == "5"
    assert (folder / "pack.yaml").read_text() == data.pack_texts("willow-tree")["pack.yaml"]
    assert cli.main(["policy", "unpack", str(file), str(folder)]) == 2
    assert "new or empty folder" in capsys.readouterr().err


def test_the_commands_say_what_is_wrong(tmp_path, monkeypatch, capsys):
    file = tmp_path / "x.zip"
    file.write_bytes(rewritten(packed(), {"pack.yaml": b"x"}))
    assert cli.main(["policy", "verify", str(file)]) == 2
    assert "Changed since it was packed: pack.yaml" in capsys.readouterr().err
    assert cli.main(["policy", "verify", str(tmp_path / "none.zip")]) == 2
    monkeypatch.setenv("PACK_SIGNING_KEY", "short")
    assert cli.main(["policy", "pack", "willow-tree", "--out", str(file)]) == 2


def test_a_key_is_made_that_signs(monkeypatch, capsys):
    assert cli.main(["policy", "key", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert bundles.public_key(said["private"]) == said["public"]
    assert bundles.unpack(packed(key=said["private"])).signature.key == said["public"]


# ---- pages ----------------------------------------------------------------------------------


@pytest.fixture
def other(db, house):
    """Another landlord on the same pack, and who administers there."""
    landlord = Landlord.objects.create(slug="other", name="Other Homes", pack="willow-tree", prefix="OT")
    return Person.objects.add(landlord, "o@other.example", "Otto", roles=["complaints_officer"])


def test_it_is_carried_from_one_landlord_to_another(house, draft, other, client, settings):
    settings.PACK_SIGNING_KEY = PRIVATE
    settings.PACK_KEYS = [f"Willow Tree={PUBLIC}"]
    client.force_login(house.officer)
    saved = client.get(reverse("workbench_export", args=["draft-1"]))
    assert saved["Content-Disposition"] == 'attachment; filename="willow-tree-6.putright.zip"'
    client.force_login(other)
    sent = client.post(reverse("workbench_import"), {"file": SimpleUploadedFile("p.zip", saved.content)})
    taken = Draft.objects.get(landlord=other.landlord)
    assert texts.latest(taken).files == version()
    assert (taken.number, taken.based_on) == (1, "willow-tree 6")
    note = texts.latest(taken).note
    assert note.startswith("Signed by Willow Tree (key ")
    assert note.endswith("packed by “Willow Tree Housing Partnership” on 2 June 2026.")
    assert urlsplit(sent.url).path == reverse("workbench_compare")
    shown = client.get(sent.url).content.decode()
    assert "Signed by Willow Tree" in shown
    assert "7 working days" in shown


def test_a_file_that_was_changed_becomes_no_draft(house, client):
    client.force_login(house.officer)
    body = rewritten(packed(), {"pack.yaml": b"x"})
    answer = client.post(reverse("workbench_import"), {"file": SimpleUploadedFile("p.zip", body)})
    assert answer.status_code == 422
    assert "Changed since it was packed: pack.yaml" in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_policy_is_not_taken_in_where_there_are_too_many_drafts(house, client, monkeypatch):
    monkeypatch.setattr(limits, "DRAFTS_AT_ONCE", 0)
    client.force_login(house.officer)
    answer = client.post(reverse("workbench_import"), {"file": SimpleUploadedFile("p.zip", packed())})
    assert answer.status_code == 422
    assert "Put one away first" in answer.text
    assert not Draft.objects.exists()


def test_who_may_carry(house, draft, other, client):
    client.force_login(house.first)
    assert client.get(reverse("workbench_export", args=["runs"])).status_code == 403
    client.force_login(house.board)
    assert client.get(reverse("workbench_import")).status_code == 403
    client.force_login(other)
    assert client.get(reverse("workbench_export", args=["draft-1"])).status_code == 404
    assert client.get(reverse("workbench_export", args=["shipped-nothing"])).status_code == 404


def damaged() -> bytes:
    """What is compressed is no stream that can be read."""
    body = bytearray(packed())
    at = body.index(b"manifest.json") + len("manifest.json")
    body[at : at + 40] = b"\xff" * 40
    return bytes(body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (damaged(), "cannot be read"),
        (rewritten(packed(), {}, zipfile.ZIP_LZMA), "another way"),
        (rewritten(packed(), {f"n{n}": b"" for n in range(3000)}), "nothing but its own files"),
    ],
)
def test_what_is_no_such_archive_is_refused_shortly(body, said):
    with pytest.raises(bundles.Unfit, match=said) as unfit:
        bundles.unpack(body)
    assert len(str(unfit.value)) < 400


def test_a_file_cannot_say_of_itself_that_it_is_signed():
    long = "Acme; signed by Willow Tree (key 1234) " * 30
    assert carrying._told(bundles.unpack(packed(by=long))).startswith("Not signed; it says it was packed by “Acme")
