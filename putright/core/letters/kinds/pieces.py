"""What several letters say in the same words: by when the complaint is answered, who decided."""

from __future__ import annotations

from putright.core.letters import sections as s
from putright.core.letters.material import Blocks, Material, paragraph, section


def awaited(m: Material) -> bool:
    """Whether the complaint is still to be answered."""
    return m.case.state.status == "open" and not m.stage.response


def answer_by(m: Material) -> Blocks:
    """By when the complaint is answered, where it is still to be answered."""
    if awaited(m):
        yield from s.response_date(m)


def goes_on(m: Material) -> Blocks:
    """That the complaint goes on beside what the letter is about, and that nothing closes the door to another."""
    if awaited(m):
        yield from paragraph(
            m.t("This letter changes nothing about your complaint. We go on dealing with it."), "goes_on"
        )
    else:
        yield from paragraph(m.t("This letter changes nothing about the complaint you have made."), "goes_on")
    yield from answer_by(m)
    yield from paragraph(
        m.t("You can always make a new complaint, and tell us at any time about anything that is unsafe."), "goes_on"
    )


def decided_by(m: Material, name: str, approved: tuple[str, ...] = ()) -> Blocks:
    """Who decided, and who approved it, by role."""
    if title := s.role_of(m.case, name):
        yield from paragraph(m.t("This was decided by {who}.", who=m.t("the {role}", role=title)))
    titles = [m.t("the {role}", role=title) for one in approved if (title := s.role_of(m.case, one))]
    if titles:
        yield from paragraph(m.t("It was approved by {who}.", who=m.t(" and ").join(titles)))


def helped(m: Material) -> Blocks:
    """What makes it easier for them, as it was noted, and that more can be asked for."""
    yield from s.adjustments(m)
    yield from paragraph(
        m.t(
            "If something makes it hard for you to read this letter, to answer it or to come to see us, please tell us."
            " We can use large print, another language, an interpreter, a telephone call or a visit."
        )
    )


def elsewhere(m: Material) -> Blocks:
    """The redress body and how to reach it."""
    yield from section(s.turn(m), s.ombudsman(m), "ombudsman")
