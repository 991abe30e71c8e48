"""Nothing of a template is left in the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright.core.letters import blocks as b
from putright.core.letters.gate.base import Checked, Finding, rule

_LEFT = re.compile(
    r"\{[^{}\n]{0,60}\}"
    r"|\[\s*(?:insert|enter|add|delete|select|choose|name|date|amount|address|number|text|reason|details|tbc)\b"
    r"[^\]\n]{0,80}\]|\[\s*(?:…|\.\.\.)\s*\]"
    r"|<\s*(?:insert|enter|add|name|date|amount|address|number|text|reason)[^>\n]{0,80}>"
    r"|«[^»\n]{0,80}»"
    r"|\blorem ipsum\b|\bdd[/.]mm[/.]yy(?:yy)?\b|\bdelete as appropriate\b"
    r"|\?{3,}|_{4,}|\.{5,}",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\[[A-Z][A-Z _/-]{2,60}\]|\bX{3,}\b|\bT(?:BC|BA|BD|O ?DO)\b")
_SLOT = re.compile(r"\{\w{1,40}\}")


@rule(
    must=False,
    title="No leftovers of a template",
    why="A blank that was not filled tells the reader that nobody read the letter before they did.",
)
def template_leftover(checked: Checked) -> Iterator[Finding]:
    """A finding for each placeholder in what was written, and for each open slot in the fixed sentences."""
    for passage in checked.passages:
        for pattern in (_LEFT, _CAPITALS):
            for match in pattern.finditer(passage.text):
                text = f"“{match[0]}” is left over from a template."
                yield passage.found(text, match[0], "Fill it in, or take it out.")
    for block in checked.letter.blocks:
        if isinstance(block, b.Paragraph) and not block.written and block.part not in ("definition", "reasons"):
            for match in _SLOT.finditer(block.text):
                yield Finding(
                    text=f"The landlord's own sentence has an open slot, “{match[0]}”.",
                    excerpt=block.text[:160],
                    instead="It stands in the wording of the policy: have it put right there.",
                )
