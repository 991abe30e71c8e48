"""The leaflet: two sides of A4."""

from collections.abc import Iterator

from putright.core.letters.blocks import Heading
from putright.core.publishing.kinds.base import Body, publication
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections import afterwards, edges, procedure, telling
from putright.core.publishing.shapes import Any, Turn

FEW = 6
"""Fewer ways of reaching the landlord than this leave room on the front for what else belongs there."""


@publication("leaflet", "Leaflet", "Two sides of A4, to print and hand out", "leaflet", pages=2)
def leaflet(m: Matter) -> Body:
    """The leaflet: how to tell us and what happens on the front, the rest on the back."""
    lead = m.t("If we got something wrong, we want to hear it and put it right.")
    return m.t("Not happy? Tell us."), lead, _blocks(m)


def _blocks(m: Matter) -> Iterator[Any]:
    yield from telling.how(m, brief=True)
    yield from telling.what(m, brief=True)
    room = sum(len(rows) for rows in telling.reached(m).values()) < FEW
    if room:
        yield from telling.helped(m, brief=True)
    yield Turn(to="column")
    yield Heading(text=m.t("What happens, and when"))
    yield procedure.steps(m)
    yield Turn(to="side")
    yield from telling.who(m, brief=True)
    if not room:
        yield from telling.helped(m, brief=True)
    yield Heading(text=m.t("Who decides"))
    yield m.says(procedure.who_answers(m), *m.added("stage_1"), procedure.who_reviews(m), *_panel(m))
    yield from edges.not_taken(m, brief=True)
    yield from afterwards.right(m, brief=True)
    yield from afterwards.redress(m, brief=True)
    yield Heading(text=m.t("The whole policy"))
    yield m.says(m.t("Anybody can have a copy of our complaints policy. Write to us or ask any of us."))
    yield m.says(*m.added("leaflet_end"))


def _panel(m: Matter) -> Iterator[str]:
    panel = m.policy.pack.panel
    if panel:
        yield m.t("The panel is {seats}.", seats=m.all_of([seat.title for seat in panel.seats.values()]))
