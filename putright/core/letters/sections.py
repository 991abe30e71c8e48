"""The sections letters are made of. Each takes what a letter is composed from and gives its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from putright.core import redress
from putright.core.case import Case
from putright.core.duties import find
from putright.core.letters import blocks as b
from putright.core.letters.voice import FINDINGS, LABELS, STARTS, SUBJECTS, Voice, article, day, details, record
from putright.core.state import Stage


@dataclass(frozen=True)
class Recipient:
    """To whom a letter goes: a name, the lines of their address, and for whom they act."""

    name: str
    lines: tuple[str, ...] = ()
    acts_for: str = ""


@dataclass(frozen=True)
class Material:
    """What a letter is composed from. `case` stands as it will once the letter is out; `register` is that of bodies.

    `typed` holds what a person wrote for this letter, by the name of its place.
    """

    case: Case
    voice: Voice
    register: Mapping[str, Any]
    to: Recipient
    reference: str
    landlord: str
    on: date
    typed: Mapping[str, str] = field(default_factory=dict)
    signed_by: str = ""

    @property
    def stage(self) -> Stage:
        """The stage the letter is about."""
        stages = self.case.state.stages
        return self.case.state.current or stages.get(1) or Stage(1, self.case.state.received)

    @property
    def organisation(self) -> str:
        """The landlord the complainant knows: the brand, where there is one."""
        brand = self.case.policy.branded
        return brand.name if brand else self.landlord

    def wrote(self, place: str) -> str:
        """What was typed for a place, without the white space around it."""
        return self.typed.get(place, "").strip()


Blocks = Iterator[b.Any]


def opening(m: Material, subject: str) -> Blocks:
    """Everything above the first sentence."""
    reached = tuple(pair for pair in m.voice.contacts() if pair[0] != LABELS["in_person"])
    yield b.Letterhead(name=m.organisation, contacts=reached)
    yield b.Address(lines=(m.to.name, *m.to.lines))
    rows = [("Date", day(m.on)), ("Our reference", m.reference)]
    if m.to.acts_for:
        rows.append(("Complaint of", m.to.acts_for))
    yield b.Details(rows=tuple(rows))
    greeting = m.voice.says("greeting") or "Dear {complainant}"
    yield b.Paragraph(text=greeting.replace("{complainant}", m.to.name) + ",")
    yield b.Heading(text=subject, level=1)


def closing(m: Material, sentence: str = "closing") -> Blocks:
    """The closing words, signed by role: members of staff are not named (C20-B3.17)."""
    words, _, whom = (m.voice.says(sentence) or m.voice.says("closing") or "Yours sincerely").partition(", for ")
    organisation = f"for {whom}" if whom else f"for {m.organisation}"
    yield b.Signature(closing=f"{words},", role=m.signed_by, organisation=organisation)


def paragraph(text: str, part: str = "", *, cites: tuple[str, ...] = (), written: bool = False) -> Blocks:
    """Text as paragraphs, one for each stretch between blank lines; none where it is empty."""
    for stretch in text.replace("\r\n", "\n").split("\n\n"):
        if stretch.strip():
            yield b.Paragraph(text=stretch.strip(), part=part, cites=cites, written=written)


def says(m: Material, sentence: str, part: str = "") -> Blocks:
    """One of the landlord's own sentences."""
    yield from paragraph(m.voice.says(sentence), part, cites=m.voice.cites(sentence))


def section(title: str, inside: Blocks, part: str = "", level: int = 2) -> Blocks:
    """A heading with what stands under it; neither where nothing does."""
    found = tuple(inside)
    if found:
        yield b.Heading(text=title, level=level, part=part)
        yield from found


def definition(m: Material) -> Blocks:
    """The complaint as it was defined, point by point; before that, in the complainant's own words."""
    points = [text for text in m.stage.points.values() if text.strip()]
    if points:
        yield b.Bullets(items=tuple(points), numbered=True, part="definition")
    else:
        yield from paragraph(m.case.state.text, "definition")


