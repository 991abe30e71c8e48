"""An assessment made into the paper that is frozen."""

from __future__ import annotations

from putright import data
from putright.apps.accounts import packs
from putright.apps.oversight.assessment.counting import other_brands
from putright.apps.oversight.assessment.desk import Desk
from putright.core.assessment.paper import Approval, Paper
from putright.core.workdays import said


def paper_of(desk: Desk, approval: Approval, number: int) -> Paper:
    """The paper, as it stands."""
    one, form = desk.assessment, desk.form
    policy = packs.current(one.landlord)
    document = policy.pack.document
    others = other_brands(policy, one.edition)
    brands = tuple(brand.name for key, brand in policy.pack.brands.items() if key not in others)
    if one.counted_at is None:
        raise ValueError("the figures were never counted")
    return Paper(
        id=f"self-assessment-{one.until:%Y-%m}-{number}", number=number, organisation=one.landlord.name,
        edition=data.load_edition(one.edition).title, title=form.title, columns=form.columns, since=one.since,
        until=one.until, counted_at=one.counted_at, seq=one.seq, seed=one.seed, sections=form.sections,
        lines=tuple(desk.line(key) for key in form.rows), approval=approval, brands=brands,
        policy=f"{document.title}, version {document.version or policy.pack.version}", called_by=one.called_by,
        rules={figure.name: figure.answer.rule for figure in desk.tally.figures.values()},
        said=tuple(_said(desk, brands, len(others))),
    )  # fmt: skip


def _said(desk: Desk, brands: tuple[str, ...], others: int) -> list[str]:
    one = desk.assessment
    lines = [
        f"Figures are of {said(one.since)} to {said(one.until)}, counted from the record of complaints up to its entry "
        f"{one.seq}.",
        "Cases were drawn by lot from a recorded seed, so that the draw can be repeated. No case is named here.",
    ]
    if brands:
        lines.insert(
            0, f"One policy covers {', '.join(brands[:-1])} and {brands[-1]}; this assessment is of all of them."
        )
    if others:
        lines.append("Parts of the group that another body's Code binds are not part of it.")
    return lines
