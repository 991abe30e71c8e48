"""The parts of the yearly report that people write: Complaint Handling Code 2024, 8.1."""

from __future__ import annotations

from putright.core.reporting.sections.base import Section, none

SECTIONS = (
    Section(
        "code_applied", "That the Code is applied", none, required=True, cites=("C20-A",),
        prompt="What shows the trustees or the board that the Code is applied, and where it is not yet.",
    ),
    Section(
        "self_assessment", "Our self-assessment", none, required=True, linked=True, cites=("C24-8.1",),
        prompt="Where the self-assessment against the Code stands, and what it came to: what is met, and what is not.",
    ),
    Section(
        "analysis", "What lies behind the figures", none, required=True, cites=("C24-8.1",),
        prompt="What the figures mean: what people complained of and why, how well we answered, what stood out.",
    ),
    Section(
        "non_compliance", "Where we did not comply", none, required=True, cites=("C24-8.1",),
        prompt="Findings of non-compliance with the Code, our own and the Ombudsman’s, and what was done; or that "
               "there were none.",
    ),
    Section(
        "improvements", "What we improved", none, required=True, cites=("C24-8.1", "C20-B6.11"),
        prompt="Improvements to services that came of what complaints taught us.",
    ),
    Section(
        "ombudsman_report", "The Ombudsman’s yearly report on us", none, required=True, linked=True, cites=("C24-8.1",),
        prompt="What the Ombudsman’s yearly report on our performance says, and what we make of it.",
    ),
    Section(
        "ombudsman_publications", "Other reports of the Ombudsman", none, required=True, linked=True,
        cites=("C24-8.1",),
        prompt="Other reports or publications of the Ombudsman about our work that matter here, and what we did.",
    ),
)  # fmt: skip
