"""The corpus: every message, and what reading it must give. Made afresh each time, always the same.

`python -m tests.apps.mailbox.corpus.make <folder>` writes the messages as files, for a look or for another reader.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

from tests.apps.mailbox.corpus import answers, broken, characters, hostile, machines, servers, structure
from tests.apps.mailbox.corpus.base import OURS, Sample

__all__ = ["OURS", "Sample", "corpus"]


@cache
def corpus() -> tuple[Sample, ...]:
    """Every message of the corpus."""
    groups = (characters, structure, hostile, broken, answers, machines, servers)
    return tuple(sample for group in groups for sample in group.samples())


def write(folder: Path) -> None:
    """The messages as .eml files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(corpus(), 1):
        (folder / f"{number:03d}-{re.sub(r'[^a-z0-9]+', '-', sample.name.lower())[:60]}.eml").write_bytes(sample.raw)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
