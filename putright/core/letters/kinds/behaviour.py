"""Behaviour: a warning, what is decided about contact, and what came of looking at it again."""

from __future__ import annotations

from putright.core import events as e
from putright.core.letters import blocks as b
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import letter
from putright.core.letters.kinds.pieces import decided_by, elsewhere, goes_on
from putright.core.letters.material import Blocks, Material, paragraph, section, typed
from putright.core.workdays import Period


@letter(e.WarningGiven, "warning", "How we deal with each other: a warning")
def warning(m: Material, event: e.WarningGiven) -> Blocks:
    yield from s.opening(m, m.t("How we deal with each other"))
    yield from paragraph(
        m.t(
            "Being unhappy with us, and saying so plainly or often, is your right and is no reason for this letter."
            " It is about how our staff were treated."
        )
    )
    yield from section(m.t("What has to stop"), typed(m, event.what, "reasons"))
    yield from section(m.t("What may follow"), _may_follow(m))
    yield from section(m.t("Your complaint"), goes_on(m))
    yield from section(m.t("If something lies behind it"), _needs(m))
    yield from section(m.t("If you think this is wrong"), _answer(m))
    yield from section(m.t("Who decided this"), decided_by(m, event.decided_by))
    yield from elsewhere(m)
    yield from s.closing(m)


def _may_follow(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "If it does not stop, we may limit how you can contact us. We would do no more than is needed, tell you"
            " why in writing, leave you a way to reach us, and tell you how to appeal."
        )
    )
    yield from typed(m, m.wrote("more"))


def _needs(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "If your health, a disability, or anything else bears on this, please tell us. We will change what we"
            " can, so that it is easier for you to deal with us."
        ),
        "equality",
    )


def _answer(m: Material) -> Blocks:
    yield from paragraph(m.t("Tell us how you see it. We keep what you say beside this letter."))
    yield from s.ways(m)


# ---- contact --------------------------------------------------------------------------------


@letter(e.RestrictionTold, "restriction", "How you can contact us: our decision")
def restriction(m: Material, event: e.RestrictionTold) -> Blocks:
    """Raises `ValueError` where nothing was decided about contact."""
    conduct = m.case.state.conduct
    if not conduct.restrictions:
        raise ValueError("no restriction on contact was ever set")
    set_ = m.case.state.restriction or conduct.restrictions[-1]
    lifted = m.case.state.restriction is None
    yield from s.opening(m, m.t("How you can contact us"))
    yield from section(m.t("What we have decided"), _lifted(m) if lifted else _restricted(m, set_))
    yield from section(m.t("Why"), _why(m, set_))
    if not lifted:
        yield from section(m.t("How you can still reach us"), _reach(m, set_.contact))
        yield from section(m.t("When we look at it again"), _review(m, set_))
        yield from section(m.t("How to appeal"), _appeal(m, set_.appeal))
    yield from section(m.t("What we took into account"), _equality(m, set_))
    yield from section(m.t("What this does not stop"), goes_on(m))
    yield from section(m.t("Who decided this"), decided_by(m, conduct.decided_by or set_.decided_by, set_.approved_by))
    yield from elsewhere(m)
    yield from s.closing(m)


def _restricted(m: Material, set_: e.RestrictionSet) -> Blocks:
    first = m.t("From {day} you can contact us only as this letter says.", day=m.day(set_.on))
    yield b.Paragraph(text=first, strong=True, part="decision")
    yield from paragraph(set_.what, "decision", lang=m.foreign)
    yield from paragraph(set_.scope, "decision", lang=m.foreign)


def _lifted(m: Material) -> Blocks:
    yield b.Paragraph(text=m.t("You can contact us again in every way, as before."), strong=True, part="decision")
    yield from paragraph(m.t("Nothing of the restriction is left, so there is nothing to look at again."), "review")


