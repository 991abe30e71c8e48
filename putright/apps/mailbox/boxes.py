"""Mailboxes: added, listed and tried out by whoever runs the program."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured, ValidationError

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Mailbox
from putright.apps.mailbox import server


def add(landlord: str, address: str, host: str, secret: str, **more: object) -> Mailbox:
    """A new mailbox of a landlord, by its slug. Raises `ImproperlyConfigured`, in words for whoever typed it.

    `more`: `brand`, `user` (the address unless given), `port`, `tls`, `folder`, `done_folder`.
    """
    owner = Landlord.objects.filter(slug=landlord).first()
    if owner is None:
        known = ", ".join(Landlord.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise ImproperlyConfigured(f"There is no landlord {landlord!r}. There are: {known}.")
    brand, brands = more.get("brand") or "", packs.current(owner).pack.brands
    if brand and brand not in brands:
        raise ImproperlyConfigured(f"{owner.name} has no brand {brand!r}. It has: {', '.join(brands) or 'none'}.")
    given = {name: value for name, value in more.items() if value not in (None, "")}
    box = Mailbox(landlord=owner, address=address.lower(), host=host, secret=secret, **{"user": address, **given})
    try:
        box.full_clean(exclude=["looked_at"])
    except ValidationError as error:
        raise ImproperlyConfigured("; ".join(f"{k}: {' '.join(v)}" for k, v in error.message_dict.items())) from error
    box.save()
    return box


def lines() -> list[str]:
    """Every mailbox in a line: whose it is, when it was last looked into, what went wrong."""
    return [_line(box) for box in Mailbox.objects.select_related("landlord").order_by("landlord__slug", "address")]


def _line(box: Mailbox) -> str:
    state = "off" if not box.active else box.problem or (
        f"looked into {box.looked_at:%Y-%m-%d %H:%M}" if box.looked_at else "not looked into yet")  # fmt: skip
    whose = "/".join(filter(None, (box.landlord.slug, box.brand)))
    return f"{box.address}  {whose}  {box.host}:{box.port} ({box.tls}), password in {box.secret}  {state}"


def check(address: str) -> str:
    """Signs in to a mailbox, looks, changes nothing, and says what it found. Raises `ImproperlyConfigured`."""
    box = Mailbox.objects.select_related("landlord").filter(address=address.lower()).first()
    if box is None:
        raise ImproperlyConfigured(f"There is no mailbox {address!r}. “putright mailbox list” shows those there are.")
    try:
        with server.opened(box) as found:
            waiting = len(found.waiting())
    except server.Unreachable as error:
        raise ImproperlyConfigured(f"{box.address} cannot be read. {error}") from error
    then = f"are moved to the folder “{box.done_folder}”" if found.moves else f"stay, and get the mark {server.DONE}"
    return f"{box.address}: signed in as {box.user}; {waiting} to fetch. Messages taken in {then}."


def switch(address: str, on: bool) -> None:
    """Has a mailbox read from now on, or not. Raises `ImproperlyConfigured`."""
    if not Mailbox.objects.filter(address=address.lower()).update(active=on):
        raise ImproperlyConfigured(f"There is no mailbox {address!r}. “putright mailbox list” shows those there are.")


def password_is_set(box: Mailbox) -> bool:
    """Whether this process has the mailbox's password."""
    return bool(os.environ.get(box.secret))
