"""An answer holds everything that the Code lists.

Stage, decision, reasons, remedy, open actions and the next step; by the Code of 2024 the complaint definition too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import silent
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.15",),
    "housing-ombudsman/2022": ("C22-5.8", "C22-5.16"),
    "housing-ombudsman/2024": ("C24-6.9", "C24-6.19"),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"housing-ombudsman/2020": "should"}
NAMED = {
    "stage": "the stage", "definition": "the complaint as defined", "decision": "the decision",
    "reasons": "the reasons", "remedy": "any remedy", "outstanding_actions": "what is still to be done",
    "escalation": "how to ask for stage 2", "ombudsman": "the Ombudsman",
}  # fmt: skip


def find(subject: Subject) -> Iterator[Found]:
    """Parts that the pack's own list leaves out, or else a printed policy that does not list them all."""
    missing = list(_missing(subject))
    yield from missing
    if not missing:
        yield from silent(
            subject, "response_parts",
            what="everything that an answer holds",
            cure=f"“Our answer names {_listed(subject.edition.letters['response']['1'])}.”",
            whole=tuple(CODE),
        )  # fmt: skip


def _missing(subject: Subject) -> Iterator[Found]:
    own = subject.pack.letters.get("response", {})
    for stage, parts in subject.edition.letters["response"].items():
        listed = own.get(stage, {})
        missing = [part for part in parts if part not in (*listed, "ombudsman")]
        if listed and missing:
            cites = tuple(dict.fromkeys(cite for cited in listed.values() for cite in cited))
            text = f"The pack’s stage {stage} answer does not list: {_listed(missing)}."
            cure = f"Under letters, response, {stage}: {', '.join(missing)}."
            yield Found(text=text, cure=cure, cites=cites, key=("letters", "response", stage))


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(NAMED.get(part, part) for part in parts)
