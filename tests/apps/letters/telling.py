"""How these tests open the page of a letter, fill it in and read what went out."""

from __future__ import annotations

import re

from putright.apps.casework.models import Event
from putright.apps.letters.models import Letter
from putright.core.letters import blocks


def hidden(response, name: str) -> str:
    """The value of a hidden field of a page."""
    return re.search(f'name="{name}" value="([^"]*)"', response.content.decode())[1]


def fill(client, house, kind: str, who=None, **typed):
    """Opens the page of a letter as one of the house's people, and sends it with what was typed."""
    client.force_login(who or house.first)
    path = f"/cases/{house.reference}/letters/{kind}"
    shown = client.get(path)
    assert shown.status_code == 200, shown
    return client.post(path, {**{name: hidden(shown, name) for name in ("version", "token")}, **typed})


def page(response) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def said(letter: Letter) -> str:
    """All that a letter says."""
    text = " ".join(text for one in blocks.thaw(letter.blocks).blocks for text in blocks.texts(one))
    return " ".join(text.split())


def last() -> Event:
    """The event that was recorded last."""
    return Event.objects.order_by("case", "n").last()


def day(name: str, on) -> dict[str, str]:
    """A date as a form has it."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
