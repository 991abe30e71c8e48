"""What tells the words of a letter from others: what somebody approved is what goes out."""

from __future__ import annotations

import hashlib

import msgspec

from putright.core.letters import blocks as b

DECIDED = ("definition", "decision", "reasons", "remedy", "outstanding_actions")
"""The parts that say what was decided, beside what a person wrote for the letter."""


def fingerprint(letter: b.Letter) -> str:
    """The same for the same letter to the same person, whichever day it bears.

    What follows from the policy and the day it is sent, such as until when stage 2 can be asked for, does not count.
    """
    kept = [one for one in letter.blocks if one.written or one.part in DECIDED or isinstance(one, b.Address)]
    said = msgspec.json.encode((letter.kind, letter.stage, letter.language, kept), order="sorted")
    return hashlib.sha256(said).hexdigest()
