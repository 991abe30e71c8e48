"""What people ask for, what it plainly means for letters, and what stands against sending one."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from putright.core import events as e
from putright.core import needs
from putright.core.needs import Asked, Sending, Spoken
from putright.core.needs_words import suggest
from putright.core.state import fold

MONDAY = date(2026, 6, 1)
CALLED, INTERPRETED, SILENT = Spoken(True), Spoken(True, True), Spoken()
TONGUES = ("en-GB", "cy", "pl", "ur")

PLAIN = [
    ("Large print", ["large_print"], ""),
    ("She needs 18 point", ["large_print"], ""),
    ("Cannot read without large print", ["large_print"], ""),
    ("Not only large print but audio too", ["large_print", "audio"], ""),
    ("No e-mail, please: letters in large print", ["large_print", "no_email"], ""),
    ("letters in large print; telephone, not e-mail; more time to answer.", ["large_print", "no_email"], ""),
    ("post only", ["no_email"], ""),
    ("doesn’t use e-mail", ["no_email"], ""),
    ("please do not send e-mails", ["no_email"], ""),
    ("email only, never by post", ["no_post"], ""),
    ("No post and no e-mail", ["no_email", "no_post"], ""),
    ("Ring first", ["call_first"], ""),
    ("Please ring her before you write", ["call_first"], ""),
    ("British Sign Language or text relay", ["interpreter"], ""),
    ("Polish interpreter", ["interpreter"], ""),
    ("Braille rather than large print", ["braille"], ""),
    ("on a CD", ["audio"], ""),
    ("uses a screen reader", ["screen_reader"], ""),
    ("Easy read or plain, short sentences", ["easy_read"], ""),
    ("Letters in Polish", [], "pl"),
    ("Welsh letters please", [], "cy"),
    ("Does not read English, Urdu only", [], "ur"),
]
NOTHING = [
    "Does not need large print", "doesn't need large print", "no longer needs large print or Braille",
    "Large print is not needed", "large print no longer wanted", "No interpreter needed", "Do not ring first",
    "No need to ring first", "Ring the top bell", "please ring before noon", "No telephone calls", "A visit at home",
    "No e-mails after six", "No letters in small print", "E-mail is fine, no need for post",
    "Does not want letters in Welsh", "Speaks Polish and English", "Letters also to the daughter", "",
]  # fmt: skip


@pytest.mark.parametrize(("wording", "found", "language"), PLAIN)
def test_what_words_plainly_mean(wording: str, found: list[str], language: str) -> None:
    assert (sorted(suggest(wording)[0]), suggest(wording)[1]) == (sorted(found), language)


@pytest.mark.parametrize("wording", NOTHING)
def test_what_words_do_not_mean(wording: str) -> None:
    assert suggest(wording) == ((), "")


def state_with(*recorded: e.Event):
    return fold([e.Received(on=MONDAY, channel="phone", from_="tenant", party="p1"), *recorded])


def recorded(what: str, **more):
    return e.AdjustmentRecorded(on=MONDAY, what=what, **more)


def test_what_was_asked_goes_before_what_the_words_suggest() -> None:
    state = state_with(
        recorded("Large print"), recorded("My large print books", needs=()), recorded("My eyes", needs=("large_print",))
    )
    assert [(one.text, one.needs) for one in needs.asked(state)] == [
        ("Large print", ("large_print",)), ("My large print books", ()), ("My eyes", ("large_print",)),
    ]  # fmt: skip


def test_a_need_is_for_everyone_written_to_unless_it_names_whose_it_is() -> None:
    state = state_with(recorded("Large print"), recorded("Braille", party="p1"))
    assert [one.text for one in needs.asked(state, "p2")] == ["Large print"]
    assert [one.text for one in needs.asked(state, "p1")] == ["Large print", "Braille"]


def test_what_ended_is_gone_wherever_else_it_is_kept() -> None:
    ended = e.AdjustmentEnded(on=MONDAY, what="Large  print", reason="New glasses")
    state = state_with(recorded("Large print"), ended)
    assert needs.asked(state, "p1", ["Large print", "Ring the top bell"]) == [Asked("Ring the top bell")]
    assert state_with(recorded("Large print"), ended, recorded("Large print")).adjustments == ["Large print"]


def test_the_same_words_again_replace_what_they_meant() -> None:
    state = state_with(recorded("My eyes"), recorded("My eyes", needs=("audio",)))
    assert [one.needs for one in needs.asked(state)] == [("audio",)]


def test_layout_follows() -> None:
    found = needs.layout([Asked("a", ("large_print",)), Asked("b", ("easy_read",)), Asked("c", ("language",), "cy")])
    assert found == needs.Layout(large=True, easy=True, language="cy")
    assert needs.layout([]) == needs.Layout()


def stops(need: str, channel: str, spoken: Spoken = INTERPRETED, wanted: str = "", **more) -> list[str]:
    one = Asked("as they said", (need,), wanted)  # type: ignore[arg-type]
    sending = Sending(channel, spoken=spoken, tongues=TONGUES, **more)
    return [stop.need for stop in needs.stands_against([one], sending)]


OPEN = {
    "large_print": {"email", "post", "in_person", "portal"},
    "easy_read": {"email", "post", "in_person", "portal"},
    "no_email": {"post", "in_person"},
    "no_post": {"email", "in_person", "portal"},
    "screen_reader": {"email", "portal"},
    "call_first": {"email", "post", "in_person", "portal"},
    "interpreter": {"email", "post", "in_person", "portal"},
    "braille": set(),
    "audio": set(),
}


@pytest.mark.parametrize("need", OPEN)
@pytest.mark.parametrize("channel", ["email", "post", "in_person", "portal"])
def test_which_ways_are_open(need: str, channel: str) -> None:
    assert (stops(need, channel) == []) is (channel in OPEN[need])


def test_every_need_has_its_words() -> None:
    assert set(OPEN) == set(needs.NEEDS) == set(needs.DOES) == set(get_args(e.Need)) - {"language"}


def test_a_call_comes_first() -> None:
    assert stops("call_first", "post", SILENT) == ["call_first"]
    assert stops("call_first", "in_person", SILENT) == []
    assert stops("call_first", "post", CALLED) == []
    assert stops("interpreter", "post", CALLED) == ["interpreter"]
    assert stops("interpreter", "in_person", SILENT) == ["interpreter"]


def test_what_was_made_by_hand_goes_by_hand() -> None:
    assert stops("braille", "post", made=["braille"]) == []
    assert stops("braille", "in_person", made=["braille"]) == []
    assert stops("braille", "email", made=["braille"]) == ["braille"]
    assert stops("braille", "post", made=["audio"]) == ["braille"]


def test_a_language_is_written_or_made_by_hand() -> None:
    assert stops("language", "email", wanted="pl", language="pl") == []
    assert stops("language", "email", wanted="pl") == ["language"]
    assert stops("language", "email", wanted="lt") == stops("language", "post", wanted="lt") == ["language"]
    assert stops("language", "post", wanted="lt", made=["language"]) == []
    made = needs.to_make([Asked("Lithuanian", ("language",), "lt"), Asked("Polish", ("language",), "pl")], TONGUES)
    assert made == {"language": ("in Lithuanian", "lt")}


def test_what_is_not_in_writing_is_not_stopped() -> None:
    for need in OPEN:
        assert stops(need, "phone", SILENT) == []


def test_a_stop_says_what_they_asked_and_what_to_do() -> None:
    (stop,) = needs.stands_against([Asked("No e-mail", ("no_email",))], Sending("email"))
    assert str(stop) == "They asked for “No e-mail”: this may not go by e-mail. Post it, or hand it over."
    (stop,) = needs.stands_against([Asked("Polish", ("language",), "pl")], Sending("email", tongues=TONGUES))
    assert str(stop) == "They asked for “Polish”: this is not in Polish. Have it written in Polish."


# ---- a call counts for one letter -----------------------------------------------------------


def call(**more) -> e.Contacted:
    return e.Contacted(on=MONDAY, **{"method": "phone", **more})


def heard(*events: e.Event, since: int = 0) -> Spoken:
    happened = [e.Received(on=MONDAY, channel="phone", from_="tenant"), *events]
    return needs.spoken(happened, since, fold(happened))


DECIDED = e.Decided(on=MONDAY, findings={"p1": e.Finding("upheld", "Late")})


def test_only_speaking_with_their_side_counts() -> None:
    assert heard() == SILENT
    assert heard(call()) == heard(call(method="visit")) == heard(e.UpdateSent(on=MONDAY, method="phone")) == CALLED
    assert heard(call(interpreter=True)) == heard(call(interpreter=True), call()) == INTERPRETED
    for other in (call(reached=False), call(method="email"), call(to="ben"), e.UpdateSent(on=MONDAY, method="letter")):
        assert heard(other) == SILENT


def test_a_call_counts_for_the_next_letter_only_and_not_for_what_was_decided_after_it() -> None:
    assert heard(call(), since=2) == SILENT
    assert heard(call(), DECIDED) == SILENT
    assert heard(call(), DECIDED, call()) == CALLED
