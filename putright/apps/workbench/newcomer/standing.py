"""How the questions of a draft stand: answers, what is missing, what conflicts with the Code, what they make."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from typing import Any

from putright import data
from putright.apps.accounts.models import Landlord
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.models import Draft
from putright.core import newcomer
from putright.core.lint.finding import Finding
from putright.core.newcomer import Answers, Group, Question
from putright.data.files import Located
from putright.data.linting import findings
from putright.data.yaml import read, write

EDITION = "housing-ombudsman/2024"
BASED_ON = f"{data.MODEL}, by the questions for a newcomer"


@cache
def _model() -> Mapping[str, Any]:
    return {file: read(text, file)[0] for file, text in data.pack_texts(data.MODEL).items()}


def first_answers(landlord: Landlord) -> dict[str, Any]:
    """The model's answers, with what is known of the landlord."""
    known = {"name": landlord.name, "short": landlord.name, "prefix": landlord.prefix}
    reached = {one.id: str(landlord.contacts.get(one.way) or "") for one in newcomer.questions() if one.way}
    return {**newcomer.defaults(_model()["pack.yaml"]), **known, **reached}


def files(answers: Answers) -> dict[str, str]:
    """The files that answers make."""
    return {file: write(value) for file, value in newcomer.made(deepcopy(dict(_model())), answers).items()}


def digest(draft: Draft, group: str) -> str:
    """Says which answers of a page a draft holds."""
    given = draft.answers.get("newcomer", {})
    asked = next((one.questions for one in newcomer.GROUPS if one.id == group), ())
    return sha256(json.dumps([given.get(one.id) for one in asked]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Step:
    """A page of questions in the row of pages: `conflicts` counts those of its answers."""

    group: Group
    answered: bool
    missing: int
    conflicts: int


@dataclass(frozen=True, eq=False)
class Standing:
    """A draft that began with the questions, as it stands."""

    draft: Draft

    @cached_property
    def answers(self) -> dict[str, Any]:
        """Every question's answer; the model's where none was given yet."""
        return {**first_answers(self.draft.landlord), **self.draft.answers.get("newcomer", {})}

    @cached_property
    def lacking(self) -> dict[str, str]:
        """What has to be answered first, in words, under the id of its question."""
        return {one.id: one.text for one in newcomer.missing(self.answers)} | newcomer.unreached(self.answers)

    @cached_property
    def _read(self) -> tuple[data.Loaded | None, tuple[Located, ...]]:
        return texts.read(files(self.answers))

    @property
    def loaded(self) -> data.Loaded | None:
        """The policy that the answers make; none where they make none that could run."""
        return self._read[0]

    @property
    def faults(self) -> tuple[Located, ...]:
        """Why they make none."""
        return self._read[1]

    @cached_property
    def conflicts(self) -> dict[str, list[Finding]]:
        """What conflicts with the Code, under the question whose answer it is; "": under none.

        A page that lacks an answer is not judged yet: what it lacks is left out of the policy, and said by itself.
        """
        found = newcomer.by_question(findings(self.loaded, EDITION)) if self.loaded else {}
        pages = [{one.id for one in group.questions} for group in newcomer.GROUPS]
        waiting = {id_ for page in pages if page & self.lacking.keys() for id_ in page}
        return {id_: said for id_, said in found.items() if id_ not in waiting}

    @cached_property
    def steps(self) -> list[Step]:
        """Every page of questions, in order."""
        answered = self.draft.answers.get("answered", ())
        return [
            Step(group, group.id in answered, sum(one.id in self.lacking for one in group.questions),
                 sum(len(self.conflicts.get(one.id, ())) for one in group.questions))
            for group in newcomer.GROUPS
        ]  # fmt: skip

    @cached_property
    def by_hand(self) -> bool:
        """Whether the files are not as the answers last made them."""
        return texts.latest(self.draft).digest != self.draft.answers.get("made")

    @cached_property
    def up_to_date(self) -> bool:
        """Whether the files are those that the answers make."""
        return texts.latest(self.draft).digest == texts.digest(files(self.answers))


def begun(landlord: Landlord) -> list[Draft]:
    """The drafts that began with the questions, the latest first."""
    found = Draft.objects.filter(landlord=landlord, based_on=BASED_ON)
    return list(found.select_related("by").order_by("-number")[:50])


def shown(one: Question, answer: Any) -> str:
    """An answer as it is read."""
    titles = dict(one.choices)
    if isinstance(answer, list):
        return "; ".join(titles.get(item, item) for item in answer) or "None"
    if one.kind == "choice":
        return titles.get(str(answer), str(answer))
    unit = one.unit[:-1] if answer == 1 else one.unit
    return f"{one.prefix}{answer} {unit}".strip() if answer != "" else "Not answered"
