"""`putright mailbox`: the mailboxes that are read."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def commands(parser: argparse._SubParsersAction[argparse.ArgumentParser], set_up: Callable[[], None]) -> None:
    """Adds the commands; each begins with `set_up`, which readies the application."""
    inner = parser.add_parser("mailbox", help="the mailboxes that are read").add_subparsers(
        required=True, metavar="COMMAND"
    )
    add = inner.add_parser("add", help="read a mailbox from now on")
    add.add_argument("landlord", metavar="LANDLORD", help="its slug")
    add.add_argument("address", metavar="ADDRESS", help="what people write to; it must take +anything before its @")
    add.add_argument("--host", required=True, help="the IMAP server")
    add.add_argument("--secret", required=True, metavar="VARIABLE", help="the environment variable with its password")
    add.add_argument("--user", metavar="NAME", help="who signs in; else the address")
    add.add_argument("--brand", help="the brand whose mailbox it is; else the whole landlord's")
    add.add_argument("--port", type=int, default=993)
    add.add_argument("--tls", choices=("tls", "starttls", "none"), default="tls", help="none: on this computer only")
    add.add_argument("--folder", default="INBOX", help="where new mail lies")
    add.add_argument("--done-folder", default="Putright", help="where it is moved once it was taken in")
    add.set_defaults(run=_run(_add, set_up))
    inner.add_parser("list", help="every mailbox and how it stands").set_defaults(run=_run(_list, set_up))
    for name, function, text in (("check", _check, "sign in, look, change nothing"), ("on", _on, "read it again"),
                                 ("off", _off, "read it no longer")):  # fmt: skip
        one = inner.add_parser(name, help=text)
        one.add_argument("address", metavar="ADDRESS")
        one.set_defaults(run=_run(function, set_up))


def _run(
    function: Callable[[argparse.Namespace], None], set_up: Callable[[], None]
) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        set_up()
        function(args)
        return 0

    return run


def _add(args: argparse.Namespace) -> None:
    from putright.apps.mailbox import boxes

    names = ("brand", "user", "port", "tls", "folder", "done_folder")
    box = boxes.add(args.landlord, args.address, args.host, args.secret, **{one: getattr(args, one) for one in names})
    print(f"{box.address} is read from now on. “putright mailbox check {box.address}” tries it out.")
    if not boxes.password_is_set(box):
        print(f"Set {box.secret} where the worker runs: it is not set here.")


def _list(args: argparse.Namespace) -> None:
    from putright.apps.mailbox import boxes

    print("\n".join(boxes.lines()) or "There is no mailbox yet.")


def _check(args: argparse.Namespace) -> None:
    from putright.apps.mailbox import boxes

    print(boxes.check(args.address))


def _on(args: argparse.Namespace) -> None:
    from putright.apps.mailbox import boxes

    boxes.switch(args.address, True)


def _off(args: argparse.Namespace) -> None:
    from putright.apps.mailbox import boxes

    boxes.switch(args.address, False)
