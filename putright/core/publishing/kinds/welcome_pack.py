"""The sheet about complaints for the welcome pack of somebody who moves in."""

from collections.abc import Iterator

from putright.core.letters.blocks import Heading
from putright.core.publishing.kinds.base import Body, publication
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections import afterwards, procedure, telling
from putright.core.publishing.shapes import Any


@publication("welcome_pack", "Welcome-pack insert", "One sheet for somebody who moves in", "insert")
def welcome_pack(m: Matter) -> Body:
    """What somebody new should know."""
    lead = m.t("We hope that all goes well. If something does not, this is what you can do.")
    return m.t("Welcome. If something is not right, tell us"), lead, _blocks(m)


def _blocks(m: Matter) -> Iterator[Any]:
    yield from telling.how(m, brief=True)
    yield Heading(text=m.t("What happens then"))
    yield procedure.steps(m)
    yield Heading(text=m.t("Good to know"))
    yield m.says(
        m.t("You lose nothing by complaining."),
        m.t("A first request, such as a repair, is dealt with as a request; tell us if it goes wrong."),
        m.t("Somebody else can complain for you or come with you."),
        m.t("Tell us if you need large print, another language, a call or a visit."),
        bullets=True,
    )
    yield from afterwards.redress(m, brief=True)
    yield from afterwards.copies(m)
