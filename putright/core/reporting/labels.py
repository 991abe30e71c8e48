"""What the values of dimensions are called in reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from putright.core import events as e
from putright.core.policy import Policy
from putright.core.timeline.investigation import FAILURES
from putright.core.timeline.learning import CAUSES, SERVICES

CHANNELS = {
    "phone": "Telephone", "in_person": "In person", "email": "E-mail", "letter": "Letter", "online": "Website",
    "social_media": "Social media", "survey": "Answer in a survey", "staff": "Through a member of staff",
}  # fmt: skip
KINDS = {
    "complaint": "Complaints", "service_request": "Service requests", "enquiry": "Enquiries", "comment": "Comments",
    "suggestion": "Suggestions", "compliment": "Compliments", "petition": "Petitions",
    "survey_feedback": "Answers in surveys", "policy_request": "Requests for the policy",
}  # fmt: skip
BODIES = {
    "housing-ombudsman": "Housing Ombudsman", "lgsco": "Local Government and Social Care Ombudsman",
    "charity-commission": "Charity Commission", "consumer-code": "New Homes Ombudsman or consumer code",
}  # fmt: skip


def _capital(named: Mapping[str, str]) -> dict[str, str]:
    return {key: said[:1].upper() + said[1:] for key, said in named.items()}


OWN = {
    "outcome": {"upheld": "Upheld", "partly_upheld": "Partly upheld", "not_upheld": "Not upheld"},
    "stage": {"1": "Stage 1", "2": "Stage 2"},
    "channel": CHANNELS,
    "kind": KINDS,
    "body": BODIES,
    "cause": _capital(CAUSES) | {"other": "Another cause"},
    "failing": _capital(FAILURES),
    "service": _capital(SERVICES) | {"other": "Another service"},
    "ground": dict.fromkeys(get_args(e.Ground), "") | {"too_old": "Too long ago", "tenancy_ended": "Former customer"},
    "source": dict.fromkeys(get_args(e.Source), ""),
    "flag": dict.fromkeys(get_args(e.Flag), "") | {"": "None of these"},
}  # fmt: skip
NONE = "Not recorded"


def words(value: str) -> str:
    """A value without a name of its own, in words.

    >>> words("anti_social_behaviour"), words("")
    ('Anti social behaviour', 'Not recorded')
    """
    said = value.replace("_", " ")
    return said[:1].upper() + said[1:] if said else NONE


def known(dimension: str, policy: Policy, wording: Mapping[str, Any]) -> dict[str, str]:
    """The values of a dimension that have a name, in the order they are shown in; "" is what has none of them."""
    if dimension == "brand":
        return {key: brand.name for key, brand in policy.pack.brands.items()}
    if dimension == "category":
        return {one["id"]: one["title"] for one in wording.get("categories", ())}
    return {key: name or words(key) for key, name in OWN.get(dimension, {}).items()}
