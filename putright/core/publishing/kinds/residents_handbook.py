"""The page about complaints for the residents' handbook."""

from collections.abc import Iterator

from putright.core.letters.blocks import Heading
from putright.core.publishing.kinds.base import Body, publication
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections import afterwards, procedure, telling
from putright.core.publishing.shapes import Any


@publication("residents_handbook", "Handbook insert", "The outline for the residents’ handbook", "insert")
def residents_handbook(m: Matter) -> Body:
    """The procedure in outline."""
    lead = m.t("This is the outline. The whole policy is on our website, and anybody can have a copy.")
    return m.t("If you want to complain"), lead, _blocks(m)


def _blocks(m: Matter) -> Iterator[Any]:
    yield from telling.how(m, brief=True)
    yield Heading(text=m.t("What happens, and when"))
    yield procedure.steps(m)
    yield from telling.helped(m, brief=True)
    yield from afterwards.redress(m, brief=True)
    yield from afterwards.copies(m)