def standing(m: Material) -> Blocks:
    """At stage 2 for part of a complaint: the points that were not asked to be reviewed, with what stands of each."""
    first = m.case.state.stages.get(1)
    if m.stage.number != 2 or not m.stage.asked or not first:
        return
    left = [key for key in first.points if key not in m.stage.points]
    if not left or not first.response:
        return
    said = f"You did not ask us to review these points. Our answer of {day(first.response.on)} stands:"
    yield from paragraph(said)
    found = {key: FINDINGS[first.findings[key].finding] for key in left if key in first.findings}
    yield b.Bullets(items=tuple(f"{first.points[key]}\n{found.get(key, '')}".strip() for key in left))


def outcomes(m: Material) -> Blocks:
    """What the complainant hopes for, each outcome with whether it can be had."""
    state, stage = m.case.state, m.stage
    wanted, refused = (stage.outcomes, stage.unattainable) if stage.defined else (state.outcomes, state.unattainable)
    items = []
    for n, text in enumerate(wanted, 1):
        why = refused.get(str(n))
        can = "This is something we can bring about if we find that it is due."
        items.append(f"{text}\n" + (f"We have to say now that we cannot do this: {why}" if why else can))
    if items:
        yield b.Bullets(items=tuple(items))


def not_ours(m: Material) -> Blocks:
    """What the landlord does not answer for."""
    if m.stage.not_ours:
        yield from paragraph("We are not responsible for these matters, so this complaint does not cover them:")
        yield b.Bullets(items=m.stage.not_ours)


def handler(m: Material) -> Blocks:
    """Who deals with it, by role."""
    title = role_of(m.case, m.case.state.handler)
    if title:
        chair = title.casefold().startswith(("chair", "chief"))
        who = f"the {title}" if chair else article(title)
        yield from paragraph(f"{who[:1].upper()}{who[1:]} deals with your complaint.", "handler")


def role_of(case: Case, name: str | None) -> str:
    """The title of whom an event names: of the role that handles complaints, if they hold several."""
    if not name:
        return ""
    roles, pack = case.roles_of(name), case.policy.pack
    able = sorted(
        (role for role in roles if role in pack.roles),
        key=lambda role: not set(pack.roles[role].does) & {"handle", "review"},
    )
    return pack.roles[able[0]].title if able else ""


def response_date(m: Material) -> Blocks:
    """By when the answer comes, and how long that is."""
    duty = find(m.case, f"stage{m.stage.number}.respond")
    if not duty or not duty.due:
        return
    text = f"You will have our full answer by {day(duty.due)}."
    yield b.Paragraph(text=text, strong=True, part="response_date", cites=duty.cites)
    rule = duty.derivations[0]
    if rule.period and rule.start_on and rule.start in STARTS:
        late = rule.start == "acknowledgement" and m.stage.acknowledged not in (None, rule.start_on)
        start = "the day our acknowledgement was due" if late else STARTS[rule.start]
        counted = f"That is {rule.period} from {start}, {day(rule.start_on)}."
        yield from paragraph(counted, "how_long", cites=rule.cites)


def adjustments(m: Material) -> Blocks:
    """What was noted that makes things easier for them."""
    if m.case.state.adjustments:
        yield from paragraph("You told us that this helps. We have noted it and will act on it:")
        yield b.Bullets(items=tuple(m.case.state.adjustments))


# ---- the answer -----------------------------------------------------------------------------


def decisions(m: Material) -> Blocks:
    """Every point with its decision and the reasons for it."""
    for n, (key, found) in enumerate(m.stage.findings.items(), 1):
        text = m.stage.points.get(key, "").strip()
        yield b.Heading(text=f"Point {n}: {text}" if text else f"Point {n}", level=3)
        yield b.Paragraph(text=f"Our decision: {FINDINGS[found.finding]}", strong=True, part="decision")
        if found.finding == "not_upheld":
            yield from says(m, "not_upheld")
        yield from paragraph(found.reasons, "reasons")


