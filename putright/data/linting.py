"""A policy held against an edition of a Code, by what is printed of it and the register of redress bodies."""

from __future__ import annotations

from putright.core.lint import Subject, lint
from putright.core.lint.finding import Finding
from putright.data.editions import load_bodies, load_edition
from putright.data.packs import Loaded


def findings(loaded: Loaded, edition: str = "") -> list[Finding]:
    """Everything in which a policy conflicts with an edition, the gravest first; left out, with the one it names."""
    code = load_edition(edition or loaded.policy.pack.edition)
    return lint(Subject(loaded.policy, code, loaded.printed, load_bodies()))
