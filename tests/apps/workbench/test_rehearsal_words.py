"""What a rehearsal expects is told as a sentence."""

from __future__ import annotations

import doctest

import pytest

from putright.apps.workbench.rehearsals.templatetags import rehearsed


def test_what_the_examples_show():
    assert doctest.testmod(rehearsed).attempted
    assert not doctest.testmod(rehearsed).failed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-04-02 remedy:r1 status overdue", "2 April 2026: a remedy that was promised, overdue"),
        (
            "2026-04-02 safety.alert due 2026-04-02 hour 17:00",
            "2 April 2026: telling those who keep people safe, due 2 April 2026, at 17:00",
        ),
        ("2026-04-02 review:restriction due none", "2 April 2026: the review of a restriction on contact, due none"),
        ("2026-04-02 status closed", "2 April 2026: status closed"),
        ("2026-04-02 warns anonymous", "2 April 2026: warns anonymous"),
        ("2026-99-99 may received", "2026-99-99 may received"),
        ("own account: Ask for it; it warns_of", "own account: Ask for it; it warns_of"),
    ],
)
def test_each_kind_of_expectation_is_told(text, said):
    assert rehearsed.told(text) == said
