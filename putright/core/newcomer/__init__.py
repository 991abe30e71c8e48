"""A newcomer's policy: a guided set of questions, and the files of a policy of its own that the answers make."""

from putright.core.newcomer.conflicts import by_question
from putright.core.newcomer.making import made, pack_id
from putright.core.newcomer.questions import (
    GROUPS,
    Answer,
    Answers,
    Group,
    Question,
    defaults,
    missing,
    questions,
    unreached,
)

__all__ = [
    "GROUPS", "Answer", "Answers", "Group", "Question", "by_question", "defaults", "made", "missing", "pack_id",
    "questions", "unreached",
]  # fmt: skip
