"""Which answer a finding of the linter is about."""

from __future__ import annotations

from collections.abc import Iterable

from putright.core.lint.finding import Finding
from putright.core.newcomer.questions import Question, questions


def by_question(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings under the id of the question whose answer they are about; under "" those of none."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        asked = next((one for one in sorted(questions(), key=lambda one: -len(one.key)) if _about(one, finding)), None)
        found.setdefault(asked.id if asked else "", []).append(finding)
    return found


def _about(one: Question, finding: Finding) -> bool:
    said = finding.said
    at = bool(one.key) and bool(finding.key) and _within(one.key, finding.key)
    return (
        at
        or finding.rule in one.rules
        or any(said and topic == said.topic and of in ("", said.of) for topic, of in one.said)
    )


def _within(key: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Whether a finding at a key is about an answer: at it, below it, or at what holds it."""
    return found[: len(key)] == key or (len(found) > 1 and key[: len(found)] == found)
