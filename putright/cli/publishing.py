"""Publications as files, straight from a pack: to look at before anybody publishes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from putright import data
from putright.apps.letters.drawing.pdf import Unrendered
from putright.apps.publishing import making
from putright.cli.policies import Wrong
from putright.core.policy import Policy
from putright.core.publishing import html, posts, shapes, text
from putright.core.publishing.kinds import KINDS, compose
from putright.core.publishing.matter import Matter


def write(policy: Policy, folder: Path, kinds: Sequence[str] | None, on: str | None) -> list[Path]:
    """Writes every form of the publications into a folder; gives the files. Raises `Wrong`."""
    unknown = set(kinds or ()) - set(KINDS)
    if unknown:
        raise Wrong(f"there is no kind {min(unknown)!r}; the kinds are {', '.join(KINDS)}")
    folder.mkdir(parents=True, exist_ok=True)
    day = _day(on)
    brands = [policy.brand] if policy.brand else list(policy.pack.brands) or [None]
    return [path for brand in brands for kind in kinds or KINDS for path in _files(policy, brand, kind, day, folder)]


def _day(on: str | None) -> date:
    try:
        return date.fromisoformat(on) if on else date.today()  # noqa: DTZ011 (the day where the command is run)
    except ValueError as error:
        raise Wrong(f"{on!r} is not a date; write for example 2026-03-31") from error


def _files(policy: Policy, brand: str | None, kind: str, on: date, folder: Path) -> Iterator[Path]:
    document = compose(kind, Matter(policy.of(brand), policy.wording, data.load_register(), on))
    stem = "-".join(filter(None, (brand or policy.pack.pack, kind.replace("_", "-"))))
    for ending, body in _bodies(document):
        path = folder / f"{stem}.{ending}"
        path.write_bytes(body)
        yield path


def _bodies(document: shapes.Document) -> Iterator[tuple[str, bytes]]:
    try:
        yield "pdf", making.pdf(document)
    except Unrendered as error:
        raise Wrong(f"{document.organisation}, {document.kind}: {error}") from error
    yield "html", html.page(document).encode()
    yield "txt", text.to_text(document).encode()
    if document.layout == "picture":
        yield "svg", "".join(html.pictured(document)).encode()
    if document.layout == "posts":
        yield "csv", posts.to_csv(document).encode()
        yield "ics", posts.to_ics(document).encode()
