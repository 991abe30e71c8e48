"""What residents are asked about themselves, freely: fixed questions with groups as the censuses of Britain use them.

Each has "prefer not to say", and where groups cannot fit everybody, room for one's own words. Which group a report
counts somebody in follows from the group alone; own words are counted together and never shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

UNSAID = "unsaid"
OWN = "own"
OWN_WORDS = "I would put it in my own words"
LONGEST = 100
"""Characters of one's own words."""


class Asked(Struct, frozen=True, kw_only=True):
    """A question: what it is called in reports, how it is asked, its groups by id. `own`: one's own words fit it."""

    title: str
    asks: str
    groups: dict[str, str]
    own: bool = False

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Everything that can be chosen, in order."""
        own = [(OWN, OWN_WORDS)] if self.own else []
        return [*self.groups.items(), *own, (UNSAID, "Prefer not to say")]

    @property
    def counted(self) -> dict[str, str]:
        """The groups that figures tell apart; whoever would rather not say is in none of them."""
        return self.groups | ({OWN: "In their own words"} if self.own else {})


QUESTIONS: Mapping[str, Asked] = {
    "age": Asked(
        title="Age", asks="How old are you?",
        groups={"under_25": "Under 25", "25_34": "25 to 34", "35_44": "35 to 44", "45_54": "45 to 54",
                "55_64": "55 to 64", "65_74": "65 to 74", "75_over": "75 or over"},
    ),
    "sex": Asked(title="Sex", asks="What is your sex?", groups={"female": "Female", "male": "Male"}, own=True),
    "gender": Asked(
        title="Gender identity", asks="Is the gender you identify with the same as your sex registered at birth?",
        groups={"same": "Yes", "different": "No"}, own=True,
    ),
    "disability": Asked(
        title="Disability",
        asks="Do you have a physical or mental condition that has lasted, or will last, 12 months or more and makes"
        " daily life harder?",
        groups={"a_lot": "Yes, a lot harder", "a_little": "Yes, a little harder", "none": "No"},
    ),
    "ethnicity": Asked(
        title="Ethnic group", asks="What is your ethnic group?",
        groups={"asian": "Asian or Asian British", "black": "Black, Black British, Caribbean or African",
                "mixed": "Mixed or multiple ethnic groups", "white": "White",
                "other": "Another ethnic group, such as Arab"}, own=True,
    ),
    "religion": Asked(
        title="Religion or belief", asks="What is your religion or belief?",
        groups={"none": "No religion", "buddhist": "Buddhist", "christian": "Christian", "hindu": "Hindu",
                "jewish": "Jewish", "muslim": "Muslim", "sikh": "Sikh"}, own=True,
    ),
    "orientation": Asked(
        title="Sexual orientation", asks="What is your sexual orientation?",
        groups={"straight": "Straight or heterosexual", "gay": "Gay or lesbian", "bisexual": "Bisexual"}, own=True,
    ),
    "caring": Asked(
        title="Caring for others", asks="Do you look after somebody who could not manage without you?",
        groups={"yes": "Yes", "no": "No"},
    ),
}  # fmt: skip


def kept(typed: Mapping[str, object]) -> dict[str, str]:
    """What is kept of what somebody filled in: their choices, and own words where they chose those.

    A question left out is kept as left out, not as "prefer not to say". What is no choice is not kept.
    """
    found = {}
    for key, asked in QUESTIONS.items():
        choice = str(typed.get(key) or "")
        if choice not in dict(asked.choices):
            continue
        found[key] = choice
        if choice == OWN and (words := str(typed.get(f"{key}_own") or "").strip()[:LONGEST]):
            found[f"{key}_own"] = words
    return found
