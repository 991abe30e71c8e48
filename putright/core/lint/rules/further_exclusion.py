"""Only fair exclusions: too old, filed at court, considered already.

The Code names three. Whatever else a policy shuts out has to be fair, and each case is still judged by itself. What is
no complaint about the landlord's service, or has a procedure of its own, is advice: say so without shutting it out.
What no resident complains of (somebody's own employment), and requests where unhappiness with them is a complaint, are
no exclusions at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.lint.finding import Force, Found
from putright.core.lint.subject import Subject
from putright.core.printed import Said

CODE = {
    "housing-ombudsman/2020": ("C20-B1.4", "C20-B1.5"),
    "housing-ombudsman/2022": ("C22-age", "C22-legal", "C22-considered"),
    "housing-ombudsman/2024": ("C24-2.1", "C24-2.2"),
    "social-care-ombudsman/2024": ("LGO24-exclusions",),
}
FORCE: Force = "must"
FORCES: dict[str, Force] = {"social-care-ombudsman/2024": "should"}
ROOM = ("anonymous", "insurance_claim")
"""Grounds that may be fair in a case, and are not as a rule."""
ELSEWHERE = ("employment", "not_our_service", "service_request", "tribunal", "information_request", "whistleblowing")
"""Grounds that point to another procedure."""
OUT: dict[str, tuple[str, str]] = {
    "anonymous": ("anonymous complaints", "Look into what can be looked into; an answer needs somebody to send it to."),
    "employment": ("matters of employment", "“A staff member’s own employment has a procedure of its own.”"),
    "information_request": (
        "requests for information and complaints about personal data",
        "Name the procedure and its times; how the landlord dealt with the request can still be complained of.",
    ),
    "insurance_claim": (
        "what is before the insurers",
        "Leave only the claim itself to the insurers, and answer the rest: delay, conduct, how it was handled.",
    ),
    "not_our_service": (
        "what the landlord does not answer for",
        "Say who answers for it, and take up what the landlord itself did or left undone.",
    ),
    "petition": ("petitions", "Let whoever signed complain; a group of residents may, by the definition."),
    "recurring": (
        "what came up before and comes up again",
        "Take older reports as background of the complaint; a problem that goes on is never too old.",
    ),
    "service_request": (
        "first reports and requests for service",
        "Take up unhappiness with how a request is dealt with as a complaint, also while it runs.",
    ),
    "tenancy_ended": (
        "former residents some time after their tenancy ended",
        "Count as for everybody else: from the event or from when they became aware of it.",
    ),
    "tribunal": (
        "what a tribunal decides",
        "Shut out only a claim that has been filed; name the tribunal as a choice people have.",
    ),
    "unreasonable_persistence": (
        "complaints pursued unreasonably",
        "Limit contact by the policy on behaviour, with a review; the complaint itself is still answered.",
    ),
    "whistleblowing": ("whistleblowing", "Name the procedure for it, and take up what is a complaint as well."),
    "other": ("something else", "Take it out, or say why it is fair and that each case is judged by itself."),
}
"""What each ground shuts out, and what to do instead."""


def find(subject: Subject) -> Iterator[Found]:
    """Each ground that the edition does not name: in the pack, or else only in print."""
    fair = subject.edition.grounds
    printed = {said.of: said for said in subject.said("exclusion") if said.of not in ("other", *fair)}
    for ground, rule in subject.pack.grounds.items():
        said = printed.pop(ground, None)
        if ground not in fair and not _harmless(subject, ground, said):
            yield _found(ground, rule.cites, ("grounds", ground), said)
    for said in (*printed.values(), *subject.said("exclusion", "other")):
        if not _harmless(subject, said.of, said):
            yield _found(said.of, said.cites, (), said)


def _harmless(subject: Subject, ground: str, said: Said | None) -> bool:
    if ground == "service_request":
        return subject.promises("request_unhappy")
    return ground == "employment" and (said is None or "employment" in said.text.casefold())


def _found(ground: str, cites: tuple[str, ...], key: tuple[str, ...], said: Said | None) -> Found:
    what, cure = OUT.get(ground, OUT["other"])
    named = f": “{said.text.rstrip('.')}”" if said and said.text else ""
    text = f"The policy shuts out {what}, which the Code does not name{named}."
    return Found(text, cure, cites, key, said, _force(ground))


def _force(ground: str) -> Force | None:
    return "advice" if ground in ELSEWHERE else "should" if ground in ROOM else None
