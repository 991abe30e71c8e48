"""docs/reference/cli.md, from the command line's own parser."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from unittest.mock import patch

from putright.bench import main as bench
from putright.cli import main as cli

INTRODUCTION = """
# Commands

Every command exits with 0 when it did what was asked, 1 when an expectation or check failed, and 2 when it was used
wrongly; an error says what is wrong, where, and what to do. `rehearse`, `explain`, `policy` and `evidence verify` need
no database and no settings.
"""


def page() -> str:
    """The page."""
    with patch.dict(os.environ, {"COLUMNS": "100"}):
        commands = [_command(parser) for parser in _parsers(cli._parser())]  # noqa: SLF001 (the one place that knows)
        commands.append(_command(bench._parser()))  # noqa: SLF001
    return "\n\n".join([INTRODUCTION.strip(), *commands])


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:  # noqa: SLF001 (argparse tells its commands in no other way)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for inner in action.choices.values():
                if inner.prog != "putright bench":
                    yield from _parsers(inner)


def _command(parser: argparse.ArgumentParser) -> str:
    return f"## {parser.prog}\n\n```text\n{parser.format_help().strip()}\n```"
