"""The sections letters are made of. Each takes what a letter is composed from and gives its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from putright.core import redress
from putright.core.case import Case
from putright.core.duties import find
from putright.core.handling import lead_is_unfit
from putright.core.letters import blocks as b
from putright.core.letters.material import Blocks, Material, paragraph, says
from putright.core.letters.register import Body
from putright.core.letters.voice import FINDINGS, LABELS, STARTS, SUBJECTS, article, details, record


def opening(m: Material, subject: str, lang: str = "") -> Blocks:
    """Everything above the first sentence. `lang` is the subject's language where it is not the letter's."""
    reached = tuple((m.t(label), detail) for label, detail in m.voice.contacts() if label != LABELS["in_person"])
    yield b.Letterhead(name=m.organisation, contacts=reached)
    yield b.Address(lines=(m.to.name, *m.to.lines))
    rows = [(m.t("Date"), m.day(m.on)), (m.t("Our reference"), m.reference)]
    if m.to.acts_for:
        rows.append((m.t("Complaint of"), m.to.acts_for))
    yield b.Details(rows=tuple(rows))
    greeting = m.voice.says("greeting") or "Dear {complainant}"
    yield b.Paragraph(text=m.t("{words},", words=m.t(greeting, complainant=m.to.name)))
    yield b.Heading(text=subject, level=1, lang=lang)


def ways(m: Material, part: str = "") -> Blocks:
    """How to reach us."""
    found = tuple((m.t(label), detail) for label, detail in m.voice.contacts())
    yield b.Details(rows=found or ((m.t("In person"), m.t("Any member of staff")),), part=part)


def closing(m: Material, sentence: str = "closing") -> Blocks:
    """The closing words, signed by role: members of staff are not named (C20-B3.17)."""
    words, _, whom = (m.voice.says(sentence) or m.voice.says("closing") or "Yours sincerely").partition(", for ")
    organisation = m.t("for {organisation}", organisation=whom or m.organisation)
    yield b.Signature(closing=m.t("{words},", words=m.t(words)), role=m.signed_by, organisation=organisation)


def closing_of(m: Material) -> str:
    """Which closing words belong to the stage."""
    return "closing_stage_2" if m.stage.number == 2 else "closing"


def turn(m: Material) -> str:
    """The heading above the redress body."""
    kinds = {m.register["bodies"][name]["kind"] for name in redress.bodies(m.case)}
    return m.t("The Ombudsman") if kinds == {"ombudsman"} else m.t("Where else you can turn")


def definition(m: Material) -> Blocks:
    """The complaint as it was defined, point by point; before that, in the complainant's own words."""
    points = [text for text in m.stage.points.values() if text.strip()]
    if points:
        yield b.Bullets(items=tuple(points), numbered=True, part="definition", lang=m.foreign)
    else:
        yield from paragraph(m.case.state.text, "definition", lang=m.foreign)


def standing(m: Material) -> Blocks:
    """At stage 2 for part of a complaint: the points that were not asked to be reviewed, with what stands of each."""
    first = m.case.state.stages.get(1)
    if m.stage.number != 2 or not m.stage.asked or not first:
        return
    left = [key for key in first.points if key not in m.stage.points]
    if not left or not first.response:
        return
    answered = m.day(first.response.on)
    yield from paragraph(m.t("You did not ask us to review these points. Our answer of {day} stands:", day=answered))
    found = {key: m.t(FINDINGS[first.findings[key].finding]) for key in left if key in first.findings}
    items = tuple(f"{first.points[key]}\n{found.get(key, '')}".strip() for key in left)
    yield b.Bullets(items=items, lang=m.foreign)


def outcomes(m: Material) -> Blocks:
    """What the complainant hopes for, each outcome with whether it can be had."""
    state, stage = m.case.state, m.stage
    wanted, refused = (stage.outcomes, stage.unattainable) if stage.defined else (state.outcomes, state.unattainable)
    items = []
    for n, text in enumerate(wanted, 1):
        why = refused.get(str(n))
        can = m.t("This is something we can bring about if we find that it is due.")
        cannot = m.t("We have to say now that we cannot do this: {why}", why=why)
        items.append(f"{text}\n{cannot if why else can}")
    if items:
        yield b.Bullets(items=tuple(items), lang=m.foreign)


def not_ours(m: Material) -> Blocks:
    """What the landlord does not answer for."""
    if m.stage.not_ours:
        yield from paragraph(m.t("We are not responsible for these matters, so this complaint does not cover them:"))
        yield b.Bullets(items=m.stage.not_ours, lang=m.foreign)


