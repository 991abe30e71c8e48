"""What a response says of putting things right: each remedy, its money line by line, what is late, how to accept."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.compensation import HEADS
from putright.core.letters import blocks as b
from putright.core.letters.sections import Blocks, Material, paragraph, says
from putright.core.letters.voice import LABELS, day
from putright.core.money import pence, pounds
from putright.core.state.shapes_remedies import PromisedRemedy

LIABILITY = "We offer this to settle the matter. It does not mean that we admit liability in law."
STAYS = "The offer stays open, and accepting it does not stop you from taking your complaint further."


def remedies(m: Material) -> Blocks:
    """What is offered to put things right, by when, for which point; with money, how it was worked out."""
    made = [r for r in m.case.state.remedies.values() if r.stage == m.stage.number and not r.withdrawn]
    if not made:
        yield from paragraph(_nothing(m), "remedy")
        yield from _reasons(m)
        return
    several = len(m.stage.points) > 1 and any(r.points for r in made)
    head = ("What we will do", "By when", *(["For"] if several else []))
    rows = tuple((what(r), _when(r), *([_points(m, r)] if several else [])) for r in made)
    yield b.Table(head=head, rows=rows, part="remedy")
    for remedy in made:
        yield from _worked_out(remedy)
    yield from _reasons(m)
    if any(r.without_admission for r in made):
        yield from paragraph(LIABILITY, "remedy")
    if any(r.pence and not r.done for r in made):
        yield from (
            says(m, "remedy_accept", "remedy") if m.voice.says("remedy_accept") else paragraph(_accept(m), "remedy")
        )


def _accept(m: Material) -> str:
    """How to accept: in the ways that stand at the head of the letter, where there are any."""
    ways = [name for name, _ in m.voice.contacts() if name != LABELS["in_person"]]
    how = "tell us in any of the ways at the top of this letter, or tell any member of staff"
    return f"To accept, {how if ways else 'tell any member of staff'}. {STAYS}"


def _nothing(m: Material) -> str:
    upheld = any(found.finding != "not_upheld" for found in m.stage.findings.values())
    nothing = "We have not found anything that needs a remedy."
    return "We offer no remedy beyond this decision." if upheld and m.stage.no_remedy else nothing


def _reasons(m: Material) -> Blocks:
    """Why a point that is upheld has no remedy."""
    for point, reason in m.stage.no_remedy.items():
        if len(m.stage.points) > 1:
            yield from paragraph(f"Point {_number(m, point)}: we offer no remedy for this point, because:", "remedy")
        yield from paragraph(reason, "remedy", written=True)


def _worked_out(remedy: PromisedRemedy) -> Blocks:
    if not remedy.lines:
        return
    yield from paragraph(f"This is how we came to {pounds(remedy.pence)}:", "remedy")
    lines = [(HEADS[line.head], pounds(pence(line.amount)), line.reason) for line in remedy.lines]
    rows = (*lines, ("Altogether", pounds(remedy.pence), ""))
    yield b.Table(head=("For", "Amount", "How we worked it out"), rows=rows, part="remedy")


def _points(m: Material, remedy: PromisedRemedy) -> str:
    numbers = [str(_number(m, point)) for point in remedy.points]
    return f"Point{'s' if len(numbers) > 1 else ''} {' and '.join(numbers)}" if numbers else "The whole complaint"


def _number(m: Material, point: str) -> int:
    keys = list(m.stage.findings)
    return keys.index(point) + 1 if point in keys else 1


def outstanding(m: Material) -> Blocks:
    """What is still to be done: noted with the decision, and every remedy not done yet, earlier ones among them."""
    items = (*m.stage.outstanding, *_open(m))
    if items:
        yield from says(m, "outstanding", "outstanding_actions")
        yield b.Bullets(items=tuple(items), part="outstanding_actions")
    else:
        yield from paragraph("Nothing is left to be done.", "outstanding_actions")


def _open(m: Material) -> Iterator[str]:
    for remedy in m.case.state.remedies.values():
        if remedy.settled or not remedy.last:
            continue
        late = remedy.due and remedy.due < m.on
        yield f"{what(remedy)} {_late(m, remedy) if late else f'By {day(remedy.last)}.'}"


def _late(m: Material, remedy: PromisedRemedy) -> str:
    """A date that has passed never stands there as if it were to come."""
    was = f"We promised this by {day(remedy.by)}. It is not done, it is late, and we are sorry." if remedy.by else ""
    if remedy.last and remedy.last >= m.on:
        return f"{was} We will now do it by {day(remedy.last)}."
    return f"{was} We will tell you the new date."


def what(remedy: PromisedRemedy) -> str:
    """A remedy as a sentence, with its amount."""
    amount = f" ({pounds(remedy.pence)})" if remedy.pence else ""
    text = remedy.what.strip().rstrip(".") or remedy.kind.replace("_", " ").capitalize()
    return f"{text}{amount}."


def _when(remedy: PromisedRemedy) -> str:
    if remedy.done:
        return f"Done on {day(remedy.done)}"
    return day(remedy.last) if remedy.last else ""
