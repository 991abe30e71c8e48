"""Rehearsals: those that are shipped with a pack, and those that are only texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from putright.core import rehearsal
from putright.core.policy import Policy
from putright.core.rehearsal import Result, Script
from putright.core.workdays import OutOfRange
from putright.data.files import HERE, Invalid, Located, load_text, located
from putright.data.yaml import Lines, Malformed


@dataclass(frozen=True, slots=True)
class Held:
    """One expectation of a rehearsal that was run, and the line at which it stands."""

    line: int
    result: Result


@dataclass(frozen=True, slots=True)
class Played:
    """A rehearsal that was run under a policy: its title, what held and what did not, or why it cannot be run."""

    title: str
    results: tuple[Held, ...] = ()
    faults: tuple[Located, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it could be run and everything held."""
        return not self.faults and all(one.result.holds for one in self.results)

    @property
    def failed(self) -> tuple[Held, ...]:
        """What did not hold."""
        return tuple(one for one in self.results if not one.result.holds)


@cache
def rehearsal_texts(pack: str) -> dict[str, str]:
    """The rehearsals that are shipped with a pack, by name; none where it is not a shipped one."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "rehearsals" / pack).glob("*.yaml"))}


def play(text: str, policy: Policy, name: str = "") -> Played:
    """Runs a rehearsal under a policy, whichever it names itself. `name` is what messages call its file."""
    title = ""
    try:
        script, lines = load_text(text, name, Script)
        title = script.rehearsal
        return _played(script, lines, policy, name)
    except (Invalid, Malformed) as error:
        return Played(title or name, faults=located(error))


def _played(script: Script, lines: Lines, policy: Policy, name: str) -> Played:
    if script.brand is not None and script.brand not in policy.pack.brands:
        known = ", ".join(policy.pack.brands) or "none"
        text = f"there is no brand {script.brand!r}; the brands are {known}"
        return Played(script.rehearsal, faults=(Located(name, lines.line(("brand",)), ("brand",), text),))
    try:
        run = rehearsal.run(script, policy.of(script.brand))
    except rehearsal.Faulty as error:
        return Played(script.rehearsal, faults=(Located(name, lines.line(error.path), error.path, str(error)),))
    except (OutOfRange, OverflowError) as error:
        return Played(script.rehearsal, faults=(Located(name, 1, (), str(error)),))
    return Played(script.rehearsal, tuple(Held(lines.line(one.path), one) for one in run.results))
