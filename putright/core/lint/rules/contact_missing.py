"""The policy says how to reach the Ombudsman.

By telephone and by post or online, so that everybody has a way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from putright.core.lint.finding import Force, Found
from putright.core.lint.silence import unsaid
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B2.7",),
    "housing-ombudsman/2022": ("C22-5.16",),
    "housing-ombudsman/2024": ("C24-3.7", "C24-6.19"),
}
FORCE: Force = "must"


def find(subject: Subject) -> Iterator[Found]:
    """No details of the edition's body in print, or none for whoever has no telephone, or no more than that."""
    body = subject.edition.body
    given = {said.of.partition("/")[2] for said in subject.said("contact") if said.of.startswith(f"{body}/")}
    known = subject.bodies.get(body)
    if subject.printed is None or known is None:
        return
    record = known["records"][-1]
    cure = f"“{', '.join(record['post'] or [known['name']])}. {record['phone']}. {record['form']}”"
    if not given:
        yield unsaid(subject, f"how to reach the {known['short']}", cure)
    elif "phone" not in given or given.isdisjoint(("post", "web", "form")):
        missing = "by telephone" if "phone" not in given else "by post or online"
        yield replace(unsaid(subject, f"how to reach the {known['short']} {missing}", cure), force="should")
