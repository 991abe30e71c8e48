"""The Ombudsman may be asked at any time.

It normally decides once the landlord's procedure has ended, but it advises and helps before. A policy that sends people
there only at the end keeps that help from them.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.8",),
    "housing-ombudsman/2024": ("C24-3.7",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """That the Ombudsman comes only after the procedure; advice where the policy says elsewhere that it need not."""
    said = list(subject.said("access", "housing-ombudsman"))
    both = any(one.value == "any_time" for one in said)
    for one in said:
        if one.value == "after_procedure":
            words = f": “{one.text}”" if one.text else ""
            otherwise = "; elsewhere it says at any time" if both else ""
            yield Found(
                text=f"The policy puts its own procedure before the Ombudsman{words}{otherwise}.",
                cure="“You may ask the Housing Ombudsman for help at any time; it decides once we have answered.”",
                cites=one.cites, said=one, force="advice" if both else None,
            )  # fmt: skip
