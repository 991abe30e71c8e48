"""What was read, as it is said in a printed policy."""

from __future__ import annotations

from putright.core.printed import Said, Topic
from putright.core.reading.layout import Block, Sentence


def said_in(sentence: Sentence, topic: Topic, of: str = "", value: str = "") -> Said:
    """Something that stands in a sentence."""
    return Said(
        topic=topic, of=of, value=value, text=sentence.text, where=sentence.block.where, line=sentence.line
    )  # fmt: skip


def said_by(block: Block, topic: Topic, of: str = "", value: str = "") -> Said:
    """Something that a whole paragraph or row says."""
    return Said(topic=topic, of=of, value=value, text=block.text, where=block.where, line=block.line)
