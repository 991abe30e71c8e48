"""Finding out what happened: findings for comment, what was made of the comments, mediation, worse treatment."""

from __future__ import annotations

from putright.core import events as e
from putright.core.letters import blocks as b
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import letter
from putright.core.letters.kinds.pieces import answer_by, elsewhere, helped
from putright.core.letters.material import Blocks, Material, paragraph, says, section, typed

DETRIMENT = {
    "upheld": "You were treated worse because you complained. That should not have happened, and we are sorry.",
    "partly_upheld": "Part of what you told us is so: you were treated worse because you complained. That should not"
    " have happened, and we are sorry.",
    "not_upheld": "We have not found that you were treated worse because you complained.",
}
"""What came of an allegation of worse treatment, as a letter puts it."""


def of_staff(m: Material, name: str) -> bool:
    """Whether whom an event names is somebody complained of, who sees nothing of the case but what is put to them."""
    return name in m.case.people or name in m.case.state.about


# ---- findings for comment -------------------------------------------------------------------


@letter(e.FindingsShared, "findings", "A complaint at stage {stage}: what we have found so far")
def findings(m: Material, event: e.FindingsShared) -> Blocks:
    yield from _for_staff(m, event) if of_staff(m, event.with_) else _for_complainant(m, event)
    yield from s.closing(m)


def _for_complainant(m: Material, event: e.FindingsShared) -> Blocks:
    yield from s.opening(m, m.t("What we have found so far, before we decide"))
    yield from paragraph(
        m.t(
            "We have looked into your complaint and have not decided it yet. Before we do, you should see what goes"
            " against you, so that you can say what you think of it."
        )
    )
    yield from section(m.t("What this is about"), _points(m, event))
    yield from section(m.t("What the evidence points to"), typed(m, event.what, "findings"))
    yield from section(m.t("What it would mean"), typed(m, m.wrote("meaning")))
    yield from section(m.t("What do you think of it?"), _comments(m, event))
    yield from section(m.t("If you would like help with this"), _help(m))
    yield from section(m.t("What happens next"), _next(m))
    yield from elsewhere(m)


def _points(m: Material, event: e.FindingsShared) -> Blocks:
    """The points by their numbers in the complaint; nothing where none was named."""
    keys = list(m.stage.points)
    named = [m.t("Point {n}: {text}", n=keys.index(key) + 1, text=m.stage.points[key])
             for key in event.about if m.stage.points.get(key)]  # fmt: skip
    if named:
        yield b.Bullets(items=tuple(named), lang=m.foreign)


def _until(m: Material, event: e.FindingsShared) -> Blocks:
    """The last day for comments, and how many working days that leaves."""
    if not event.comment_by:
        yield from paragraph(m.t("Please tell us as soon as you can."), "comments")
        return
    said = m.t("Please tell us by {day}.", day=m.day(event.comment_by))
    yield b.Paragraph(text=said, strong=True, part="comments")
    left = m.case.policy.calendar.working_days_between(event.on, event.comment_by)
    if left > 0:
        yield from paragraph(
            m.tn("That leaves you {n} working day.", "That leaves you {n} working days.", left), "comments"
        )
    yield from paragraph(m.t("If that is too short, tell us before that day and say how long you need."))


def _comments(m: Material, event: e.FindingsShared) -> Blocks:
    yield from _until(m, event)
    yield from paragraph(
        m.t(
            "Tell us where we have it wrong, what we have missed, and what shows it: a letter, a photograph, a message,"
            " or somebody who was there. You can do so in any of these ways:"
        ),
        "comments",
    )
    yield from s.ways(m, "comments")


def _help(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "Somebody may help you or speak for you: a relative, a friend, an adviser. If you would rather talk than"
            " write, we will meet you, and you may bring somebody with you."
        ),
        "companion",
    )
    yield from helped(m)


def _next(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "We read what you tell us before we decide, and let you know what we make of it. If we hear nothing from"
            " you by that day, we decide on what we have."
        )
    )
    yield from answer_by(m)


def _for_staff(m: Material, event: e.FindingsShared) -> Blocks:
    """Only what a person wrote for them: no name, no words and no details of whoever complained (C20-B4.6)."""
    yield from s.opening(m, m.t("A complaint that is about you: what we have found so far"))
    yield from paragraph(
        m.t(
            "We are looking into a complaint in which something you did, or did not do, is questioned. Nothing has been"
            " decided. You have the same chance as whoever complained to be heard, and to answer what goes against you"
            " before there is a decision."
        )
    )
    yield from section(m.t("What the evidence points to"), typed(m, event.what, "findings"))
    yield from section(m.t("What it would mean"), _means(m))
    yield from section(m.t("What do you say to it?"), _answer(m, event))
    yield from section(m.t("Support for you"), _support(m))
    yield from section(m.t("What we ask of you"), _discretion(m))


def _means(m: Material) -> Blocks:
    yield from typed(m, m.wrote("meaning"))
    yield from paragraph(
        m.t(
            "This letter belongs to the complaint. It is not a disciplinary letter. What the complaint shows to have"
            " fallen short is held against a service and its cause, not against a person by name."
        )
    )


