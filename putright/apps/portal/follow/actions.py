"""The writes of whoever follows their complaint: facts they cause, and what helps them. Nobody here does them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from django.db import transaction
from msgspec.structs import replace

from putright.apps.casework import actions, attachments, log
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.case.fields import next_key
from putright.apps.casework.followers import may_follow
from putright.apps.casework.opened import Opened
from putright.apps.intake import words
from putright.apps.portal.follow.forms import (
    CommentForm,
    NeedsForm,
    NextStageForm,
    RemedyForm,
    WriteForm,
    held,
)
from putright.apps.portal.follow.standing import findings
from putright.apps.portal.follow.visit import Follower
from putright.apps.portal.place import Place
from putright.core import events as e
from putright.core.events import Event
from putright.core.needs import called
from putright.core.state.shapes_needs import plain

METHOD = "portal"
ENDED = "They told us so on their own page."


class Ended(Exception):
    """Whoever wrote may follow the complaint no longer: nothing was written."""


def record(
    place: Place, me: Follower, meant: Callable[[Opened, date], Sequence[Event]], token: str,
    files: Sequence[Attachment] = (),
) -> None:  # fmt: skip
    """Lets what they wrote happen, with its files: both, or neither; a second click does nothing.

    `meant` gives the events on the case as it is now. Raises `Ended`, or `actions.Refused` where the policy does not
    allow it.
    """
    try:
        with transaction.atomic(), log.open(place.landlord, me.case.reference, token=token) as opened:
            if not may_follow(opened, me.party):
                raise Ended
            happened = meant(opened, max(place.matter.on, opened.state.last))
            actions.judge(opened, happened)
            log.append(opened, happened, by=None, at=place.at)
            came_with = next((one.id for one in happened if isinstance(one, e.MessageReceived)), "")
            attachments.claim(me.case, files, party=me.party.key, came_with=came_with)
    except log.Repeated:
        return
    attachments.forget_held(place.landlord, held(me))


# ---- what each form means -------------------------------------------------------------------


def _message(me: Follower, opened: Opened, on: date, what: str, about: str, files: int) -> e.MessageReceived:
    return e.MessageReceived(
        on=on, id=next_key("m", opened.state.messages), method=METHOD, what=what, party=me.party.key,
        about=about or None, files=files,  # type: ignore[arg-type]
    )  # fmt: skip


def wrote(me: Follower, form: WriteForm) -> Callable[[Opened, date], list[Event]]:
    """Something in their own words, with files: somebody here has to read it."""
    what, files = form.cleaned_data["what"], len(form.chosen())
    return lambda opened, on: [_message(me, opened, on, what, form.about, files)]


def commented(me: Follower, form: CommentForm) -> Callable[[Opened, date], list[Event]]:
    """What they say of what was found. Files come in a message of their own, so that somebody looks at them."""
    text, files = form.cleaned_data["text"], len(form.chosen())
    shared = list(findings(me))[int(form.cleaned_data.get("which") or 0)]
    who = "complainant" if me.complains and shared.with_ == "complainant" else me.party.key

    def meant(opened: Opened, on: date) -> list[Event]:
        said = [e.CommentsReceived(on=on, from_=who, text=text)]
        return [*said, _message(me, opened, on, "", "evidence", files)] if files else [*said]

    return meant


def asked_for_more(me: Follower, form: NextStageForm) -> Callable[[Opened, date], list[Event]]:
    """The next stage. Asking is all it takes."""
    points = tuple(form.cleaned_data.get("points") or ())
    reason = form.cleaned_data["reason"]
    return lambda opened, on: [e.EscalationRequested(on=on, reason=reason, points=points, method=METHOD)]


def told_of_remedy(me: Follower, key: str, form: RemedyForm) -> Callable[[Opened, date], list[Event]]:
    """Whether it is done, or whether they take an offer; what is not done is a message that somebody has to read."""
    answer, text, files = form.cleaned_data["answer"], form.cleaned_data["text"], len(form.chosen())

    def meant(opened: Opened, on: date) -> list[Event]:
        if answer in ("accepted", "declined"):
            said: Event = e.RemedyAnswered(on=on, id=key, answer=answer, text=text)
        else:
            said = e.RemedyConfirmed(on=on, id=key, done=answer == "done", text=text)
        words = text or f"This is not done: {opened.state.remedies[key].what}"
        more = answer == "not_done" or files
        return [said, _message(me, opened, on, words, "remedy", files)] if more else [said]

    return meant


def changed_needs(me: Follower, form: NeedsForm) -> Callable[[Opened, date], list[Event]]:
    """What helps them from now on: taken away and added at once, without asking anybody."""
    return lambda opened, on: [*_ended(me, form, opened, on), *_added(me, form, on)]


def _ended(me: Follower, form: NeedsForm, opened: Opened, on: date) -> Iterator[Event]:
    """What they no longer need. It ends by its words, for everybody: what others need in the same words goes on."""
    for n in form.cleaned_data.get("ended") or ():
        what = form.noted[n]
        yield e.AdjustmentEnded(on=on, what=what, reason=ENDED)
        for one in opened.state.helps.recorded:
            if plain(one.what) == what and not me.is_me(one.party):
                yield replace(one, on=on)


def _added(me: Follower, form: NeedsForm, on: date) -> Iterator[Event]:
    typed, whose = form.cleaned_data, me.party.key
    for what in typed["needs"]:
        yield e.AdjustmentRecorded(on=on, what=what, needs=words.NEEDS[what], party=whose)
    if code := typed["language"]:
        yield e.AdjustmentRecorded(on=on, what=f"Letters in {called(code)}", needs=(), language=code, party=whose)
    if typed["what"]:
        yield e.AdjustmentRecorded(on=on, what=typed["what"], party=whose)
