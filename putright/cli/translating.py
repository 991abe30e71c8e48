"""`putright translate`: makes or renews the catalogue that a translator of letters works on."""

from __future__ import annotations

import argparse
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from putright.cli.policies import Wrong
from putright.data import tongues
from putright.reference import phrases


def translate(args: argparse.Namespace) -> int:
    """Renews a language's catalogue, or only says what it lacks; 1 where it lacks something."""
    path = _path(args)
    if args.check and not path.is_file():
        raise Wrong(f"there is no catalogue {path}; leave --check out to make it")
    catalogue = tongues.load_catalogue(path) if path.is_file() else _fresh(args.language)
    phrases.update(catalogue, phrases.of_pack(args.pack) if args.pack else phrases.fixed())
    if not args.check:
        save(catalogue, path)
    left = phrases.lacking(catalogue)
    print(f"{path}: {len(catalogue)} texts, {len(left)} to translate")
    for text in left:
        print(f"  {text}")
    return int(bool(left))


def save(catalogue: Catalog, path: Path) -> None:
    """Writes a catalogue as a file that translators' tools open."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, no_location=True)


def _path(args: argparse.Namespace) -> Path:
    folder = tongues.HERE
    if args.pack:
        folder = folder / "packs" / args.pack
        if not (folder / "wording.yaml").is_file():
            raise Wrong(f"there is no pack {args.pack!r} with a wording")
    return folder / "translations" / f"{args.language}.po"


def _fresh(language: str) -> Catalog:
    try:
        return Catalog(locale=Locale.parse(language), project="Putright", fuzzy=False)
    except (UnknownLocaleError, ValueError) as error:
        raise Wrong(f"{language!r} is no language code; write for example cy, pl or ur") from error
