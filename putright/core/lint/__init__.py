"""The linter: where a policy conflicts with an edition of a Code.

One small file per rule in `rules`; its name is the rule's id. A rule is a module with a docstring (its first line is
the rule's title in the manual), `CODE`, `FORCE` and `find`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import getdoc
from types import ModuleType

from putright.core.lint import rules as _rules
from putright.core.lint.finding import Find, Finding, Force
from putright.core.lint.subject import Subject

ORDER: tuple[Force, ...] = ("must", "should", "advice")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the provisions of each edition that it holds a policy against, and how serious a breach is."""

    id: str
    title: str
    about: str
    code: Mapping[str, tuple[str, ...]]
    force: Force
    find: Find


def names() -> tuple[str, ...]:
    """The ids of all rules."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(_rules.__path__)))


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule, by id."""
    return {name: _rule(name, import_module(f"{_rules.__name__}.{name}")) for name in names()}


def _rule(name: str, module: ModuleType) -> Rule:
    title, _, about = (getdoc(module) or "").partition("\n\n")
    return Rule(name, title.rstrip("."), about.strip(), module.CODE, module.FORCE, module.find)


def lint(subject: Subject) -> list[Finding]:
    """Everything in which a policy conflicts with the edition it is held against, the gravest first."""
    edition = subject.edition.edition
    found = [
        Finding(rule.id, one.force or rule.force, rule.code[edition], one.cites, one.text, one.cure, one.key, one.said)
        for rule in rules().values() if edition in rule.code
        for one in rule.find(subject)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (ORDER.index(one.force), one.code, one.rule))
