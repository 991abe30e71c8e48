"""`putright bench`: every timing that has a limit, measured in one run and without a network."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from putright.bench import engine
from putright.bench.figures import Figure, table

PARTS = ("engine", "pages", "letters", "reports", "replay", "holidays")
DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "performance.md"
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "putright.config.settings",
    "PUTRIGHT_MODE": "production",
    "PUTRIGHT_PROXIES": "1",
    "SECRET_KEY": "for the length of one measurement, and of nothing else",
    "ALLOWED_HOSTS": "localhost",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, prints what was found, and writes it down where it is asked to."""
    args = _parser().parse_args(argv)
    number = int(os.environ.get("PUTRIGHT_BENCH_CASES") or 100_000)
    with TemporaryDirectory(prefix="putright-bench-") as passing:
        folder = args.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        figures = []
        for figure in _measured(args.only or PARTS, number, folder):
            figures.append(figure)
            _say(f"  {figure}")
    text = table(figures)
    _say(text)
    if args.json:
        args.json.write_text(json.dumps([asdict(f) | {"ratio": f.ratio} for f in figures], indent=2) + "\n")
    if args.write:
        _write(figures)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="putright bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, help="only this part; may be given again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as data")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/reference/performance.md")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the database here, and use it again")
    return parser


def _measured(parts: Sequence[str], number: int, folder: Path) -> Iterator[Figure]:
    if "engine" in parts:
        _say(f"Due dates, folding and assessing ({number:,} cases) …")
        yield from engine.dates(number * 10)
        yield from engine.cases(number)
    if set(parts) - {"engine"}:
        _set_up(folder)
    if "pages" in parts:
        from putright.bench.pages import pages  # noqa: PLC0415 (Django is set up first)

        yield from pages(number, _say)
    if "letters" in parts:
        from putright.bench.letters import letters  # noqa: PLC0415

        yield from letters(max(number // 100, 10), _say)
    if "reports" in parts:
        from putright.bench.reports import reports  # noqa: PLC0415

        yield from reports(number, _say)
    if "replay" in parts:
        from putright.bench import replaying  # noqa: PLC0415

        _say(f"What-if ({number:,} cases) …")
        yield from replaying.replays(number)
        yield from replaying.trials(number, _say)
    if "holidays" in parts:
        from putright.bench.holidays import holidays  # noqa: PLC0415

        yield from holidays(number, _say)


def _set_up(folder: Path) -> None:
    os.environ.update(ENVIRONMENT, PUTRIGHT_DATA=str(folder), PUTRIGHT_STATIC=str(folder / "static"))
    os.environ["PUTRIGHT_DATABASE"] = os.environ.get("PUTRIGHT_BENCH_DATABASE", "")
    import django  # noqa: PLC0415

    django.setup()


def _write(figures: Sequence[Figure], document: Path = DOCUMENT) -> None:
    """Puts the groups that were measured in the place of what stands there of them; the others stay as they are."""
    before, _, rest = document.read_text().partition(BEGIN)
    there, _, after = rest.partition(END)
    groups = _groups(there) | _groups(table(figures, _said()))
    text = "\n\n".join(f"### {name}\n\n{said}" for name, said in groups.items())
    document.write_text(f"{before}{BEGIN}\n## Figures\n\n{text}\n{END}{after}")


def _groups(text: str) -> dict[str, str]:
    """What stands below each heading."""
    parts = [part.partition("\n") for part in f"\n{text}".split("\n### ")[1:]]
    return {name: said.strip() for name, _, said in parts}


def _said() -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    load = round(os.getloadavg()[1])
    busy = f"while {load} process{'' if load == 1 else 'es'} on average wanted them"
    return f"Measured on {date.today():%-d %B %Y} with {machine}, {busy}."  # noqa: DTZ011 (a date for readers)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
