"""The linter: where a policy conflicts with an edition of a Code.

One small file per rule in `rules`; its name is the rule's id. A rule is a module with a docstring (its first line is
the rule's title in the manual), `CODE`, `FORCE` and `find`; `FORCES` where an edition is milder or stricter.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from inspect import getdoc
from types import ModuleType

from putright.core.lint import rules as _rules
from putright.core.lint.finding import Find, Finding, Force, Found
from putright.core.lint.subject import Subject

ORDER: tuple[Force, ...] = ("must", "should", "advice")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the provisions of each edition that it holds a policy against, and how serious a breach is.

    `forces`: the editions in which it is of another force, because their text says so.
    """

    id: str
    title: str
    about: str
    code: Mapping[str, tuple[str, ...]]
    force: Force
    find: Find
    forces: Mapping[str, Force] = field(default_factory=dict)

    def weighs(self, edition: str) -> Force:
        """How serious a breach is by an edition."""
        return self.forces.get(edition, self.force)


def names() -> tuple[str, ...]:
    """The ids of all rules."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(_rules.__path__)))


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule, by id."""
    return {name: _rule(name, import_module(f"{_rules.__name__}.{name}")) for name in names()}


def editions() -> tuple[str, ...]:
    """The editions that there are rules for: by body, the latest first."""
    found = sorted({edition for rule in rules().values() for edition in rule.code}, reverse=True)
    return tuple(sorted(found, key=lambda edition: edition.partition("/")[0]))


def _rule(name: str, module: ModuleType) -> Rule:
    title, _, about = (getdoc(module) or "").partition("\n\n")
    return Rule(
        name, title.rstrip("."), about.strip(), module.CODE, module.FORCE, module.find, getattr(module, "FORCES", {})
    )


def lint(subject: Subject) -> list[Finding]:
    """Everything in which a policy conflicts with the edition it is held against, the gravest first."""
    edition = subject.edition.edition
    found = [
        Finding(
            rule.id, one.force or rule.weighs(edition), rule.code[edition], one.cites, one.text, one.cure, one.key,
            one.said,
        )
        for rule in rules().values() if edition in rule.code
        for one in (_bound_in(found, rule, subject) for found in rule.find(subject))
    ]  # fmt: skip
    return sorted(found, key=lambda one: (ORDER.index(one.force), one.code, one.rule))


def _bound_in(one: Found, rule: Rule, subject: Subject) -> Found:
    """A silence of the policy's own words, milder where a Code that is bound in with it speaks."""
    attached = subject.printed.attached if subject.printed else ""
    if not one.silent or attached not in rule.code:
        return one
    text = one.text.replace("The policy does not say", "The policy does not say in its own words", 1)
    year = attached.partition("/")[2]
    text = f"{text.rstrip('.')}; the Code of {year} that is attached to it does."
    mild = attached == subject.edition.edition or one.force == "advice"
    return replace(one, text=text, force="advice" if mild else "should")
