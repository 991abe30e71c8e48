"""A page for the landlord's own website, to paste: how to complain, in short."""

from collections.abc import Iterator

from putright.core.publishing.kinds.base import Body, publication
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections import afterwards, procedure, telling
from putright.core.publishing.shapes import Any


@publication(
    "website_text", "Text for the website", "How to complain, in short, to paste into your own website", "insert"
)
def website_text(m: Matter) -> Body:
    """How to complain, in short."""
    lead = m.t(
        "If we got something wrong, tell us. We will look into it, answer by a fixed day and put right what we can."
    )
    return m.t("How to complain"), lead, _blocks(m)


def _blocks(m: Matter) -> Iterator[Any]:
    yield from telling.how(m, brief=True)
    yield from procedure.stages(m)
    yield from afterwards.redress(m, brief=True)
    yield from telling.what(m, brief=True)
    yield from telling.helped(m)
    yield from afterwards.copies(m)
