"""How a complaint comes in, what it is taken for, and whether it is taken on."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core import events as e
from putright.core.timeline.base import Lists, Says, because, how, words


def _source(source: str) -> str:
    if source == "anonymous":
        return "somebody who gave no name"
    return {"staff": "a member of staff", "public": "a member of the public"}.get(source, _article(words(source)))


def _article(word: str) -> str:
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


def _of_receipt(event: e.Received) -> Iterator[tuple[str, str]]:
    yield from (("Outcome sought", text) for text in event.outcomes)
    yield from (("Told why not", text) for text in event.unattainable.values())
    yield from ((label, text) for label, text in (("Money lost", event.loss), ("Reach them", event.contact)) if text)


SAYS: Says = {
    e.Received: lambda x, n: f"complaint received{how(x.channel)} from {_source(x.from_)}",
    e.FactRecorded: lambda x, n: f"fact put on record: {words(x.fact)}",
    e.Triaged: lambda x, n: f"sorted as: {words(x.as_)}" + because(x.choice, ", the person’s choice: "),
    e.InformalAttempted: lambda x, n: "an attempt to settle it at once",
    e.MadeFormal: lambda x, n: "made a formal complaint",
    e.Refused: lambda x, n: f"complaint refused{because(x.ground)}" + because(n.all(x.approved_by), ", approved by "),
    e.LegalProceedingsRecorded: lambda x, n: "legal proceedings " + ("filed" if x.filed else "spoken of, not filed"),
    e.Redirected: lambda x, n: f"passed to {n(x.brand)}",
    e.PolicyCopy: lambda x, n: f"copy of the policy {words(x.what)}",
    e.OwnAccountRequested: lambda x, n: f"their own written account {words(x.what)}",
    e.IdentityChecked: lambda x, n: f"identity check {words(x.what)}",
}  # fmt: skip

LISTS: Lists = {e.Received: _of_receipt}
