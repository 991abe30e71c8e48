"""Where the documents stand: our own, and the source documents where they are at hand beside the repository."""

from __future__ import annotations

from pathlib import Path

DOCUMENTS = Path(__file__).parent / "documents"
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
