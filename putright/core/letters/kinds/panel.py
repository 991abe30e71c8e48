"""The review panel: asking somebody to sit on it, and telling everyone when and how it meets."""

from __future__ import annotations

from itertools import permutations

from putright.core import events as e
from putright.core.case import Case
from putright.core.letters import blocks as b
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import letter
from putright.core.letters.kinds.pieces import answer_by, elsewhere, helped
from putright.core.letters.material import Blocks, Material, paragraph, section, typed
from putright.core.pack import Seat
from putright.core.panel import fits, last_day_for_papers, seatings
from putright.core.workdays import Period


def _seat(case: Case, name: str) -> Seat | None:
    """A seat that somebody's roles let them take; the one that needs consent, if they may take none other."""
    panel = case.policy.pack.panel
    able = [seat for seat in panel.seats.values() if case.roles_of(name) & set(seat.roles)] if panel else []
    return min(able, key=lambda seat: seat.needs_consent, default=None)


def seated(case: Case, members: tuple[str, ...]) -> list[str]:
    """What the policy calls each seat that these people fill, in the order of the policy."""
    panel = case.policy.pack.panel
    for seats in seatings(panel) if panel else ():
        if panel and any(fits(case, panel, seats, order) for order in permutations(members)):
            return [panel.seats[name].title for name in seats]
    return [title for name in members if (title := s.role_of(case, name))]


def asks_consent(case: Case, members: tuple[str, ...]) -> bool:
    """Whether somebody sits in a seat that the complainant must agree to."""
    return any(seat is not None and seat.needs_consent for seat in (_seat(case, name) for name in members))


# ---- asking ---------------------------------------------------------------------------------


@letter(e.PanelInvited, "panel_invitation", "Will you sit on a review panel?")
def panel_invitation(m: Material, event: e.PanelInvited) -> Blocks:
    """Nothing of the complaint but its reference: whoever is asked has no part in it yet (C20-B4.6)."""
    yield from s.opening(m, m.t("Will you sit on a review panel?"))
    yield from paragraph(
        m.t(
            "A complaint has come to the last stage of our procedure, and a panel reviews how we answered it. Would you"
            " sit on that panel? We ask more people than there are seats, so that a day can be found."
        )
    )
    yield from section(m.t("When"), _days(m, event))
    yield from section(m.t("Where, and how long it takes"), typed(m, m.wrote("practical")))
    yield from section(m.t("What we ask of you"), _asked(m))
    yield from section(m.t("The papers"), _papers_to_come(m))
    yield from section(m.t("Before you say yes"), _conflicts(m))
    yield from section(m.t("How to answer"), s.ways(m))
    yield from s.closing(m)


def _days(m: Material, event: e.PanelInvited) -> Blocks:
    yield from paragraph(m.t("The panel would meet on one of these days:"))
    yield b.Bullets(items=tuple(m.day(one) for one in event.dates))
    on_which = m.t("Please tell us on which of them you can come, even if it is none.")
    if event.reply_by:
        yield b.Paragraph(text=m.t("Please answer by {day}.", day=m.day(event.reply_by)), strong=True)
    yield from paragraph(on_which)


def _asked(m: Material) -> Blocks:
    yield b.Bullets(
        items=(
            m.t("Read the papers before the meeting."),
            m.t("Hear the person who complained, if they wish to be heard."),
            m.t("Decide with the others, point by point, whether our answer was right, and what should be put right."),
            m.t("Say so if you see it differently from the others. It is recorded in your own words."),
        )
    )


def _papers_to_come(m: Material) -> Blocks:
    panel = m.case.policy.pack.panel
    if panel:
        before = m.tongue.period(Period.parse(panel.papers_before))
        yield from paragraph(
            m.t("If you sit on the panel, you have the papers {period} before it meets.", period=before)
        )
    yield from paragraph(
        m.t(
            "Tell us in which form you can use them: large print, easy read, a file for a screen reader, audio,"
            " braille, translated, or read out to you. They are confidential: show them to nobody, and give them back"
            " afterwards."
        )
    )


def _conflicts(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "Whoever sits on the panel comes to the complaint new. We tell you who it concerns before you say yes."
            " Please do not sit on it, and tell us, if:"
        )
    )
    yield b.Bullets(
        items=(
            m.t("you had any part in the matter, or in how we answered it"),
            m.t("you know anybody it concerns, or work closely with them"),
            m.t("you are related to anybody it concerns"),
            m.t("anything else could make others doubt that you come to it with an open mind"),
        )
    )
    yield from paragraph(m.t("That counts against nobody. We ask somebody else."))
    seat = _seat(m.case, m.to.key)
    if seat and seat.needs_consent:
        yield from paragraph(
            m.t(
                "This seat is taken only if the person who complained agrees to it. It may be that they do not, and"
                " then we thank you all the same."
            )
        )


# ---- telling --------------------------------------------------------------------------------


