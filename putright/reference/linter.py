"""docs/reference/linter.md: every rule that a policy is held against. docs/reference/conflicts.md: what they find."""

from __future__ import annotations

from collections.abc import Iterator

from putright import data
from putright.core.lint import ORDER, Rule, editions, rules
from putright.core.lint.finding import Finding
from putright.core.lint.practice import PRACTICE
from putright.data.linting import findings
from putright.reference import cited, table

MANUAL = """
# The linter

`putright policy lint PACK` says where a policy conflicts with the Code it is held to, or with another edition
(`--edition`); the pages of the policy workbench say the same. It looks at what runs (`pack.yaml`, `wording.yaml`) and
at what the policy says in print (`printed.yaml`, or a document that was read). Each finding has the provisions of the
Code and of the policy, what conflicts, and a wording or a value that would cure it.

A *must* is something that the Code demands; a *should* is what it expects and leaves some room for, or what is said in
part; *advice* is worth a look and may be right as it stands. Where an edition is milder or stricter than the others,
its own word counts. What was not found in a document that was read is advice only: it may stand there in other words.
What a Code that is bound in with a policy says is not held against the policy as a must.

A rule is a file in `putright/core/lint/rules`; its name is the rule's. A pack that it must find and one that it must
let pass stand in `tests/core/lint/cases`. What it finds in the policies that are shipped is in
[conflicts](conflicts.md).
"""
CONFLICTS = """
# Conflicts

Where the policies that are shipped conflict with the editions of the Housing Ombudsman's Code, as [the
linter](linter.md) finds it: the edition each is held to, and the others, which it need not meet. A group's policy
stands beside the Codes of its other businesses too, for which there are few rules yet. The policies were written by
landlords; what runs is their pack, in which readings cure much of this for whoever complains.
"""


def page() -> str:
    """The manual."""
    found = rules()
    parts = [MANUAL.strip(), *(_rule(found[name]) for name in sorted(found))]
    rows = [(f"`{one}`", why) for one, why in PRACTICE.items()]
    what = "Provisions that no text of a policy and no pack can break, because they are about what people do in a case."
    return "\n\n".join([*parts, "## What no rule asks", what, table(("Provision", "Why"), rows)])


def _rule(rule: Rule) -> str:
    code = [cited(rule.code[edition]) + _milder(rule, edition) for edition in editions() if edition in rule.code]
    return f"## {rule.id}\n\n**{rule.title}.** {_line(rule.about)}\n\nA {rule.force}, by {'; '.join(code)}."


def _milder(rule: Rule, edition: str) -> str:
    return f" (by this edition: {rule.weighs(edition)})" if rule.weighs(edition) != rule.force else ""


def conflicts_page() -> str:
    """What is found in each policy, edition by edition."""
    return "\n\n".join([CONFLICTS.strip(), _counts(), *(part for name in data.pack_names() for part in _pack(name))])


def housing() -> tuple[str, ...]:
    """The editions of the Housing Ombudsman's Code."""
    return tuple(edition for edition in editions() if edition.startswith("housing-ombudsman/"))


def _counts() -> str:
    rows = [
        (f"[{name}](#{name})", *(_counted(findings(data.load_pack(name), edition)) for edition in housing()))
        for name in data.pack_names()
    ]
    return table(("Policy", *housing()), rows)


def _counted(found: list[Finding]) -> str:
    counts = ((sum(one.force == force for one in found), force) for force in ORDER)
    return ", ".join(f"{count} {force}" for count, force in counts if count) or "none"


def _pack(name: str) -> Iterator[str]:
    pack = data.load_policy(name).pack
    own = {pack.edition, *(brand.edition for brand in pack.brands.values())}
    yield f"## {name}\n\n{pack.title}."
    for edition in (one for one in editions() if one in own or one in housing()):
        held = ", to which it is held" if edition == pack.edition else ""
        yield f"### {name} and {edition}"
        found = findings(data.load_pack(name), edition)
        if not found:
            yield f"Nothing conflicts with {data.load_edition(edition).title}{held}."
            continue
        yield f"{_counted(found)}, by {data.load_edition(edition).title}{held}."
        yield table(("", "Code", "Policy", "What conflicts", "Instead", "Rule"), [_row(one) for one in found])


def _row(one: Finding) -> tuple[str, ...]:
    rule = f"[{one.rule}](linter.md#{one.rule})"
    return one.force, cited(one.code), cited(one.cites), _line(one.text), _line(one.cure), rule


def _line(text: str) -> str:
    return " ".join(text.split())
