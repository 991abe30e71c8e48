"""Distress and inconvenience count.

A remedy answers what the failing did to the resident, losses or not. A policy that pays for nothing but losses leaves
most of it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject

CODE = {
    "housing-ombudsman/2020": ("C20-B5.9",),
    "housing-ombudsman/2024": ("C24-7.2", "C24-7.4"),
}
FORCE: Force = "must"
HEADS = {"distress": "distress and inconvenience", "time_and_trouble": "time and trouble"}


def find(subject: Subject) -> Iterator[Found]:
    """Heads that the pack pays only by exception, and what is not paid in print."""
    said = next(subject.said("remedy"), None)
    money = subject.pack.compensation
    heads = [HEADS[head] for head in money.exceptional if head in HEADS] if money else []
    cure = "“We also pay for distress, inconvenience, time and trouble, by the Ombudsman’s guidance.”"
    if money and heads:
        text = f"The policy normally pays nothing for {' or '.join(heads)}."
        yield Found(text, cure, money.cites, ("compensation", "exceptional"), said)
    elif said:
        yield Found(f"The policy does not fully make good {said.of}: “{said.text}”.", cure, said.cites, (), said)