@letter(e.PanelConvened, "panel_meeting", "The review panel: when it meets, and who sits on it")
def panel_meeting(m: Material, event: e.PanelConvened) -> Blocks:
    """To the complainant, or to a member: who is told by whose letter it is."""
    yield from _to_member(m, event) if m.to.key in event.members else _to_complainant(m, event)
    yield from s.closing(m)


def _to_complainant(m: Material, event: e.PanelConvened) -> Blocks:
    yield from s.opening(m, m.t("The panel that reviews your complaint"))
    yield from paragraph(
        m.t("A panel looks at your complaint afresh. Nobody on it has dealt with your complaint before.")
    )
    yield from section(m.t("When and where"), _when(m, event))
    yield from section(m.t("Who sits on it"), _who(m, event))
    yield from section(m.t("How you can take part"), _part(m))
    yield from section(m.t("Somebody to come with you, and other help"), _company(m))
    yield from section(m.t("The papers"), _their_papers(m, event))
    yield from section(m.t("What happens afterwards"), _afterwards(m))
    yield from elsewhere(m)


def _when(m: Material, event: e.PanelConvened) -> Blocks:
    if event.meets_on:
        yield b.Paragraph(text=m.t("The panel meets on {day}.", day=m.day(event.meets_on)), strong=True)
    else:
        yield from paragraph(m.t("We will tell you the day as soon as it is settled."))
    yield from typed(m, m.wrote("practical"))


def _who(m: Material, event: e.PanelConvened) -> Blocks:
    yield b.Bullets(items=tuple(seated(m.case, event.members)))
    if asks_consent(m.case, event.members):
        yield from paragraph(
            m.t("You agreed that a resident may sit on it. If you have changed your mind, tell us before it meets.")
        )
    yield from paragraph(m.t("If you think that one of them should not judge your complaint, please tell us why."))


def _part(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "You may tell the panel yourself what you think of our answer. You can come, or join by telephone or"
            " video, or write to it, or have somebody speak for you."
        ),
        "taking_part",
    )
    yield from paragraph(
        m.t(
            "You do not have to take part. The panel reviews your complaint just as carefully without you. If you"
            " cannot come on that day and would like to, tell us, and we look for another."
        ),
        "taking_part",
    )


def _company(m: Material) -> Blocks:
    yield from paragraph(m.t("You may bring somebody with you: a relative, a friend, an adviser."), "companion")
    yield from helped(m)
    yield from paragraph(m.t("Tell us beforehand if you need an interpreter, breaks, or a room you can get into."))
    yield from s.ways(m)


def _their_papers(m: Material, event: e.PanelConvened) -> Blocks:
    last = last_day_for_papers(m.case, event.meets_on) if event.meets_on else None
    if last:
        yield from paragraph(m.t("You have the same papers as the panel, by {day}.", day=m.day(last)))
    else:
        yield from paragraph(m.t("You have the same papers as the panel, before it meets."))
    yield from paragraph(
        m.t("If you want the panel to see anything else, send it to us, or bring it with you. Tell us in which form"
            " you can use the papers.")
    )  # fmt: skip


def _afterwards(m: Material) -> Blocks:
    yield from paragraph(
        m.t("The panel decides after the meeting, and we write to you with its answer and its reasons.")
    )
    yield from answer_by(m)


def _to_member(m: Material, event: e.PanelConvened) -> Blocks:
    yield from s.opening(m, m.t("You sit on a review panel"))
    yield from paragraph(
        m.t("Thank you for sitting on the panel. From now on you may see the complaint, for this and nothing else.")
    )
    yield from section(m.t("When and where"), _when(m, event))
    yield from section(m.t("Who sits on it"), _colleagues(m, event))
    yield from section(m.t("The papers"), _member_papers(m, event))
    yield from section(m.t("The person who complained"), _their_part(m))
    yield from section(m.t("Tell us at once"), _trouble(m))


def _colleagues(m: Material, event: e.PanelConvened) -> Blocks:
    yield b.Bullets(items=tuple(seated(m.case, event.members)))


def _member_papers(m: Material, event: e.PanelConvened) -> Blocks:
    last = last_day_for_papers(m.case, event.meets_on) if event.meets_on else None
    if last:
        yield from paragraph(m.t("You have the papers by {day}, in the form you asked for.", day=m.day(last)))
    yield from paragraph(m.t("They are confidential: show them to nobody, and give them back afterwards."))


def _their_part(m: Material) -> Blocks:
    yield from paragraph(
        m.t("They may come, join by telephone or video, write to the panel, or have somebody speak for them."),
        "taking_part",
    )
    yield from paragraph(m.t("They may bring somebody with them."), "companion")


def _trouble(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "Tell us at once if you cannot come, if you need something so that you can take part, or if you learn of"
            " anything that could make others doubt that you come to the complaint with an open mind."
        )
    )
    yield from s.ways(m)
