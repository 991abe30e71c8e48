"""A pack as one file that can be carried to another landlord: its texts, a manifest of their digests, a signature.

The file is a ZIP archive with the files of a pack (`FILES`), `manifest.json` and, where it is signed,
`signature.json`: an Ed25519 signature (RFC 8032) over the bytes of the manifest, with the public key.
"""

from __future__ import annotations

import zipfile
import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import DecodeError, Struct, json

from putright.data.packs import FILES, read_pack

FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
MOST_BYTES = 4_000_000
"""More than any pack holds, whole or in one of its files."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file within: the same pack gives the same bytes."""


class Unfit(Exception):
    """The file is no pack that can be taken; the text says why."""


class Manifest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file holds: SHA-256 of each text by its name, and which policy it is, of whom, from which day."""

    format: int = FORMAT
    pack: str
    version: str
    title: str
    by: str = ""
    on: str = ""
    files: dict[str, str]


class Signature(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who signed the manifest: the public key and the signature, both in base64."""

    algorithm: str = "Ed25519"
    key: str
    signature: str


@dataclass(frozen=True)
class Bundle:
    """A pack that was read from such a file; digests and signature, where there is one, have been checked."""

    files: Mapping[str, str] = field(repr=False)
    manifest: Manifest
    signature: Signature | None

    def signed_by(self, known: Mapping[str, str]) -> str:
        """Who signed, in words; `known` has names by their public key. No signature: empty."""
        if self.signature is None:
            return ""
        shown = fingerprint(self.signature.key)
        name = known.get(self.signature.key)
        return f"{name} (key {shown})" if name else f"a key that is not known here ({shown})"


def pack_up(files: Mapping[str, str], *, by: str = "", on: str = "", key: str = "") -> bytes:
    """The file of a pack of texts, signed where there is a private key (32 bytes in base64).

    Raises `Invalid` and `Malformed` where the texts are no pack, `Unfit` where the key is none.
    """
    pack = read_pack(files).policy.pack
    digests = {name: _digest(text) for name, text in _ordered(files)}
    said = Manifest(pack=pack.pack, version=pack.version, title=pack.title, by=by, on=on, files=digests)
    manifest = json.format(json.encode(said), indent=1) + b"\n"
    parts = [(MANIFEST, manifest), *((name, text.encode()) for name, text in _ordered(files))]
    if key:
        parts.append((SIGNATURE, json.format(json.encode(_sign(manifest, key)), indent=1) + b"\n"))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts:
            archive.writestr(zipfile.ZipInfo(name, SAME_DAY), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpack(body: bytes) -> Bundle:
    """Reads such a file and checks its digests and its signature. Raises `Unfit`."""
    parts = _parts(body)
    listed = parts.pop(MANIFEST, None)
    manifest = _decoded(listed, MANIFEST, Manifest)
    signed = parts.pop(SIGNATURE, None)
    if manifest.format != FORMAT:
        raise Unfit(f"{MANIFEST}: the format {manifest.format} is not known here; it is {FORMAT}.")
    files = {name: _text(name, text) for name, text in parts.items()}
    if set(files) != set(manifest.files):
        odd = ", ".join(sorted(set(files) ^ set(manifest.files)))
        raise Unfit(f"What is inside is not what {MANIFEST} lists: {odd}.")
    changed = [name for name, text in files.items() if _digest(text) != manifest.files[name]]
    if changed:
        raise Unfit(f"Changed since it was packed: {', '.join(changed)}.")
    signature = _checked(signed, listed or b"") if signed is not None else None
    return Bundle(files, manifest, signature)


def new_key() -> tuple[str, str]:
    """A new private key and its public key, in base64."""
    key = Ed25519PrivateKey.generate()
    return _base64(key.private_bytes_raw()), _base64(key.public_key().public_bytes_raw())


def public_key(key: str) -> str:
    """The public key of a private key, in base64. Raises `Unfit`."""
    return _base64(_private(key).public_key().public_bytes_raw())


def fingerprint(key: str) -> str:
    """A public key as people compare it: the first sixteen digits of its SHA-256, in fours."""
    digits = sha256(b64decode(key)).hexdigest()[:16]
    return " ".join(digits[n : n + 4] for n in range(0, 16, 4))


def known_keys(said: Iterable[str]) -> dict[str, str]:
    """Names by public key, of texts such as `Willow Tree=<key>`. Raises `Unfit`."""
    found = {}
    for one in said:
        name, _, key = one.partition("=")
        if not name.strip() or len(_bytes(key, "the public key")) != 32:
            raise Unfit(f"{one!r} is not a name, an equals sign and a public key.")
        found[key.strip()] = name.strip()
    return found


def _parts(body: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            held = archive.infolist()
            names = [one.filename for one in held]
            odd = sorted(set(names) - {*FILES, MANIFEST, SIGNATURE})
            if odd or len(set(names)) < len(names):
                shown = ", ".join((odd or names)[:5])[:200]
                raise Unfit(f"A packed policy holds nothing but its own files, each once: {shown}.")
            if any(one.compress_type not in _PACKED for one in held):
                raise Unfit("It is packed in another way than Putright packs.")
            if sum(one.file_size for one in held) > MOST_BYTES:
                raise Unfit("It is larger than any policy.")
            return {one.filename: _bounded(archive, one) for one in held}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise Unfit("This is no packed policy: it cannot be read as a ZIP archive.") from error


def _bounded(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """Never more than a pack holds, whatever the archive says of its size."""
    with archive.open(one) as file:
        body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise Unfit("It is larger than any policy.")
    return body


def _checked(signed: bytes, manifest: bytes) -> Signature:
    found = _decoded(signed, SIGNATURE, Signature)
    if found.algorithm != "Ed25519":
        raise Unfit(f"{SIGNATURE}: signatures by {found.algorithm!r} are not known here; they are Ed25519.")
    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(found.key, f"{SIGNATURE}: the key"))
        key.verify(_bytes(found.signature, f"{SIGNATURE}: the signature"), manifest)
    except InvalidSignature:
        raise Unfit("The signature does not fit: the policy is not what was signed.") from None
    except ValueError:
        raise Unfit(f"{SIGNATURE}: the key is no Ed25519 key.") from None
    return found


def _sign(manifest: bytes, key: str) -> Signature:
    return Signature(key=public_key(key), signature=_base64(_private(key).sign(manifest)))


def _private(key: str) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(_bytes(key, "the signing key"))
    except ValueError:
        raise Unfit("The signing key is not 32 bytes in base64; “putright policy key” makes one.") from None


def _decoded(body: bytes | None, name: str, kind: type) -> Any:
    if body is None:
        raise Unfit(f"This is no packed policy: {name} is not in it.")
    if b"\\u0000" in body:  # PostgreSQL keeps no NUL
        raise Unfit(f"{name} holds the character NUL, as no text does.")
    try:
        return json.decode(body, type=kind)
    except DecodeError as error:
        raise Unfit(f"{name}: {error}") from None


def _text(name: str, body: bytes) -> str:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Unfit(f"{name} is no text in UTF-8.") from None
    if "\0" in text:
        raise Unfit(f"{name} holds the character NUL, as no text does.")
    return text


def _bytes(said: str, what: str) -> bytes:
    try:
        return b64decode(said.strip(), validate=True)
    except (NotBase64, ValueError):
        raise Unfit(f"{what} is not written in base64.") from None


def _base64(body: bytes) -> str:
    return b64encode(body).decode()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _ordered(files: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, files[name]) for name in FILES if name in files]
