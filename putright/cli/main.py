"""`putright`: policies and rehearsals, and the application's own commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from putright import __version__
from putright.cli import calendars, mailboxes


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 an expectation or check failed, 2 wrong use."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] in (["bench"], ["manage"]):  # argparse would keep options that stand first for itself
        words.insert(1, "--")
    args = _parser().parse_args(words)
    try:
        code: int = args.run(args)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not _is_plain(error):
            raise
        print(error, file=sys.stderr)
        return 2
    return code


def _is_plain(error: Exception) -> bool:
    """Whether an error was raised to be read by the user."""
    from putright.cli.policies import Wrong

    django = sys.modules.get("django.core.exceptions")
    return isinstance(error, Wrong) or bool(django and isinstance(error, django.ImproperlyConfigured))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="putright", description="Complaint handling by the landlord's own policy.")
    parser.add_argument("--version", action="version", version=f"putright {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _policy_commands(commands)
    _application_commands(commands)
    return parser


def _policy_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    rehearse = _command(commands, "rehearse", "rehearse", "run rehearsals: what must follow from a policy")
    rehearse.add_argument("files", nargs="+", metavar="FILE")
    explain = _command(commands, "explain", "explain_file", "the whole state of a rehearsal's case at a date")
    explain.add_argument("file", metavar="FILE")
    explain.add_argument("--as-of", metavar="DATE", help="the end of this day; else the day of the last event")
    translate = commands.add_parser("translate", help="make or renew the catalogue of a language for its translator")
    translate.add_argument("language", metavar="LANGUAGE", help="its code, such as cy, pl or ur")
    translate.add_argument("--pack", default="", help="the landlord's own sentences in letters instead")
    translate.add_argument("--check", action="store_true", help="write nothing; say what is not translated")
    translate.set_defaults(run=_translate)
    policy = commands.add_parser("policy", help="list, show, check and draw policies")
    inner = policy.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _command(inner, "list", "list_packs", "the packs and editions that are shipped")
    show = _command(inner, "show", "show_pack", "a pack, with every provision and what makes it true")
    check = _command(inner, "check", "check_file", "check a pack's file")
    check.add_argument("file", metavar="FILE")
    lint = _command(inner, "lint", "lint", "where a pack conflicts with its Code, by rule, with what would cure it")
    lint.add_argument("pack", metavar="PACK")
    lint.add_argument("--edition", metavar="E", help="another edition, such as housing-ombudsman/2020")
    lint.add_argument("--document", metavar="FILE", help="the printed policy as a document, in place of printed.yaml")
    read = _command(inner, "read", "read_document", "a printed policy, held against the pack that claims to follow it")
    read.add_argument("document", metavar="DOCUMENT", help="text, Word (.docx) or PDF")
    read.add_argument("--pack", required=True, metavar="PACK")
    read.add_argument("--brand")
    read.add_argument("--on", metavar="DATE", help="the day whose contact details count; else today")
    diagram = _command(inner, "diagram", "draw", "stages and clocks as a picture")
    diagram.add_argument("--format", choices=("svg", "mermaid"), default="svg")
    publish = _command(inner, "publish", "publish", "what residents are given, as files: policy, leaflet, poster …")
    publish.add_argument("--kind", action="append", metavar="KIND", help="only this kind; may be given several times")
    publish.add_argument("--on", metavar="DATE", help="the day it is published; else today")
    publish.add_argument("--out", default=".", metavar="DIR", help="where the files go")
    for command in (show, diagram, publish):
        command.add_argument("pack", metavar="PACK")
        command.add_argument("--brand")
    _packing_commands(inner)


def _packing_commands(inner: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pack = _command(inner, "pack", "pack", "a policy as one file, signed where PACK_SIGNING_KEY is set", "packing")
    pack.add_argument("pack", metavar="PACK")
    pack.add_argument("--out", metavar="FILE", help="the file; else the pack's id and .putright.zip")
    pack.add_argument("--by", default="", metavar="NAME", help="who packs it")
    pack.add_argument("--on", default="", metavar="DATE", help="the day; else today")
    unpack = _command(inner, "unpack", "unpack", "check a packed policy and write its files into a folder", "packing")
    verify = _command(inner, "verify", "verify", "check a packed policy: whole, signed, without faults", "packing")
    for command in (unpack, verify):
        command.add_argument("file", metavar="FILE")
    unpack.add_argument("folder", metavar="FOLDER")
    _command(inner, "key", "key", "make a key to sign policies with", "packing")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, function: str, text: str,
    module: str = "policies",
) -> argparse.ArgumentParser:  # fmt: skip
    def run(args: argparse.Namespace) -> int:
        code: int = getattr(import_module(f"putright.cli.{module}"), function)(args)
        return code

    command = commands.add_parser(name, help=text)
    command.add_argument("--json", action="store_true", help="as data")
    command.set_defaults(run=run)
    return command


def _translate(args: argparse.Namespace) -> int:
    from putright.cli.translating import translate

    return translate(args)


def _application_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    log = commands.add_parser("log", help="the log of events").add_subparsers(required=True, metavar="COMMAND")
    verify = log.add_parser("verify", help="find any changed, missing or reordered event")
    verify.add_argument("--landlord", metavar="SLUG", help="only this landlord's log")
    verify.set_defaults(run=_verify)
    packs = commands.add_parser("evidence", help="evidence packs").add_subparsers(required=True, metavar="COMMAND")
    check = packs.add_parser("verify", help="find anything in a pack's ZIP that changed; needs nothing but the file")
    check.add_argument("file", metavar="FILE.zip")
    check.add_argument("--sha256", default="", metavar="HEX", help="the sum recorded when the pack was sent")
    check.set_defaults(run=_verify_pack)
    for name, function, text in (
        (
            "worker",
            "putright.apps.letters.sending.deliver:run_forever",
            "send letters, fetch mail and do all else that is due, until stopped",
        ),
        ("seed-demo", "putright.demo.seed:main", "fill an empty demonstration with invented people and complaints"),
    ):
        commands.add_parser(name, help=text).set_defaults(run=_application(function))
    calendars.commands(commands, _set_up)
    mailboxes.commands(commands, _set_up)
    bench = commands.add_parser("bench", help="measure against the floor in one run", add_help=False)
    bench.add_argument("rest", nargs=argparse.REMAINDER)
    bench.set_defaults(run=_bench)
    manage = commands.add_parser("manage", help="any other command of the application", add_help=False)
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(run=lambda args: _manage(_rest(args)))


def _application(function: str) -> Callable[[argparse.Namespace], int]:
    """A command that is one function of the application, without arguments."""
    module, _, name = function.partition(":")

    def run(args: argparse.Namespace) -> int:
        _set_up()
        return getattr(import_module(module), name)() or 0

    return run


def _manage(argv: list[str]) -> int:
    _settings()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["putright", *argv])
    return 0


def _settings() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "putright.config.settings")


def _set_up() -> None:
    _settings()
    import django

    django.setup()


def _verify(args: argparse.Namespace) -> int:
    _set_up()
    from putright.apps.casework.verify import verify_all

    return verify_all(args.landlord)


def _verify_pack(args: argparse.Namespace) -> int:
    from pathlib import Path

    from putright.apps.evidence.seal import report

    return report(Path(args.file), args.sha256)


def _rest(args: argparse.Namespace) -> list[str]:
    rest: list[str] = args.rest
    return rest[1:] if rest[:1] == ["--"] else rest


def _bench(args: argparse.Namespace) -> int:
    from putright.bench.main import main as bench

    code: int = bench(_rest(args))
    return code


if __name__ == "__main__":
    sys.exit(main())
