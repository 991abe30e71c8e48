"""The first draft of a self-assessment under a policy that does not run yet: what each row can say already.

Figures come with complaints; until then a row has what the policy and the way this landlord works show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from putright import data
from putright.apps.accounts.models import Landlord
from putright.apps.oversight.assessment import sources
from putright.apps.workbench.newcomer.standing import EDITION
from putright.core.assessment.binding import Bound, bound
from putright.core.assessment.form import Row
from putright.core.assessment.proposing import Proposal, proposal
from putright.core.lint.finding import Finding

ANSWERS = {"yes": "Yes", "no": "No", "na": "Does not apply", "": "Not yet: say yourself"}


@dataclass(frozen=True)
class Drafted:
    """A row with its proposed answer, what bears on it, and what conflicts with the Code in it."""

    key: str
    row: Row
    code: tuple[Bound, ...]
    own: tuple[Bound, ...]
    proposal: Proposal
    conflicts: tuple[Finding, ...]

    @property
    def asks(self) -> str:
        """What the row asks."""
        return self.row.asks or (self.code[0].asks if self.code else "")

    @property
    def answer(self) -> str:
        """The proposed answer in words: a conflict speaks for a no."""
        against = any(found.force == "must" for found in self.conflicts)
        answer = "no" if against and not self.row.neutral and self.row.answers != "words" else self.proposal.answer
        return ANSWERS[answer]


def drafted(landlord: Landlord, loaded: data.Loaded, findings: list[Finding], today: date) -> Iterator[Drafted]:
    """Every row of the form, in order."""
    form, code = data.load_form(EDITION), data.code_document(EDITION).provisions
    since = today.replace(year=today.year - 1, day=min(today.day, 28))
    looking = sources.Looking(landlord, data.load_edition(EDITION), since, today, today, loaded.policy)
    for key, row in form.rows.items():
        said, own = bound(row, code, loaded.provisions)
        found = sources.found(looking, row.sources)
        conflicts = tuple(one for one in findings if set(one.code) & set(row.provisions))
        yield Drafted(key, row, said, own, proposal(row, own, (), found), conflicts)
