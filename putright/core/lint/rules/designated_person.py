"""Nobody needs a designated person, or to wait eight weeks, before the Ombudsman.

The route was abolished on 1 October 2022 by the Building Safety Act 2022. The Code of 2020 still names it; whatever
policy prints it now sends people the wrong way.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B3.9",),
    "housing-ombudsman/2022": ("C22-designated-person",),
    "housing-ombudsman/2024": ("C24-3.7",),
}
FORCE: Force = "must"
ROUTES = {"designated_person": "through a designated person", "eight_weeks": "after a wait of eight weeks"}


def find(subject: Subject) -> Iterator[Found]:
    """Each such route in print; of less weight where the policy says elsewhere that people may go at any time."""
    access = list(subject.said("access"))
    both = any(one.value == "any_time" and one.of == "housing-ombudsman" for one in access)
    for said in access:
        if route := ROUTES.get(said.value):
            where = " in the Code that is attached to it" if subject.printed and subject.printed.attached else ""
            otherwise = "; elsewhere it says at any time" if both else ""
            yield Found(
                text=f"The policy still prints{where} the way to the Ombudsman {route}, abolished on 1 October 2022"
                     f"{otherwise}.",
                cure="“You may go to the Housing Ombudsman directly, and ask it for help at any time.”",
                cites=said.cites, said=said, force="should" if both else None,
            )  # fmt: skip
