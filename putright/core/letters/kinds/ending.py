"""How a complaint ends, or begins again."""

from __future__ import annotations

from putright.core import events as e
from putright.core import redress
from putright.core.case import Case
from putright.core.duties import find
from putright.core.letters import blocks as b
from putright.core.letters import remedies as r
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import Parts, letter
from putright.core.letters.kinds.contact import promised, still_to_do
from putright.core.letters.kinds.pieces import answer_by, decided_by, helped
from putright.core.letters.material import Blocks, Material, paragraph, says, says_or, section, typed

# ---- closing --------------------------------------------------------------------------------


def _needs(case: Case, event: e.Closed) -> Parts:
    """Whoever's complaint is closed for behaviour is told why, and where they can turn."""
    cites = case.policy.pack.closing_grounds.get(event.ground or "", ())
    return {"reasons": cites, "ombudsman": cites} if cites else {}


@letter(e.Closed, "closing", "Your complaint is closed", _needs)
def closing(m: Material, event: e.Closed) -> Blocks:
    yield from s.opening(m, m.t("We have closed your complaint") if _ours(m) else m.t("We have closed this"))
    yield from section(m.t("Why it is closed"), _why(m, event))
    yield from section(m.t("What we still do"), _still(m))
    yield from section(m.t("How to come back to us"), _back(m))
    yield from section(m.t("What happens next"), _next(m))
    if "policy_copy" in m.case.policy.letter_parts("closing", m.stage.number):
        yield from section(m.t("Our policy and procedure"), s.copy(m))
    yield from section(m.t("What helps you"), helped(m))
    final = redress.final_response(m.case.state) is not None
    yield from section(s.turn(m), s.ombudsman(m, final=final), "ombudsman")
    yield from s.closing(m, s.closing_of(m))


def _ours(m: Material) -> bool:
    """Whether it was a complaint; else a request, a question, praise."""
    return m.case.state.formal


def _why(m: Material, event: e.Closed) -> Blocks:
    state = m.case.state
    if event.ground:
        yield from _for_behaviour(m, event)
    elif state.withdrawn:
        yield from paragraph(m.t("You told us on {day} that you withdraw it.", day=m.day(state.withdrawn)), "reasons")
    elif state.satisfied:
        yield from paragraph(m.t("You told us that you are satisfied."), "reasons")
    elif m.stage.response:
        answered = m.t("We sent you our answer on {day}.", day=m.day(m.stage.response.on))
        yield from paragraph(answered, "reasons")
        if m.stage.number == 1 and not state.requested:
            yield from paragraph(m.t("You have not asked us to take it to stage 2."), "reasons")
    elif state.refused:
        refused = m.t("We told you on {day} why we cannot take it on.", day=m.day(state.refused.on))
        yield from paragraph(refused, "reasons")
    yield from typed(m, m.wrote("reasons"))


def _for_behaviour(m: Material, event: e.Closed) -> Blocks:
    why = m.t("We have closed your complaint because of how the people who work for us were treated.")
    yield from says_or(m, "behaviour_closed", why, "decision")
    yield from typed(m, event.evidence, "reasons")
    yield from decided_by(m, event.decided_by or "")
    yield from paragraph(
        m.t(
            "Before we decided this we considered whether a disability, an illness or anything else that the Equality"
            " Act 2010 protects lies behind it. If it does and we do not know of it, please tell us: we will look at"
            " this again."
        ),
        "equality",
    )


def _still(m: Material) -> Blocks:
    """What was promised outlives the closing, and is followed until it is done."""
    yield from still_to_do(m)
    if kept := tuple(promised(m)):
        yield from paragraph(m.t("We also promised you this, and closing your complaint does not end it:"))
        yield from kept


def _back(m: Material) -> Blocks:
    window = find(m.case, "stage2.request")
    open_ = window and not window.done and (not window.due or window.due >= m.on)
    if _ours(m) and m.stage.number == 1 and m.stage.response and open_:
        yield from s.escalation(m)
        return
    yield from paragraph(
        m.t(
            "If something is not settled after all, comes back, or is not done as we promised, tell us. You do not have"
            " to begin again: we have everything you told us. You can also make a new complaint at any time."
        ),
        "coming_back",
    )
    yield from s.ways(m, "coming_back")


def _next(m: Material) -> Blocks:
    yield from typed(m, m.wrote("next"), "next_steps")
    if m.case.policy.limits.get("survey") and _ours(m) and not m.case.state.refused:
        asked = m.t("We will ask you how we dealt with your complaint. You do not have to answer.")
        yield from says_or(m, "survey", asked, "next_steps")


# ---- beginning again ------------------------------------------------------------------------


@letter(e.Reopened, "reopening", "Your complaint is open again")
def reopening(m: Material, event: e.Reopened) -> Blocks:
    yield from s.opening(m, m.t("We have opened your complaint again"))
    began = m.t("Your complaint is open again from {day}. It begins anew at stage 1.", day=m.day(event.on))
    yield from paragraph(began, "stage")
    yield from typed(m, m.wrote("opening"))
    yield from section(m.t("Why it is open again"), _again(m, event))
    yield from section(m.t("Your complaint"), s.definition(m))
    yield from section(m.t("When you will hear from us"), _dates(m))
    yield from section(m.t("What happens next"), _new_start(m))
    yield from section(m.t("What we still do"), _kept(m))
    yield from section(m.t("What helps you"), helped(m))
    yield from section(s.turn(m), s.ombudsman(m), "ombudsman")
    yield from s.closing(m)


def _again(m: Material, event: e.Reopened) -> Blocks:
    instructed = m.register["bodies"].get(event.instructed_by or "")
    if instructed:
        said = m.t("The {body} has told us to look into your complaint again.", body=instructed["name"])
        yield from paragraph(said)
    elif event.instructed_by:
        yield from decided_by(m, event.instructed_by)
    yield from typed(m, event.evidence)


def _dates(m: Material) -> Blocks:
    """Every time begins anew from the day it was opened again."""
    duty = find(m.case, "stage1.acknowledge")
    if duty and duty.due:
        yield from paragraph(m.t("You will have our acknowledgement by {day}.", day=m.day(duty.due)), cites=duty.cites)
    yield from answer_by(m)


def _new_start(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "We will tell you who deals with it, and settle with you what exactly we look into. We have everything from"
            " before: you do not need to tell it again."
        ),
        "next_steps",
    )
    yield from typed(m, m.wrote("next"), "next_steps")
    yield from says(m, "updates")


def _kept(m: Material) -> Blocks:
    """What was promised before and is not done: it stays promised."""
    yield from promised(m)
    if items := tuple(r.undone(m)):
        yield b.Bullets(items=items, lang=m.foreign)
