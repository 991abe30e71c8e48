"""What a printed policy has to say and does not."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from putright.core.lint.finding import Found
from putright.core.lint.subject import Subject


def silent(
    subject: Subject, promise: str, what: str, cure: str, whole: Collection[str] = (), own: bool = False
) -> Iterator[Found]:
    """A finding where a policy does not say something of `PROMISES`; `what` goes on from “does not say”.

    `whole`: the editions in which it is not enough that part of it is said. `own`: only the policy itself can say it,
    not a Code that is bound in with it. Of a document that was read by patterns it is advice: it may say so in other
    words.
    """
    said = next(subject.said("promise", promise), None)
    if said and said.value and subject.edition.edition in whole:
        text = f"The policy does not say {said.value}."
        yield Found(text=text, cure=cure, cites=said.cites, said=said, force="should")
    elif not subject.promises(promise):
        yield unsaid(subject, what, cure, own)


def unsaid(subject: Subject, what: str, cure: str, own: bool = False) -> Found:
    """That something is not said; of a document that was read by patterns, that it was not found."""
    if subject.printed and subject.printed.read:
        return Found(text=f"The document was not found to say {what}.", cure=cure, force="advice")
    return Found(text=f"The policy does not say {what}.", cure=cure, silent=not own)
