"""The whole policy, for the website and to save: what residents are promised, in full."""

from collections.abc import Iterator

from putright.core.publishing.kinds.base import Body, publication
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections import afterwards, edges, procedure, telling
from putright.core.publishing.shapes import Any


@publication("policy_website", "Complaints policy", "The policy in full, as a web page and to save", "policy",
             serves=("policy_page",))  # fmt: skip
def policy_website(m: Matter) -> Body:
    """The policy in full."""
    lead = m.t("How to complain to us, what happens then and how long it takes, and who can help you from outside.")
    return m.t("Complaints policy"), lead, _blocks(m)


def _blocks(m: Matter) -> Iterator[Any]:
    yield from telling.how(m)
    yield from procedure.stages(m)
    yield from procedure.extensions(m)
    yield from afterwards.redress(m)
    yield from telling.what(m)
    yield from telling.requests(m)
    yield from telling.who(m)
    yield from telling.helped(m)
    yield from edges.not_taken(m)
    yield from edges.behaviour(m)
    yield from afterwards.right(m)
    yield from afterwards.learning(m)
    yield from afterwards.privacy(m)
    yield from afterwards.copies(m)
    yield from afterwards.known(m)
    yield from afterwards.about(m)
