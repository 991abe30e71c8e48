"""What the people in post show: offices and numbers, no names."""

from __future__ import annotations

from collections.abc import Iterator

from putright.apps.oversight.assessment.sources.base import Looking, all_of, source
from putright.core.assessment.proposing import Found


@source
def officers(at: Looking) -> Iterator[Found]:
    held = at.doing("handle", "oversee")
    if held:
        listed = "; ".join(f"{title[:1].upper()}{title[1:]} ({len(who)})" for title, who in held.items())
        yield Found(says=f"In post, with complaints as their task: {listed}.", holds=True)
    else:
        yield Found(says="Nobody is on record as handling or overseeing complaints.", holds=False)


@source
def senior_lead(at: Looking) -> Iterator[Found]:
    held = at.doing("oversee", "approve")
    if held:
        yield Found(says=f"Answerable for complaint handling at a senior level: {all_of(list(held))}.", holds=True)


@source
def member(at: Looking) -> Iterator[Found]:
    there = any("mrc" in one.roles for one in at.people)
    title = at.policy.pack.roles["mrc"].title if "mrc" in at.policy.pack.roles else "Member Responsible for Complaints"
    yield Found(says=f"A {title} is in post." if there else f"Nobody is on record as {title}.", holds=there)


@source
def trained(at: Looking) -> Iterator[Found]:
    handlers = {one.pk: one for who in at.doing("handle").values() for one in who}
    count = sum(one.trained for one in handlers.values())
    if handlers:
        yield Found(says=f"Trained to handle complaints: {count} of the {len(handlers)} who do.",
                    holds=count == len(handlers))  # fmt: skip
