"""Related policies, on the pages where they apply."""

from __future__ import annotations

from typing import Any

from django import template

from putright import data
from putright.apps.casework.opened import Opened
from putright.core.related import OVERVIEW, RelatedPolicy, related

register = template.Library()


@register.inclusion_tag("casework/_related.html")
def related_policies(opened: Opened, place: str) -> dict[str, Any]:
    """The policies to have at hand at a place, each with its address where one is known, else whom to ask."""
    shown = related(data.related_of(opened.policy), opened.state, place)
    return {"policies": [_shown(opened, one) for one in shown], "inline": place != OVERVIEW}


def _shown(opened: Opened, policy: RelatedPolicy) -> dict[str, str]:
    """A landlord's own address for a policy stands in its contacts, under `policies`, by the policy's id."""
    addresses = opened.case.landlord.contacts.get("policies")
    own = str(addresses.get(policy.id, "")) if isinstance(addresses, dict) else ""
    is_link = own.startswith(("https://", "http://"))
    document = opened.policy.pack.document
    return {
        "title": policy.title, "when": policy.when,
        "href": own if is_link else f"https://{policy.web}" if policy.web else "",
        "ask": own or policy.owner or document.owner or document.accountable,
    }  # fmt: skip
