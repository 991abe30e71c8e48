"""The poster: one side, to be read from a few steps away."""

from collections.abc import Iterator

from putright.core.letters.blocks import Heading
from putright.core.publishing.kinds.base import Body, publication
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections import afterwards, procedure, telling
from putright.core.publishing.shapes import Any, Reach


@publication("poster", "Poster", "One side of A4 or A3 for offices and shared areas", "poster", pages=1,
             serves=("ombudsman_notice",))  # fmt: skip
def poster(m: Matter) -> Body:
    """Tell us, this happens, and these help from outside."""
    lead = m.t("In any way, to any of us. We listen, answer on time and put right what we can.")
    return m.t("Not right? Tell us."), lead, _blocks(m)


def _blocks(m: Matter) -> Iterator[Any]:
    yield procedure.steps(m, brief=True)
    yield Heading(text=m.t("How to tell us"))
    yield from (Reach(whom="landlord", title=title, rows=rows) for title, rows in telling.reached(m).items())
    yield from afterwards.outside(m)
