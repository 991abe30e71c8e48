"""What may not be taken on as a complaint and how to challenge that; behaviour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from putright.core.letters.blocks import Heading
from putright.core.pack import GroundRule
from putright.core.publishing.matter import Matter
from putright.core.publishing.shapes import Any, Line
from putright.core.workdays import Period


def not_taken(m: Matter, brief: bool = False) -> Iterator[Any]:
    """The grounds of the policy, and the right to challenge a refusal."""
    grounds = m.policy.pack.grounds
    if not grounds:
        return
    yield Heading(text=m.t("What we may not take on"))
    yield m.says(m.t("We take on every complaint unless one of these applies, and look at each case by itself:"))
    shown = [line for name, rule in grounds.items() for line in _ground(m, "grounds", name, rule, brief)]
    yield m.says(*shown, bullets=True, part="grounds")
    yield from _for_others(m, brief)
    yield m.says(*_challenge(m))


def _for_others(m: Matter, brief: bool) -> Iterator[Any]:
    others = m.policy.pack.others
    if others and others.grounds:
        yield m.says(m.t("For complaints that are not made by or for a resident these differ:"))
        shown = [line for name, rule in others.grounds.items() for line in _ground(m, "others", name, rule, brief)]
        yield m.says(*shown, bullets=True, part="grounds")


def _ground(m: Matter, of: str, name: str, rule: GroundRule, brief: bool) -> Iterator[Line]:
    figure = m.figure(f"{of}.{name}", Period.parse(rule.over)) if rule.over else None
    said = _said(m, rule)
    text = said.get(name, name.replace("_", " ").capitalize() + ".")
    line = m.line(text, **({"time": figure} if figure else {}))
    unless = "" if brief else _unless(m, name, rule)
    yield Line(text=f"{line.text} {unless}".strip(), figures=line.figures)


def _unless(m: Matter, name: str, rule: GroundRule) -> str:
    facts = {
        "good_reason_for_lateness": m.t("there is a good reason for the delay"),
        "ongoing": m.t("it is still going on"),
        "new_evidence": m.t("there is something new to look at"),
        "substantiated": m.t("what we are told lets us look into it"),
        "safeguarding": m.t("somebody may be at risk of harm or neglect"),
        "health_and_safety": m.t("health or safety is at stake"),
    }
    defeats = [*rule.defeated_by, *(("safeguarding", "health_and_safety") if name == "too_old" else ())]
    found = [facts[fact] for fact in defeats if fact in facts]
    parts = [m.t("We take it on all the same if {facts}.", facts=m.one_of(found))] if found else []
    if rule.approvals:
        roles = m.all_of([m.policy.pack.roles[role].title for role in rule.approvals])
        parts.append(m.t("Such a refusal must be approved first: {roles}.", roles=roles))
    return " ".join(parts)


def _said(m: Matter, rule: GroundRule) -> Mapping[str, str]:
    """Each ground as readers are told; `{time}` is its age."""
    old = m.t("It happened, or you learnt of it, {time} or more before you told us.") if rule.includes_the_day else m.t(
        "It happened, or you learnt of it, more than {time} before you told us.")  # fmt: skip
    return {
        "too_old": old,
        "legal_proceedings": m.t("A claim about it has been filed at court. Talk of a claim is not enough."),
        "insurance_claim": m.t("It is being dealt with as an insurance claim."),
        "already_considered": m.t("We have already answered it through this procedure."),
        "anonymous": m.t("We do not know who is complaining."),
        "recurring": m.t("It has come to us before, and there is nothing new in it."),
        "unreasonable_persistence": m.t("It is pursued in a way that goes beyond reason."),
        "not_our_service": m.t("It is about something that we neither provide nor answer for."),
        "service_request": m.t("It is a request for a service, which we deal with as one."),
        "employment": m.t("It is about somebody’s own employment with us, which has its own procedures."),
        "tribunal": m.t("A tribunal is dealing with it."),
        "information_request": m.t("It is about a request for information or personal data, which has its own rules."),
        "whistleblowing": m.t("It is being dealt with under our whistleblowing policy."),
        "petition": m.t("It is a petition. We record and acknowledge it, and anybody who signed may complain as well."),
        "tenancy_ended": m.t("Your tenancy or service with us ended more than {time} before you told us."),
    }


def _challenge(m: Matter) -> Iterator[str]:
    body = m.body(m.bodies()[0])
    name = re.sub("^The ", "the ", str(body["name"]))
    yield m.t("If we do not take something on we write to you with the full reasons.")
    if body["kind"] == "ombudsman":
        yield m.t("You can challenge that with the {body}, which can tell us to take it on.", body=name)
    else:
        yield m.t("You can challenge that with {body}.", body=name)


def behaviour(m: Matter) -> Iterator[Any]:
    """What happens where behaviour makes it hard to deal with a complaint."""
    rule = m.policy.pack.behaviour
    if not rule:
        return
    yield Heading(text=m.t("If somebody’s behaviour is unacceptable"))
    said = [m.line(m.t("We may limit how we are in touch with somebody who threatens or abuses people. We warn "
                       "first where we can, say why in writing, review it, and weigh any disability."))]  # fmt: skip
    said.append(m.line(m.t("Never decided by whoever it was aimed at, but by: {roles}."),
                       roles=m.one_of(m.titles(rule.decides))))  # fmt: skip
    if rule.appeal_within:
        figure = m.figure("behaviour.appeal", Period.parse(rule.appeal_within))
        said.append(m.line(m.t("If you ask us to look at that again, we answer within {time}."), time=figure))
    said += m.added("behaviour")
    said.append(m.line(m.t("You can still complain, and still reach those who help from outside.")))
    yield m.says(*said)
