"""What a complaint has to do with others, and who brings it together."""

from __future__ import annotations

from putright.core import events as e
from putright.core.timeline.base import Says

LINKED = {
    "service_request": "the service request it is about", "complaint": "the complaint about this request",
    "duplicate": "the same complaint made twice", "same_matter": "a complaint about the same matter",
    "earlier": "an earlier complaint",
}  # fmt: skip
"""What another case is to this one, in words."""

SAYS: Says = {
    e.CaseLinked: lambda x, n: f"linked with {x.case}, {LINKED[x.how]}",
    e.CaseUnlinked: lambda x, n: f"no longer linked with {x.case}",
    e.CaseToldApart: lambda x, n: f"found to be something else than {x.case}",
    e.InvestigatedTogether: lambda x, n: f"investigated together, led on {x.case or 'this case'}",
    e.InvestigatedApart: lambda x, n: "investigated by itself again",
    e.MemberJoined: lambda x, n: f"{x.who or n(x.party)} belongs to the group"
    + ("" if x.agreed else ", not asked yet"),
    e.MemberAgreed: lambda x, n: f"{n(x.party)} {'agreed to be' if x.agreed else 'does not want to be'} part of it",
    e.MemberLeft: lambda x, n: f"{n(x.party)} left the group",
    e.SpokespersonNamed: lambda x, n: f"{n(x.party)} speaks for the group",
}  # fmt: skip
