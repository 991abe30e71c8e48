"""What is asked once a complaint is over: a landlord's own questions, or the product's where it has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

OVERALL = "overall"
"""The question of how satisfied they are with how the complaint was dealt with: every survey asks it."""
SATISFACTION = {
    5: "Very satisfied", 4: "Fairly satisfied", 3: "Neither satisfied nor dissatisfied", 2: "Fairly dissatisfied",
    1: "Very dissatisfied",
}  # fmt: skip
"""The answers to it, as the regulator's perception surveys name them."""
AGREEMENT = {5: "Yes, completely", 4: "Mostly", 3: "Partly", 2: "Hardly", 1: "Not at all"}
"""The answers to the other questions that are scored."""


@dataclass(frozen=True)
class Asked:
    """A question of the survey, by its id. `cites`: the provisions that have it asked, if any."""

    id: str
    text: str
    kind: Literal["score", "words"] = "score"
    cites: tuple[str, ...] = ()

    @property
    def answers(self) -> Mapping[int, str]:
        """What may be answered, by score, where it is scored."""
        return SATISFACTION if self.id == OVERALL else AGREEMENT


WHOLE = Asked(OVERALL, "How satisfied or dissatisfied are you with how we dealt with your complaint?")
USUAL = (
    Asked("easy", "Was it easy to make your complaint?"),
    Asked("understood", "Did we understand what it was about?"),
    Asked("told", "Did we tell you how things stood, and keep to what we said?"),
    Asked("fair", "Were you treated fairly and with respect?"),
    Asked("clear", "Was our answer clear, and did it deal with everything?"),
    Asked("kept", "Has everything that we promised been done?"),
    Asked("better", "What should we do better?", "words"),
)
"""What is asked where the landlord has no questions of its own."""


def asked(wording: Mapping[str, Any]) -> Sequence[Asked]:
    """The questions of a landlord by its wording (`survey`: id, text, kind, cites), how satisfied they are first."""
    own = tuple(
        Asked(str(one["id"]), str(one["text"]), one.get("kind", "score"), tuple(one.get("cites", ())))
        for one in wording.get("survey", ())
    )
    found = own or USUAL
    whole = next((one for one in found if one.id == OVERALL), WHOLE)
    return (whole, *(one for one in found if one.id != OVERALL))