def _why(m: Material, set_: e.RestrictionSet) -> Blocks:
    """What a person wrote for them; of the incidents only the days, for the record of them names others too."""
    yield from typed(m, m.wrote("reasons"), "reasons")
    conduct = m.case.state.conduct
    days = dict.fromkeys(m.day(conduct.incidents[key].on) for key in set_.evidence if key in conduct.incidents)
    if days and m.case.state.restriction:
        yield from paragraph(m.t("We rest this on what happened on:"))
        yield b.Bullets(items=tuple(days))
    if conduct.warnings and m.case.state.restriction:
        yield from paragraph(m.t("We wrote to you about it on {day}.", day=m.day(conduct.warnings[-1].on)))


def _reach(m: Material, contact: str) -> Blocks:
    yield from paragraph(contact, lang=m.foreign)
    yield from paragraph(m.t("In an emergency, or where somebody is not safe, contact us in any way you can."))


def _review(m: Material, set_: e.RestrictionSet) -> Blocks:
    if set_.review_on:
        again = m.t("We look at it again on {day}, or earlier if things change.", day=m.day(set_.review_on))
        yield b.Paragraph(text=again, strong=True, part="review")
        yield from paragraph(
            m.t("We write to you with what came of it. It is lifted as soon as it is needed no longer.")
        )


def _equality(m: Material, set_: e.RestrictionSet) -> Blocks:
    if set_.equality_considered:
        yield from paragraph(
            m.t(
                "Before deciding we considered what the Equality Act 2010 asks of us, and whether a lesser step would"
                " be enough."
            ),
            "equality",
        )
    yield from typed(m, m.wrote("equality"), "equality")
    yield from _needs(m)


def _appeal(m: Material, how: str) -> Blocks:
    """`how`: what was written down of the way to appeal in this case."""
    yield from paragraph(
        m.t(
            "You can appeal against this, for as long as it is in force. Tell us why, in whatever way suits you."
            " Somebody who did not make this decision looks at it and writes to you."
        ),
        "appeal",
    )
    yield from paragraph(how, "appeal", lang=m.foreign)
    rule = m.case.policy.pack.behaviour
    if rule and rule.appeal_within:
        soon = m.tongue.period(Period.parse(rule.appeal_within))
        yield from paragraph(
            m.t("You have the answer to an appeal within {period}.", period=soon), "appeal", cites=rule.cites
        )


OUTCOMES = {
    "kept": "It stays as it is.",
    "changed": "It stays, and changes.",
    "lifted": "It is lifted. You can contact us again in every way, as before.",
}
"""What came of looking at a restriction again, as a letter puts it."""


@letter(e.RestrictionReviewed, "restriction_review", "How you can contact us: we have looked at it again")
def restriction_review(m: Material, event: e.RestrictionReviewed) -> Blocks:
    now, appeal = m.case.state.restriction, m.case.state.conduct.decided
    yield from s.opening(m, m.t("How you can contact us"))
    yield from paragraph(
        m.t("You appealed on {day}. Somebody who did not decide before has looked at it.", day=m.day(appeal.on))
        if appeal
        else m.t("We have looked again at how you can contact us.")
    )
    yield from section(m.t("What we have decided"), _outcome(m, event))
    yield from section(m.t("Why"), typed(m, event.reason, "reasons"))
    if now:
        yield from section(m.t("How you can reach us"), _reach(m, now.contact))
        yield from section(m.t("When we look at it again"), _review(m, now))
        yield from section(m.t("How to appeal"), _appeal(m, now.appeal))
        yield from section(m.t("If something lies behind it"), _needs(m))
    yield from section(m.t("What this does not stop"), goes_on(m))
    yield from section(m.t("Who decided this"), decided_by(m, event.decided_by))
    yield from elsewhere(m)
    yield from s.closing(m)


def _outcome(m: Material, event: e.RestrictionReviewed) -> Blocks:
    yield b.Paragraph(text=m.t(OUTCOMES[event.outcome]), strong=True, part="decision")
    now = m.case.state.restriction
    if now:
        yield from paragraph(m.t("This is how it is from now on:"))
        yield from paragraph(now.what, "decision", lang=m.foreign)