def escalation(m: Material) -> Blocks:
    """How to go on: to stage 2, how and until when; at the last stage, that it is the last."""
    if m.stage.number == 2:
        yield from says(m, "assistance" if m.case.state.assistance_sought else "final", "escalation")
        return
    yield from says(m, "escalation", "escalation")
    window = find(m.case, "stage2.request")
    if window and window.due:
        last = f"Please ask by {day(window.due)}."
        yield b.Paragraph(text=last, strong=True, part="escalation", cites=window.cites)
    yield from paragraph("You can ask in any of these ways:")
    yield b.Details(rows=m.voice.contacts() or (("In person", "Any member of staff"),), part="escalation")


# ---- redress --------------------------------------------------------------------------------


def ombudsman(m: Material, *, final: bool = False) -> Blocks:
    """Where the complainant can turn: the body for this brand, complainant and subject; one for each point if mixed."""
    bodies = redress.bodies(m.case)
    for n, (name, points) in enumerate(bodies.items()):
        body = m.register["bodies"][name]
        if len(bodies) > 1:
            yield b.Heading(text=f"{body['name']}{_for_points(m, points)}", level=3)
        yield from _turning(m, body, main=n == 0)
        rows = tuple(details(record(body, m.on)))
        yield b.Details(rows=((("Name", body["name"]), *rows)), part="ombudsman")
        if final and body["time_limit"]:
            yield from paragraph(f"When to turn to it: {_small(body['time_limit'])}", "ombudsman")
        if n == 0:
            yield from _include(m, body)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _turning(m: Material, body: Mapping[str, Any], *, main: bool) -> Blocks:
    own = m.voice.says("ombudsman_any_time") or m.voice.says("charity_commission")
    if main and own:
        yield from says(m, "ombudsman_any_time", "ombudsman")
        yield from says(m, "charity_commission", "ombudsman")
        yield from says(m, "ombudsman_formal", "ombudsman")
        yield from says(m, "regulator")
    elif body["any_time"]:
        yield from paragraph(str(m.register["any_time"]).replace("{name}", body["name"]), "ombudsman")
    else:
        yield from paragraph(f"{body['name']} is independent of us. It takes: {_small(body['takes'])}", "ombudsman")


def _include(m: Material, body: Mapping[str, Any]) -> Blocks:
    said = m.voice.says("ombudsman_include")
    if said:
        yield from says(m, "ombudsman_include", "ombudsman")
    elif body["kind"] == "ombudsman":
        yield from paragraph("When you write to the Ombudsman, give:", "ombudsman")
        yield b.Bullets(items=tuple(m.register["what_to_include"]), part="ombudsman")


def _for_points(m: Material, points: list[str]) -> str:
    keys = list(m.stage.points)
    numbers = [str(keys.index(point) + 1) for point in points if point in keys]
    subject = next((SUBJECTS[s] for p in points if (s := m.stage.subjects.get(p)) in SUBJECTS), "")
    named = f"point{'s' if len(numbers) > 1 else ''} {' and '.join(numbers)}" if numbers else "anything else"
    return f": {named}" + (f", about {subject}" if subject else "")


def procedure_in_short(m: Material) -> Blocks:
    """The procedure with its times, from the policy itself: what a copy of the policy says about stages."""
    names = {
        "stage1.acknowledge": "We acknowledge your complaint", "stage1.respond": "We answer at stage 1",
        "stage2.request": "You ask for stage 2", "stage2.acknowledge": "We acknowledge your request",
        "stage2.respond": "We answer at stage 2",
    }  # fmt: skip
    rows = []
    for name, what in names.items():
        limits = [limit for limit in m.case.policy.limits.get(name, ()) if limit.period]  # type: ignore[call-overload]
        said = "; ".join(dict.fromkeys(f"within {x.period} of {_start(x.clock.from_)}" for x in limits[:1]))
        rows.append((what, said or "at any time"))
    yield b.Table(head=("Step", "How long"), rows=tuple(rows), part="policy_copy")


def _start(name: str) -> str:
    return {**STARTS, "sent": "the day we send our answer", "response_received": "your receiving our answer"}[name]
