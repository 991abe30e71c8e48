"""docs/reference/letter-gate.md: every rule a letter is held to before it goes out."""

from __future__ import annotations

from putright import data
from putright.core.letters import gate
from putright.reference import table
from putright.reference.rules import rests_on

INTRODUCTION = """
# The letter gate

Beside the text, and once more when a letter is issued, the *letter gate* looks at a letter as a whole. What it finds
quotes the words it means, says what to write instead, and stands at the field they were typed in. Rules of style judge
only what a person wrote: the fixed sentences of a letter are the policy's.

A rule that is a *must* stops the letter where the case's policy or Code asks for it: packs and editions say so
(`gate:`), each with the provisions, or the finding names them, as for a required part. Where neither does, the same
rule advises. *Advice* may be set aside with a reason, which is kept.

The measure of reading age is Flesch-Kincaid's grade and five years: 13 is wanted, 9 for somebody who asked for easy
read. It is a hint where to look, not a verdict on a text.
"""


def page() -> str:
    """The page."""
    rules = gate.rules().values()
    return "\n\n".join([
        INTRODUCTION.strip(),
        "## What may stop a letter", _table([rule for rule in rules if rule.must]),
        "## What advises", _table([rule for rule in rules if not rule.must]),
        "## Words with plainer ones", _jargon(),
    ])  # fmt: skip


def _table(rules: list[gate.Rule]) -> str:
    rows = [(f"`{rule.id}`", rule.title, rule.why, _rests(rule)) for rule in rules]
    return table(("Rule", "What it asks", "Why", "Rests on"), rows)


def _rests(rule: gate.Rule) -> str:
    return rests_on("gate", rule.id) or ("each part's own provisions" if rule.must else "no provision: good practice")


def _jargon() -> str:
    """The list of terms, those with the same plainer words in a line."""
    terms: dict[str, list[str]] = {}
    for term, plainer in data.load_jargon().plainer.items():
        terms.setdefault(plainer, []).append(term)
    return table(("Not", "Instead"), [(", ".join(said), plainer) for plainer, said in terms.items()])
