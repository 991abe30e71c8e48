"""The policy is published on the website.

The pack lists it among what is published with each version, so that somebody sees to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.5",),
    "housing-ombudsman/2024": ("C24-3.4",),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """A pack that publishes its policy nowhere."""
    if not any(name.startswith("policy") for name in subject.pack.publications):
        yield Found(
            text="The pack does not publish the policy on the website.",
            cure='Under publications: policy_website: {title: "The policy on the website", every: version, …}',
            key=("publications",),
        )  # fmt: skip