def handler(m: Material) -> Blocks:
    """Who deals with it, by role."""
    title = role_of(m.case, m.case.state.handler)
    if title:
        chair = title.casefold().startswith(("chair", "chief"))
        who = f"the {title}" if chair else article(title)
        who = f"{who[:1].upper()}{who[1:]}" if m.tongue.english else title
        yield from paragraph(m.t("{who} deals with your complaint.", who=who), "handler")


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
    """By when the answer comes, and how long that is; where the day has passed, that it did not."""
    duty = find(m.case, f"stage{m.stage.number}.respond")
    if not duty or not duty.due:
        return
    if duty.due < m.on:
        yield from paragraph(
            m.t(
                "You should have had our answer by {day}. It is late, and we are sorry. We will tell you when you will"
                " have it.",
                day=m.day(duty.due),
            ),
            "response_date",
            cites=duty.cites,
        )
        return
    text = m.t("You will have our full answer by {day}.", day=m.day(duty.due))
    yield b.Paragraph(text=text, strong=True, part="response_date", cites=duty.cites)
    rule = duty.derivations[0]
    if rule.period and rule.start_on and rule.start in STARTS:
        late = rule.start == "acknowledgement" and m.stage.acknowledged not in (None, rule.start_on)
        coming = rule.start == "acknowledgement" and rule.start_on > m.on
        start = (
            m.t("the day our acknowledgement is due") if coming
            else m.t("the day our acknowledgement was due") if late else m.t(STARTS[rule.start])
        )  # fmt: skip
        period, began = m.tongue.period(rule.period), m.day(rule.start_on)
        counted = m.t("That is {period} from {start}, {day}.", period=period, start=start, day=began)
        yield from paragraph(counted, "how_long", cites=rule.cites)


def adjustments(m: Material) -> Blocks:
    """What was noted that makes things easier for them."""
    theirs = (None, m.to.party or None)
    helps = tuple(one.what for one in m.case.state.helps.recorded if one.party in theirs)
    if helps:
        yield from paragraph(m.t("You told us that this helps. We have noted it and will act on it:"))
        known = tuple(m.tongue.known(text) or text for text in helps)
        yield b.Bullets(items=known, lang="" if all(map(m.tongue.known, helps)) else m.foreign)


# ---- the answer -----------------------------------------------------------------------------


def decisions(m: Material) -> Blocks:
    """Every point with its decision and the reasons for it."""
    for n, (key, found) in enumerate(m.stage.findings.items(), 1):
        text = m.stage.points.get(key, "").strip()
        heading = m.t("Point {n}: {text}", n=n, text=text) if text else m.t("Point {n}", n=n)
        yield b.Heading(text=heading, level=3, lang=m.foreign if text else "")
        decision = m.t("Our decision: {finding}", finding=m.t(FINDINGS[found.finding]))
        yield b.Paragraph(text=decision, strong=True, part="decision")
        if found.finding == "not_upheld":
            yield from says(m, "not_upheld")
        yield from paragraph(found.reasons, "reasons", lang=m.foreign)


def escalation(m: Material) -> Blocks:
    """How to go on: to stage 2, how and until when; at the last stage, that it is the last."""
    if m.stage.number == 2:
        yield from says(m, "assistance" if m.case.state.assistance_sought else "final", "escalation")
        return
    yield from says(m, _asking(m), "escalation")
    window = find(m.case, "stage2.request")
    if window and window.due:
        last = m.t("Please ask by {day}.", day=m.day(window.due))
        yield b.Paragraph(text=last, strong=True, part="escalation", cites=window.cites)
    yield from paragraph(m.t("You can ask in any of these ways:"))
    yield from ways(m, "escalation")


def _asking(m: Material) -> str:
    """Which sentence says how to ask: where whoever leads stage 2 dealt with stage 1, somebody else leads (THT-40)."""
    handling = m.case.policy.pack.handling["2"]
    varied = handling.rule == "lead_or_delegate" and lead_is_unfit(m.case, handling.roles[0])
    return "escalation_varied" if varied and m.voice.says("escalation_varied") else "escalation"


# ---- redress --------------------------------------------------------------------------------


def ombudsman(m: Material, *, final: bool = False) -> Blocks:
    """Where the complainant can turn: the body for this brand, complainant and subject; one for each point if mixed."""
    bodies = redress.bodies(m.case)
    for n, (name, points) in enumerate(bodies.items()):
        body = m.register["bodies"][name]
        if len(bodies) > 1:
            yield b.Heading(text=f"{body['name']}: {_for_points(m, points)}", level=3)
        yield from _turning(m, body, main=n == 0)
        rows = tuple((m.t(label), value) for label, value in details(record(body, m.on)))
        yield b.Details(rows=((m.t("Name"), body["name"]), *rows), part="ombudsman")
        if not rows:
            yield from paragraph(m.t("Ask us for its name and address."), "ombudsman")
        if final and body["time_limit"]:
            limit = _small(m.t(body["time_limit"]))
            yield from paragraph(m.t("When to turn to it: {limit}", limit=limit), "ombudsman")
        if n == 0:
            yield from _include(m, body)
    yield from _also_named(m, set(bodies))


