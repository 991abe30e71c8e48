"""Five thousand complaints, each lived by chance within the rules: nothing breaks, and no promise is lost."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from putright.core.duties import obligations
from putright.core.events import Event, decode, encode
from putright.core.explain import explain
from putright.core.state import fold
from tests.core.invariants import (
    closed_when_it_may,
    complete_answers,
    extended_within_bounds,
    nobody_unfit_acts,
    nothing_after_disposal,
    uninvolved_reviewers,
)
from tests.population.ledger import Ledger, enter
from tests.population.living import Life, born, live, settle

MANY, EACH, STEPS = 5_000, 250, 45


@pytest.mark.parametrize("first", range(0, MANY, EACH))
@pytest.mark.provision("WTP-15", "WTL-11", "C20-B5.5", "C24-6.6", "C24-6.13", "C24-7.3")
def test_a_life_within_the_rules_breaks_none_and_loses_no_promise(first: int) -> None:
    for seed in range(first, first + EACH):
        life, watcher = born(seed), Watcher()
        life.watch = watcher
        for _ in live(life, STEPS):
            every_promise_is_owed(life, watcher.kept)
        assert fold([decode(encode(event)) for event in life.events]) == life.state, seed
        assert settle(life) == [], seed
        every_promise_is_owed(life, watcher.kept)
        assert watcher.kept.open == set(), seed
        assert life.state.status in ("closed", "refused", "withdrawn"), seed
        explain(life.case, life.today)


@dataclass
class Watcher:
    """Holds each accepted event against the invariants, and keeps the ledger."""

    kept: Ledger = field(default_factory=Ledger)
    before_stage_2: set[str] = field(default_factory=set)

    def __call__(self, life: Life, event: Event) -> None:
        before = life.state
        uninvolved_reviewers(event, before, self.before_stage_2)
        complete_answers(event, before)
        nothing_after_disposal(event, before)
        closed_when_it_may(event, before, life.policy, life.people)
        extended_within_bounds(event, before, life.policy, life.people)
        nobody_unfit_acts(event, before, life.policy, life.people)
        enter(self.kept, event)


def every_promise_is_owed(life: Life, kept: Ledger) -> None:
    """What was promised and is not settled is among the duties, on the day it was promised for."""
    owed = {duty.name: duty for duty in obligations(life.case)}
    for name in kept.open:
        assert name in owed, (life.seed, name)
        assert owed[name].owed, (life.seed, name)
        assert not owed[name].done, (life.seed, name)
        assert kept.owed[name] in (None, owed[name].due), (life.seed, name)