def _answer(m: Material, event: e.FindingsShared) -> Blocks:
    yield from _until(m, event)
    yield from paragraph(
        m.t(
            "Tell whoever signed this letter where we have it wrong, what we have missed, and what shows it. You can"
            " write, or ask to be seen. We read what you say before we decide, and let you know what we make of it."
        ),
        "comments",
    )


def _support(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "Being complained about is hard. You may have somebody with you when you talk to us: a colleague, or"
            " somebody from your trade union. Ask whoever signed this letter for time to prepare, or for somebody to"
            " talk to who has nothing to do with the complaint."
        ),
        "companion",
    )
    yield from typed(m, m.wrote("support"), "support")


def _discretion(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "Please keep this letter to yourself and to those who help you, and do not speak about it with anybody who"
            " may have complained. Nobody may be treated worse for complaining."
        )
    )


# ---- what we make of comments ---------------------------------------------------------------


@letter(e.CommentsAnswered, "comments_answered", "A complaint at stage {stage}: our answer to your comments")
def comments_answered(m: Material, event: e.CommentsAnswered) -> Blocks:
    yield from s.opening(m, m.t("What we make of your comments"))
    yield from paragraph(m.t("Thank you for telling us what you think of what we have found so far."))
    said = m.stage.answered.get(event.from_, "")
    yield from section(m.t("What you told us"), paragraph(said, lang=m.foreign))
    yield from section(m.t("What we make of it"), typed(m, event.answer, "reasons"))
    if of_staff(m, event.from_):
        yield from paragraph(
            m.t("The complaint is decided next. Whoever signed this letter will tell you how it ended.")
        )
    else:
        yield from section(m.t("What happens next"), _decision_next(m))
        yield from elsewhere(m)
    yield from s.closing(m)


def _decision_next(m: Material) -> Blocks:
    yield from paragraph(m.t("We decide your complaint next, with your comments before us."))
    yield from answer_by(m)


# ---- mediation ------------------------------------------------------------------------------


@letter(e.MediationOffered, "mediation", "Your complaint, stage {stage}: an offer of mediation")
def mediation(m: Material, event: e.MediationOffered) -> Blocks:
    yield from s.opening(m, m.t("Would you like to talk it through?"))
    yield from paragraph(
        m.t(
            "Sometimes it helps to talk a complaint through with somebody who takes no side. That is called"
            " mediation, and we would like to offer it to you."
        )
    )
    yield from section(m.t("How it would go"), typed(m, event.what))
    yield from section(m.t("It is for you to say"), _free(m))
    yield from section(m.t("Your complaint does not wait for it"), _meanwhile(m))
    yield from elsewhere(m)
    yield from s.closing(m)


def _free(m: Material) -> Blocks:
    yield from says(m, "mediation", "voluntary")
    yield from paragraph(
        m.t(
            "You are free to say no, and you need not say why. Whatever you decide, we think no worse of you, and you"
            " lose nothing by it. You can stop at any time, and you may bring somebody with you."
        ),
        "voluntary",
    )
    yield from paragraph(m.t("Tell us whether you would like it in any of these ways:"))
    yield from s.ways(m)


def _meanwhile(m: Material) -> Blocks:
    yield from paragraph(
        m.t("We go on looking into your complaint as before, and its times stay as they are."), "goes_on"
    )
    yield from answer_by(m)


# ---- worse treatment for complaining --------------------------------------------------------


@letter(e.DetrimentConcluded, "detriment", "Your complaint: what you told us about being treated worse")
def detriment(m: Material, event: e.DetrimentConcluded) -> Blocks:
    alleged = m.case.state.inquiry.detriments[event.id]
    yield from s.opening(m, m.t("What you told us about being treated worse for complaining"))
    yield from paragraph(
        m.t(
            "Nobody may be treated worse for complaining. On {day} you told us that it happened to you, and somebody"
            " who had no part in your complaint has looked into it.",
            day=m.day(alleged.on),
        )
    )
    yield from section(m.t("What you told us"), paragraph(alleged.text, lang=m.foreign))
    yield from section(m.t("What we found"), paragraph(m.t(DETRIMENT[event.finding]), "decision"))
    yield from section(m.t("How we came to it"), typed(m, event.reasons, "reasons"))
    yield from section(m.t("What we will do"), typed(m, m.wrote("action")))
    yield from section(m.t("Your complaint itself"), _itself(m))
    yield from section(m.t("If you think this is wrong"), _wrong(m))
    yield from elsewhere(m)
    yield from s.closing(m)


def _itself(m: Material) -> Blocks:
    yield from paragraph(m.t("Your complaint is decided apart from this, and by others."))
    yield from answer_by(m)


def _wrong(m: Material) -> Blocks:
    yield from paragraph(m.t("Tell us so, and tell us at once if anything of the kind happens again:"))
    yield from s.ways(m)