TURNING = ("ombudsman_any_time", "charity_commission", "ombudsman_formal", "regulator")
"""The landlord's own sentences about where to turn."""


def _also_named(m: Material, shown: set[str]) -> Blocks:
    """How to reach any other body that the landlord's own sentences speak of: a name alone leads nowhere."""
    if not _own_fits(m):
        return
    said = " ".join(m.voice.says(sentence) for sentence in TURNING)
    for name, body in m.register["bodies"].items():
        rows = tuple((m.t(label), value) for label, value in details(record(body, m.on)))
        if name not in shown and rows and Body(body, m.on).named_in(said):
            yield b.Details(rows=((m.t("Name"), body["name"]), *rows))


def _own_fits(m: Material) -> bool:
    """Whether the landlord's sentences, written for what its brand is for, fit what this complaint is about."""
    brand = m.case.policy.branded
    return not brand or redress.body_of(m.case) == redress.body_of(m.case, brand.subject)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _turning(m: Material, body: Mapping[str, Any], *, main: bool) -> Blocks:
    own = m.voice.says("ombudsman_any_time") or m.voice.says("charity_commission")
    if main and own and _own_fits(m):
        yield from says(m, "ombudsman_any_time", "ombudsman")
        yield from says(m, "charity_commission", "ombudsman")
        yield from says(m, "ombudsman_formal", "ombudsman")
        yield from says(m, "regulator")
    elif body["any_time"]:
        name = f"the {body['name']}" if m.tongue.english else body["name"]
        yield from paragraph(m.t(str(m.register["any_time"]), name=name), "ombudsman")
    else:
        takes = _small(m.t(body["takes"]))
        said = m.t("{name} is independent of us. It takes: {takes}", name=body["name"], takes=takes)
        yield from paragraph(said, "ombudsman")


def _include(m: Material, body: Mapping[str, Any]) -> Blocks:
    said = m.voice.says("ombudsman_include")
    if said:
        yield from says(m, "ombudsman_include", "ombudsman")
    elif body["kind"] == "ombudsman":
        yield from paragraph(m.t("When you write to the Ombudsman, give:"), "ombudsman")
        yield b.Bullets(items=tuple(m.t(one) for one in m.register["what_to_include"]), part="ombudsman")


def _for_points(m: Material, points: list[str]) -> str:
    keys = list(m.stage.points)
    numbers = [str(keys.index(point) + 1) for point in points if point in keys]
    subject = next((SUBJECTS[s] for p in points if (s := m.stage.subjects.get(p)) in SUBJECTS), "")
    points_named = m.tn("point {numbers}", "points {numbers}", len(numbers), numbers=m.t(" and ").join(numbers))
    named = points_named if numbers else m.t("anything else")
    return m.t("{points}, about {subject}", points=named, subject=m.t(subject)) if subject else named


def procedure_in_short(m: Material) -> Blocks:
    """The procedure with its times, from the policy itself: what a copy of the policy says about stages."""
    names = {
        "stage1.acknowledge": m.t("We acknowledge your complaint"), "stage1.respond": m.t("We answer at stage 1"),
        "stage2.request": m.t("You ask for stage 2"), "stage2.acknowledge": m.t("We acknowledge your request"),
        "stage2.respond": m.t("We answer at stage 2"),
    }  # fmt: skip
    rows, several = [], False
    for name, what in names.items():
        limits = [limit for limit in m.case.policy.limits.get(name, ()) if limit.period]  # type: ignore[call-overload]
        said = [
            m.t("within {period} of {start}", period=m.tongue.period(x.period), start=m.t(STARTS[x.clock.from_]))
            for x in limits if x.period
        ]  # fmt: skip
        rows.append((what, "; ".join(dict.fromkeys(said)) or m.t("at any time")))
        several = several or len(set(said)) > 1
    yield b.Table(head=(m.t("Step"), m.t("How long")), rows=tuple(rows), part="policy_copy")
    if several:
        yield from paragraph(m.t("Where two times are given, the one that ends first counts."), "policy_copy")


def copy(m: Material) -> Blocks:
    """That the policy and procedure comes with the letter, and what it says in short."""
    yield from says(m, "policy_copy", "policy_copy")
    yield from paragraph(m.t("In short:"))
    yield from procedure_in_short(m)
