"""The ZIP of an evidence pack, and the check that nothing in it changed.

The standard library is enough, and this file alone: `python seal.py FILE.zip [--sha256 HEX]`. The files lie in the ZIP
as they are, not compressed, with one fixed date, so that the same files always make the same ZIP: whoever has the files
can make it again and compare every byte.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS.txt"
DATE = (1 << 5) | 1
"""1 January 1980, as ZIP counts: the fixed date."""
MOST_BYTES = 4_000_000_000
MOST_FILES = 65_000
MOST_LIST = 100_000_000
"""Bytes of a manifest that are read at most."""
CHUNK = 1 << 20


class TooLarge(ValueError):
    """The pack does not fit into one ZIP."""


@dataclass(frozen=True)
class Member:
    """One file: its name in the ZIP, how to open it, and what was counted over its bytes."""

    name: str
    open: Callable[[], IO[bytes]]
    size: int
    crc: int
    sha256: str


def measured(name: str, opener: Callable[[], IO[bytes]]) -> Member:
    """A file, read once for its size and sums."""
    size, crc, digest = 0, 0, hashlib.sha256()
    with opener() as file:
        for chunk in _chunks(file):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
            digest.update(chunk)
    return Member(name, opener, size, crc, digest.hexdigest())


def canonical(manifest: Mapping[str, Any]) -> bytes:
    """The one way to write a manifest."""
    return (json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def sealed(facts: Mapping[str, Any], members: Sequence[Member]) -> bytes:
    """The manifest: the facts, every file with its size and sum, and a sum over all that as its seal."""
    files = {
        one.name: {"sha256": one.sha256, "bytes": one.size, **facts.get("about", {}).get(one.name, {})}
        for one in members
    }
    whole = {**{key: value for key, value in facts.items() if key != "about"}, "files": files}
    return canonical({**whole, "seal": hashlib.sha256(canonical(whole)).hexdigest()})


def sums(files: Mapping[str, str]) -> bytes:
    """The sums as `sha256sum --check` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items())).encode()


def write(members: Sequence[Member], put: Callable[[bytes], object]) -> None:
    """Writes the ZIP of some files, in this order. Raises `TooLarge`."""
    if len(members) > MOST_FILES or sum(one.size + 200 for one in members) > MOST_BYTES:
        raise TooLarge("the files of this pack are more than 4 GB together")
    at, central = 0, []
    for one in members:
        name = one.name.encode("ascii")
        both = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, DATE, one.crc, one.size, one.size, len(name), 0)
        central.append(b"PK\1\2" + struct.pack("<H", 20) + both + struct.pack("<HHHLL", 0, 0, 0, 0, at) + name)
        put(b"PK\3\4" + both + name)
        with one.open() as file:
            for chunk in _chunks(file):
                put(chunk)
        at += 30 + len(name) + one.size
    for entry in central:
        put(entry)
    size, count = sum(map(len, central)), len(members)
    put(b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, count, count, size, at, 0))


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


# ---- checking -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """What was found of one file, or of the whole."""

    name: str
    ok: bool
    text: str


class NoManifest(ValueError):
    """Without its manifest nothing of a pack can be checked."""


def verify(path: Path, sha256: str = "") -> list[Line]:
    """Every file with whether it is as it was sealed; then the ZIP as a whole, against `sha256` where it is given."""
    try:
        with zipfile.ZipFile(path) as packed:
            lines = list(_verify(packed, path))
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError,
            NotImplementedError, EOFError, struct.error, zlib.error) as error:  # fmt: skip
        named = MANIFEST if isinstance(error, NoManifest) else path.name
        lines = [Line(named, False, f"cannot be read as an evidence pack: {error}")]
    return [*lines, _against(path, sha256)]


