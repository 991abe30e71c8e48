"""Putting right what was promised."""

from __future__ import annotations

from putright.apps.casework.case.fields import choose, undone
from putright.apps.casework.case.plain.base import Plain

STEPS: dict[str, Plain] = {
    "remedy_completed": Plain("A remedy is done", "Record it as done", {
        "id": choose("Which one?", undone("remedies")),
    }),
}  # fmt: skip
