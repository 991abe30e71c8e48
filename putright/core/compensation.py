"""What compensation is measured against: the Ombudsman's bands, the landlord's scheme, and what a role may offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from putright.core import events as e
from putright.core.case import Case
from putright.core.money import pence, pounds, total
from putright.core.pack import Band, Guidance
from putright.core.state.shapes_remedies import PromisedRemedy

HEADS: dict[e.Head, str] = {
    "statutory": "A payment due by law",
    "loss": "Money lost, or spent because of it",
    "time_and_trouble": "Time and trouble",
    "distress": "Distress and inconvenience",
}
"""What compensation may be for, in the order in which it is considered."""
Offer = e.Remedy | PromisedRemedy


def guidance(case: Case) -> Guidance | None:
    """The Ombudsman's guidance on amounts, by the edition of the Code the case is held to; None where none is known."""
    return case.policy.edition.guidance


def span(band: Band) -> str:
    """A band in words.

    >>> span(Band(title="A service failure", least=50, most=100)), span(Band(title="Severe", least=1000))
    ('about £50 to £100', 'about £1,000 or more')
    """
    least = f"about £{band.least:,}"
    return f"{least} to £{band.most:,}" if band.most is not None else f"{least} or more"


def band_of(found: Guidance | None, level: str) -> Band | None:
    """The guidance's band for a level, by its name; None where it has none of that name."""
    return next((band for name, band in found.bands.items() if name == level), None) if found else None


def departures(case: Case, remedy: Offer) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where the lines of an offer leave the Ombudsman's bands or the landlord's scheme, with the provisions."""
    yield from _from_bands(guidance(case), remedy)
    rule = case.policy.pack.compensation
    for line in remedy.lines if rule else ():
        most = rule.scheme.get(line.head) if rule else None
        if rule and line.head in rule.exceptional and line.amount:
            yield f"the policy pays for {HEADS[line.head].lower()} only as an exception", rule.cites
        if rule and most is not None and pence(line.amount) > pence(most):
            said = f"{_money(line.amount)} for {HEADS[line.head].lower()} is more than the scheme’s {_money(most)}"
            yield said, rule.cites


def _from_bands(found: Guidance | None, remedy: Offer) -> Iterator[tuple[str, tuple[str, ...]]]:
    band = band_of(found, remedy.level)
    if not found or not band:
        return
    paid = total(line.amount for line in remedy.lines if line.head in found.heads)
    where = "less" if paid < pence(band.least) else "more" if band.most and paid > pence(band.most) else ""
    if where and remedy.lines:
        heads = " and ".join(HEADS[head].lower() for head in found.heads)
        said = f"{pounds(paid)} for {heads} is {where} than the Ombudsman’s guidance gives for"
        yield f"{said} {_small(band.title)} ({span(band)})", found.cites


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def _money(amount: float) -> str:
    return pounds(pence(amount))


# ---- authority ------------------------------------------------------------------------------


def offered(case: Case) -> int:
    """What the decision of the current stage offers altogether, in pence."""
    stage = case.state.current
    number = stage.number if stage else 0
    return sum(r.pence for r in case.state.remedies.values() if r.stage == number and not r.settled)


def may_offer(case: Case, roles: Iterable[str]) -> int | None:
    """How much somebody with these roles may offer on their own, in pence; None: any amount."""
    rule, held = case.policy.pack.compensation, set(roles)
    if not rule or held & {case.required(role) for role in rule.approves}:
        return None
    return max((pence(limit) for role, limit in rule.authority.items() if role in held), default=0)


def over(case: Case, name: str, amount: int) -> bool:
    """Whether an amount in pence is more than this person (by id) may offer."""
    most = may_offer(case, case.roles_of(name))
    return most is not None and amount > most


def approvers(case: Case, amount: int) -> list[str]:
    """The roles that may approve an amount in pence, the nearest first."""
    rule = case.policy.pack.compensation
    if not rule:
        return []
    able = sorted((limit, role) for role, limit in rule.authority.items() if pence(limit) >= amount)
    return [role for _, role in able] + list(rule.approves)


def approved(case: Case, amount: int) -> bool:
    """Whether somebody who may offer an amount in pence has approved it, or one as high."""
    asked = [a for a in case.state.approvals.values() if a.stands and a.of == "compensation"]
    fitting = [a for a in asked if a.ground is None or asked_for(a.ground) >= amount]
    return any(not over(case, name, amount) for approval in fitting for name in approval.given)


def asked_for(ground: str) -> int:
    """The amount, in pence, that a request for approval names as its ground; none if it names something else.

    >>> asked_for("£1,450.00"), asked_for("r1")
    (145000, 0)
    """
    text = ground.replace("£", "").replace(",", "").strip()
    return pence(text) if text.replace(".", "", 1).isdigit() else 0