def _verify(packed: zipfile.ZipFile, path: Path) -> Iterator[Line]:
    manifest = _manifest(packed)
    files = {**manifest["files"]}
    expected = {name: str(about["sha256"]) for name, about in files.items()}
    body = sums({**expected, MANIFEST: hashlib.sha256(canonical(manifest)).hexdigest()})
    expected[SUMS] = hashlib.sha256(body).hexdigest()
    yield Line(MANIFEST, *_as_sealed(packed, manifest))
    members = [_member(packed, info) for info in packed.infolist()]
    found = {one.name: one for one in members if one}
    for name, digest in expected.items():
        there = found.get(name)
        yield Line(name, *(_missing(packed, name) if not there else _compared(there.sha256 == digest)))
    for name in packed.namelist():
        if name not in expected and name != MANIFEST:
            yield Line(name, False, "EXTRA: it does not belong to the pack")
    if not _same_container(members, path):
        yield Line(path.name, False, "CHANGED: the ZIP around the files is not as it was made")


def _manifest(packed: zipfile.ZipFile) -> dict[str, Any]:
    if MANIFEST not in packed.namelist():
        raise NoManifest("it is MISSING")
    if sum(one.file_size for one in packed.infolist()) > MOST_BYTES or packed.getinfo(MANIFEST).file_size > MOST_LIST:
        raise NoManifest("the files are said to be larger than a pack can be")
    try:
        found: dict[str, Any] = json.loads(packed.read(MANIFEST))
    except (ValueError, zipfile.BadZipFile):
        raise NoManifest("it was CHANGED") from None
    return found


def _as_sealed(packed: zipfile.ZipFile, manifest: dict[str, Any]) -> tuple[bool, str]:
    whole = {key: value for key, value in manifest.items() if key != "seal"}
    fits = hashlib.sha256(canonical(whole)).hexdigest() == manifest.get("seal")
    return _compared(fits and packed.read(MANIFEST) == canonical(manifest))


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member | None:
    try:
        return measured(info.filename, lambda: packed.open(info))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error, struct.error):
        return None


def _compared(fits: bool) -> tuple[bool, str]:
    return fits, "as it was" if fits else "CHANGED"


def _missing(packed: zipfile.ZipFile, name: str) -> tuple[bool, str]:
    return False, "CHANGED: it cannot be read" if name in packed.namelist() else "MISSING"


def _same_container(members: Sequence[Member | None], path: Path) -> bool:
    made = hashlib.sha256()
    readable = [one for one in members if one]
    if len(readable) < len(members):  # one that cannot be read here may replace another of its name elsewhere
        return False
    try:
        write(readable, made.update)
    except ValueError:
        return False
    return made.hexdigest() == digest_of(path)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    return measured(path.name, lambda: path.open("rb")).sha256


def _against(path: Path, sha256: str) -> Line:
    if not sha256:
        return Line(path.name, True, "not compared with the sum that was recorded; give it with --sha256")
    try:
        fits = digest_of(path) == sha256.strip().lower()
    except OSError as error:
        return Line(path.name, False, f"cannot be read: {error.strerror}")
    return Line(path.name, fits, "the very file that was recorded" if fits else "CHANGED: not the file recorded")


def _shown(text: str) -> str:
    """A text that cannot move the cursor: whoever made the ZIP chose the names in it."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def report(path: Path, sha256: str = "") -> int:
    """Prints a line for each file; gives 0 if all is as it was, else 1."""
    lines = verify(path, sha256)
    said = [f"{'ok ' if one.ok else 'BAD'}  {_shown(one.name)}: {_shown(one.text)}\n" for one in lines]
    bad = [_shown(one.name) for one in lines if not one.ok]
    said.append(f"{len(bad)} of {len(lines)} checks failed: {', '.join(bad)}\n" if bad else "Nothing has changed.\n")
    sys.stdout.writelines(said)
    return 1 if bad else 0


def main(argv: Sequence[str]) -> int:
    """`FILE.zip [--sha256 HEX]`."""
    if len(argv) not in (1, 3) or (len(argv) == 3 and argv[1] != "--sha256"):
        sys.stderr.write("Use: FILE.zip [--sha256 HEX]\n")
        return 2
    return report(Path(argv[0]), argv[2] if len(argv) == 3 else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
