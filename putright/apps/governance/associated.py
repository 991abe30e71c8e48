"""The policies beside the complaints policy: those that it names, and whichever else the landlord keeps with them."""

from __future__ import annotations

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.governance.models import AssociatedPolicy


def policies(landlord: Landlord) -> list[AssociatedPolicy]:
    """Every one, by name; one that is named and not yet kept stands there without dates and without a key."""
    kept = list(AssociatedPolicy.objects.current().filter(landlord=landlord)[:500])  # type: ignore[attr-defined]
    known = {one.ref for one in kept}
    named = packs.current(landlord).wording.get("related_policies", ())
    missing = [
        AssociatedPolicy(ref=one["id"], name=one["title"]) for one in named if one["id"] not in {*known, *OTHERS}
    ]
    return sorted([*kept, *missing], key=lambda one: one.name)


OTHERS = frozenset({"code", "procedure", "internal_process"})
"""What the policy names that is no policy of its own: somebody else's Code, and parts of the complaints policy."""
