"""Commands that carry a policy as one file: pack, unpack, verify, and a key to sign with."""

from __future__ import annotations

import argparse
import json
import os
from datetime import date
from pathlib import Path

from putright import data
from putright.cli.policies import Wrong
from putright.data import bundles
from putright.data.yaml import Malformed


def pack(args: argparse.Namespace) -> int:
    """Put a policy into one file, signed where PACK_SIGNING_KEY is set."""
    key = os.environ.get("PACK_SIGNING_KEY", "").strip()
    try:
        body = bundles.pack_up(data.pack_texts(args.pack), by=args.by, on=args.on or _today(), key=key)
    except (data.Invalid, Malformed, FileNotFoundError, bundles.Unfit) as error:
        raise Wrong(str(error)) from None
    out = Path(args.out or f"{data.load_policy(args.pack).pack.pack}.putright.zip")
    _write(out, body)
    signed = f", signed with the key {bundles.fingerprint(bundles.public_key(key))}" if key else ", not signed"
    print(json.dumps({"file": str(out), "signed": bool(key)}) if args.json else f"{out}: packed{signed}")
    return 0


def unpack(args: argparse.Namespace) -> int:
    """Check a packed policy and write its files into a new or empty folder."""
    bundle, folder = _bundle(args.file), Path(args.folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Wrong(f"{folder}: there is something already; say a new or empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in bundle.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return _say(args, bundle, f"its files are in {folder}")


def verify(args: argparse.Namespace) -> int:
    """Check a packed policy: its digests, its signature, and that it can run."""
    bundle = _bundle(args.file)
    faults = data.faults_of(bundle.files)
    if faults:
        raise Wrong("\n".join(map(str, faults)))
    return _say(args, bundle, "it can run")


def key(args: argparse.Namespace) -> int:
    """Make a key to sign policies with: the private part for PACK_SIGNING_KEY, the public part to give away."""
    private, public = bundles.new_key()
    said = {"private": private, "public": public, "fingerprint": bundles.fingerprint(public)}
    print(json.dumps(said) if args.json else "\n".join(f"{name + ':':13} {text}" for name, text in said.items()))
    return 0


def _bundle(file: str) -> bundles.Bundle:
    try:
        with Path(file).open("rb") as opened:
            body = opened.read(bundles.MOST_BYTES + 1)
        return bundles.unpack(body)
    except OSError as error:
        raise Wrong(f"{file}: {error.strerror}") from None
    except bundles.Unfit as error:
        raise Wrong(f"{file}: {error}") from None


def _say(args: argparse.Namespace, bundle: bundles.Bundle, done: str) -> int:
    try:
        known = bundles.known_keys(one for one in os.environ.get("PACK_KEYS", "").split(",") if one.strip())
    except bundles.Unfit as error:
        raise Wrong(f"PACK_KEYS: {error}") from None
    said, by = bundle.manifest, bundle.signed_by(known)
    if args.json:
        print(json.dumps({"ok": True, "pack": said.pack, "version": said.version, "by": said.by, "on": said.on,
                          "signed_by": by, "files": said.files}))  # fmt: skip
    else:
        signed = f"signed by {by}" if by else "not signed"
        print(f"{args.file}: {said.title}, version {said.version}; as it was packed, {signed}; {done}")
    return 0


def _write(out: Path, body: bytes) -> None:
    try:
        out.write_bytes(body)
    except OSError as error:
        raise Wrong(f"{out}: {error.strerror}") from None


def _today() -> str:
    return date.today().isoformat()  # noqa: DTZ011 (the day where the command is run)
