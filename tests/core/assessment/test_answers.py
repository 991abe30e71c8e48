"""What the records propose, what an answer still lacks, and what must not be published."""

from __future__ import annotations

from datetime import date

import pytest

from putright.core.assessment import proposing
from putright.core.assessment.answering import Answered, missing, tells_who
from putright.core.assessment.binding import Bound
from putright.core.assessment.form import Figure, Row
from putright.core.assessment.proposing import Found, Proposal
from putright.core.measures.question import Answer, Question

ASKS = Question(measure="acknowledged_in_time", since=date(2025, 4, 1), until=date(2026, 3, 31))
LATE = Figure(title="Acknowledged in time", measure=ASKS.measure, expects="all", short="Acknowledged late")
ROW = Row(section="6", provisions=("C24-6.2",))
OPEN = Row(section="6", provisions=("C24-6.2",), answers="words")
NEUTRAL = Row(section="1", provisions=("C24-6.2",), neutral=True)
FINDING = Bound(id="P-1", where="1", asks="It asks.", finding="It is narrower than the Code.", against=True)


def counted(figure, counted, of=None):
    return proposing.counted("x", figure, ASKS, Answer(counted=counted, of=of, rule="x@1"))


def test_late_acknowledgements_speak_for_a_no():
    figure = counted(LATE, 117, 120)
    assert figure.says == "Acknowledged in time: 117 of 120 (97.5%)"
    found = proposing.proposal(ROW, (), (figure,), ())
    assert (found.answer, found.against) == ("no", ("Acknowledged late: 3 of 120",))
    assert proposing.proposal(ROW, (), (counted(LATE, 120, 120),), ()).answer == "yes"


@pytest.mark.parametrize(
    ("number", "of", "said"), [(1, 3, "33.3%"), (2, 3, "66.7%"), (1, 8, "12.5%"), (1, 16, "6.3%"), (3, 3, "100.0%")]
)
def test_a_share_is_rounded_once_and_half_up(number, of, said):
    assert proposing.in_words(Answer(counted=number, of=of)) == f"{number} of {of} ({said})"


def test_what_was_never_tried_is_no_proof():
    assert proposing.in_words(Answer(counted=0, of=0)) == "none to count"
    assert proposing.proposal(ROW, (), (counted(LATE, 0, 0),), ()).answer == ""
    some = Figure(title="Lessons", measure="lessons", expects="some", short="Lessons")
    assert proposing.proposal(ROW, (), (counted(some, 0),), ()).against == ("Lessons: none",)
    none = Figure(title="Late", measure="late", expects="none", short="Late now")
    assert proposing.proposal(ROW, (), (counted(none, 2),), ()).against == ("Late now: 2",)
    assert proposing.proposal(ROW, (), (counted(none, 0),), ()).answer == "yes"


def test_what_never_happened_does_not_apply():
    asked = Row(section="5", provisions=("C24-6.2",), answers="yes_no_na")
    assert proposing.proposal(asked, (), (counted(LATE, 0, 0),), ()).answer == "na"
    assert proposing.proposal(asked, (), (counted(LATE, 2, 2),), ()).answer == "yes"
    assert proposing.proposal(asked, (), (counted(LATE, 0, 2),), ()).answer == "no"
    assert proposing.proposal(asked, (), (), (Found(says="There are two stages.", holds=True),)).answer == ""


def test_a_conflict_with_the_code_and_what_is_not_so_speak_for_a_no():
    found = proposing.proposal(ROW, (FINDING,), (), (Found(says="It is there.", holds=True),))
    assert (found.answer, found.supports) == ("no", ("It is there.",))
    assert found.against == ("P-1 of the policy: It is narrower than the Code.",)
    assert proposing.proposal(ROW, (), (), (Found(says="Nobody is.", holds=False),)).answer == "no"
    assert proposing.proposal(NEUTRAL, (FINDING,), (), ()).answer == ""
    assert proposing.proposal(ROW, (), (), ()).nothing


NOTHING = Proposal()


def fields(row, given, proposal=NOTHING):
    return [field for field, _ in missing(row, given, proposal)]


def test_a_no_asks_for_an_explanation_and_a_date():
    assert fields(ROW, Answered()) == ["answer"]
    assert fields(ROW, Answered(answer="no", evidence="x")) == ["commentary", "by_when"]
    assert fields(ROW, Answered(answer="no", evidence="x", commentary="y", by_when=date(2027, 1, 1))) == []
    assert fields(NEUTRAL, Answered(answer="no", evidence="x")) == []


def test_a_yes_that_the_records_speak_against_needs_words():
    against = Proposal(answer="no", against=("Acknowledged late: 3 of 120",))
    assert fields(ROW, Answered(answer="yes", evidence="x"), against) == ["commentary"]
    assert fields(ROW, Answered(answer="yes", evidence="x", commentary="They were one hour late."), against) == []
    assert fields(ROW, Answered(answer="yes", evidence="x")) == []


def test_every_statement_has_its_evidence():
    assert fields(ROW, Answered(answer="yes")) == ["evidence"]
    assert fields(OPEN, Answered()) == ["evidence"]
    assert fields(OPEN, Answered(answer="said", evidence="At stage 1.")) == []


def test_no_case_and_nobody_who_works_here_is_named():
    given = Answered(answer="yes", evidence="See wt-2026-000012.", commentary="Ines Okafor saw to it.")
    assert [field for field, _ in tells_who(given, "WT", ["Ines Okafor", "Mo"])] == ["evidence", "commentary"]
    assert not list(tells_who(Answered(evidence="More homes; WT-2026"), "WT", ["Ines Okafor", "Mo"]))
