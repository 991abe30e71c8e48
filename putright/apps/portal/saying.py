"""What the first page says: from the same sections as the landlord's publications, so that nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from putright.apps.portal.place import Place
from putright.core.case import Case
from putright.core.duties import find
from putright.core.events import Received
from putright.core.publishing import html
from putright.core.publishing.sections import afterwards, procedure, telling
from putright.core.publishing.shapes import Document
from putright.core.state import fold
from putright.core.workdays import OutOfRange

DATES = {
    "stage1.acknowledge": "We confirm that we have it, at the latest on",
    "stage1.respond": "You have our full answer, at the latest on",
}


def dates(place: Place, on: date) -> list[tuple[str, date]]:
    """By when a complaint made on a day is acknowledged and answered, as the engine would count it.

    The calendar of bank holidays ends somewhere: past it nothing is said.
    """
    told = Received(on=on, channel="online", from_="tenant", brand=place.brand or None, text="?")
    case = Case.of(fold([told]), place.policy, {})
    try:
        found = [(said, find(case, name)) for name, said in DATES.items()]
        return [(said, duty.due) for said, duty in found if duty and duty.due]
    except OutOfRange:
        return []


def parts(place: Place) -> list[tuple[str, SafeString]]:
    """The rest of the page, part by part, each with the id that links lead to."""
    m = place.matter
    return [
        ("how-to-tell-us", drawn(place, telling.how(m))),
        ("who", drawn(place, telling.who(m))),
        ("what", drawn(place, [*telling.what(m), *telling.requests(m)])),
        ("then", drawn(place, [*procedure.stages(m), *procedure.extensions(m)])),
        ("outside", drawn(place, afterwards.redress(m))),
        ("help", drawn(place, [*telling.helped(m), *afterwards.copies(m)])),
    ]


def drawn(place: Place, blocks: Iterable[Any]) -> SafeString:
    """Blocks of a publication as a part of a page. Their headings get no ids: the part has one."""
    pack = place.policy.pack
    document = Document(
        kind="page", layout="insert", title="", organisation=place.name, policy=pack.pack, version=pack.version,
        on=place.matter.on, blocks=tuple(blocks), colour=place.matter.colour,
    )  # fmt: skip
    body = html.body(document, top=0)
    return mark_safe(body.replace(' id="part-1"', "").replace(' id="part-2"', ""))  # noqa: S308 (it escapes all)
