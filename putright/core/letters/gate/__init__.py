"""The letter gate: what stands against sending a letter as it is (must), and what could be better (advice).

One file per rule, named like the rule. `base` says how they are used and how to add one.
"""

from putright.core.letters.gate.base import (
    Checked,
    Finding,
    Jargon,
    Passage,
    Reader,
    Rule,
    blocking,
    check,
    rules,
)

__all__ = ["Checked", "Finding", "Jargon", "Passage", "Reader", "Rule", "blocking", "check", "rules"]
