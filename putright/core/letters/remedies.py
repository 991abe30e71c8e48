"""What a response says of putting things right: each remedy, its money line by line, what is late, how to accept."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.compensation import HEADS
from putright.core.letters import blocks as b
from putright.core.letters.material import Blocks, Material, paragraph, says, says_or, typed
from putright.core.letters.voice import LABELS
from putright.core.money import pence, pounds
from putright.core.state.shapes_remedies import PromisedRemedy


def remedies(m: Material) -> Blocks:
    """What is offered to put things right, by when, for which point; with money, how it was worked out."""
    made = [r for r in m.case.state.remedies.values() if r.stage == m.stage.number and not r.withdrawn]
    if not made:
        yield from paragraph(_nothing(m), "remedy")
        yield from _reasons(m)
        return
    several = len(m.stage.points) > 1 and any(r.points for r in made)
    head = (m.t("What we will do"), m.t("By when"), *([m.t("For")] if several else []))
    rows = tuple((what(r), _when(m, r), *([_points(m, r)] if several else [])) for r in made)
    yield b.Table(head=head, rows=rows, part="remedy", lang=m.foreign)
    for remedy in made:
        yield from _worked_out(m, remedy)
    yield from _reasons(m)
    if any(r.without_admission for r in made):
        yield from paragraph(
            m.t("We offer this to settle the matter. It does not mean that we admit liability in law."), "remedy"
        )
    if any(r.pence and not r.done for r in made):
        yield from says_or(m, "remedy_accept", _accept(m), "remedy")


def _accept(m: Material) -> str:
    """How to accept: in the ways that stand at the head of the letter, where there are any."""
    ways = [name for name, _ in m.voice.contacts() if name != LABELS["in_person"]]
    how = (
        m.t("To accept, tell us in any of the ways at the top of this letter, or tell any member of staff.")
        if ways
        else m.t("To accept, tell any member of staff.")
    )
    stays = m.t("The offer stays open, and accepting it does not stop you from taking your complaint further.")
    return f"{how} {stays}"


def _nothing(m: Material) -> str:
    upheld = any(found.finding != "not_upheld" for found in m.stage.findings.values())
    nothing = m.t("We have not found anything that needs a remedy.")
    return m.t("We offer no remedy beyond this decision.") if upheld and m.stage.no_remedy else nothing


def _reasons(m: Material) -> Blocks:
    """Why a point that is upheld has no remedy."""
    for point, reason in m.stage.no_remedy.items():
        if len(m.stage.points) > 1:
            yield from paragraph(
                m.t("Point {n}: we offer no remedy for this point, because:", n=_number(m, point)), "remedy"
            )
        yield from typed(m, reason, "remedy")


def _worked_out(m: Material, remedy: PromisedRemedy) -> Blocks:
    if not remedy.lines:
        return
    yield from paragraph(m.t("This is how we came to {amount}:", amount=pounds(remedy.pence)), "remedy")
    lines = [(m.t(HEADS[line.head]), pounds(pence(line.amount)), line.reason) for line in remedy.lines]
    rows = (*lines, (m.t("Altogether"), pounds(remedy.pence), ""))
    head = (m.t("For"), m.t("Amount"), m.t("How we worked it out"))
    yield b.Table(head=head, rows=rows, part="remedy", lang=m.foreign)


def _points(m: Material, remedy: PromisedRemedy) -> str:
    numbers = [str(_number(m, point)) for point in remedy.points]
    if not numbers:
        return m.t("The whole complaint")
    return m.tn("Point {numbers}", "Points {numbers}", len(numbers), numbers=m.t(" and ").join(numbers))


def _number(m: Material, point: str) -> int:
    keys = list(m.stage.findings)
    return keys.index(point) + 1 if point in keys else 1


def outstanding(m: Material) -> Blocks:
    """What is still to be done: noted with the decision, and every remedy not done yet, earlier ones among them."""
    items = (*m.stage.outstanding, *undone(m))
    if items:
        yield from says(m, "outstanding", "outstanding_actions")
        yield b.Bullets(items=tuple(items), part="outstanding_actions", lang=m.foreign)
    else:
        yield from paragraph(m.t("Nothing is left to be done."), "outstanding_actions")


def undone(m: Material) -> Iterator[str]:
    """Each remedy that is not done, with its date; one that is late says so."""
    for remedy in m.case.state.remedies.values():
        if remedy.settled or not remedy.last:
            continue
        late = remedy.due and remedy.due < m.on
        yield f"{what(remedy)} {_late(m, remedy) if late else m.t('By {day}.', day=m.day(remedy.last))}"


def _late(m: Material, remedy: PromisedRemedy) -> str:
    """A date that has passed never stands there as if it were to come."""
    promised = m.day(remedy.by) if remedy.by else ""
    was = m.t("We promised this by {day}. It is not done, it is late, and we are sorry.", day=promised)
    new = (
        m.t("We will now do it by {day}.", day=m.day(remedy.last))
        if remedy.last and remedy.last >= m.on
        else m.t("We will tell you the new date.")
    )
    return f"{was} {new}" if promised else new


def what(remedy: PromisedRemedy) -> str:
    """A remedy as a sentence, with its amount."""
    amount = f" ({pounds(remedy.pence)})" if remedy.pence else ""
    text = remedy.what.strip().rstrip(".") or remedy.kind.replace("_", " ").capitalize()
    return f"{text}{amount}."


def _when(m: Material, remedy: PromisedRemedy) -> str:
    if remedy.done:
        return m.t("Done on {day}", day=m.day(remedy.done))
    return m.day(remedy.last) if remedy.last else ""
