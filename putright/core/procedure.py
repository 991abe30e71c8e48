"""The procedure of a policy, step by step: who acts, how long it takes, what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from putright.core import decide as _register_guards  # noqa: F401
from putright.core.guards import about
from putright.core.pack import ClockName, Extension, GroundRule, LetterKind, Start
from putright.core.policy import Limit, Policy
from putright.core.reporting.labels import BODIES

Stage = Literal["1", "2"]
Row = tuple[str, tuple[str, ...]]

STARTS: dict[Start, str] = {
    "receipt": "receiving it", "next_working_day": "the first working day after receiving it",
    "acknowledgement": "the acknowledgement", "request": "the request", "escalated": "accepting the request",
    "sent": "sending the answer", "response_received": "the answer reaching them", "closed": "closing",
}  # fmt: skip
CLOCKS: dict[Stage, tuple[tuple[ClockName, str], ...]] = {
    "1": (("stage1.acknowledge", "acknowledged"), ("stage1.respond", "answered")),
    "2": (("stage2.request", "can be asked for"), ("stage2.acknowledge", "acknowledged"),
          ("stage2.respond", "answered")),
}  # fmt: skip
REFUSED: dict[Stage, tuple[str, ...]] = {
    "1": ("handler_role", "handler_trained", "handler_not_complained_of", "handler_not_line_manager",
          "handler_not_away", "extension_reasoned", "extension_bounded", "position_heard",
          "every_point_decided", "reasons_given"),
    "2": ("escalation_refusal_ground", "escalation_refusal_explained", "reviewer_not_involved", "reviewer_other_team",
          "panel_composition", "panel_met", "every_point_decided", "reasons_given"),
}  # fmt: skip
"""The guards that stand between a stage and its answer, in the order in which they are met."""


BREAKS = "Refused: whatever breaks one of these"


@dataclass(frozen=True, slots=True)
class Box:
    """One step of the procedure: its title and what holds there, row by row. `after`: what leads to the next step."""

    title: str
    rows: tuple[Row, ...]
    after: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Every row's lines, each with the name of its row."""
        return tuple(f"{name}: {line}" for name, lines in self.rows for line in lines)


def boxes(policy: Policy) -> list[Box]:
    """The procedure from the complaint to the redress body, then what holds at any time and afterwards."""
    return [
        _box("Somebody complains", {
            "Taken by": _front(policy), "Told at once": tuple(_alerts(policy)), "Dealt with apart": _apart(policy),
            "Refused only for": tuple(_refusals(policy)),
        }, "not refused"),
        _box("Stage 1", _stage(policy, "1"), "not satisfied, and asks for stage 2"),
        _box("Stage 2", _stage(policy, "2"), "still not satisfied"),
        _box("The redress body", {
            "Goes next to": _bodies(policy), "Before that": ("advice can be asked for at any time",),
        }),
        _box("At any time", _any_time(policy)),
        _box("Afterwards", {
            "Asked how it was": _times(policy, "survey", ""), "Records": _times(policy, "dispose", "disposed of"),
        }),
    ]  # fmt: skip


def _box(title: str, rows: Mapping[str, tuple[str, ...]], after: str = "") -> Box:
    return Box(title, tuple((name, lines) for name, lines in rows.items() if lines), after)


# ---- a complaint comes ----------------------------------------------------------------------


def _front(policy: Policy) -> tuple[str, ...]:
    takes = {"front_line", "handle"}
    return (", ".join(role.title for role in policy.pack.roles.values() if takes & set(role.does)),)


def _alerts(policy: Policy) -> Iterator[str]:
    for flag, alert in policy.pack.safety.items():
        yield f"{_titles(policy, alert.to)}, where it is about {_plain(flag)} ({', '.join(alert.cites)})"


def _apart(policy: Policy) -> tuple[str, ...]:
    return tuple(
        f"complaints from {_plain(source)} ({', '.join(cites)})" for source, cites in policy.pack.apart.items()
    )


def _refusals(policy: Policy) -> Iterator[str]:
    for ground, rule in policy.pack.grounds.items():
        yield _refusal(policy, ground, rule)
    others = policy.pack.others
    for ground, rule in others.grounds.items() if others else ():
        yield f"{_refusal(policy, ground, rule)}, where the Code does not bind"


def _refusal(policy: Policy, ground: str, rule: GroundRule) -> str:
    said = [_plain(ground)]
    if rule.over:
        said.append(f"{'from' if rule.includes_the_day else 'more than'} {rule.over}")
    if rule.defeated_by:
        said.append("not where there is " + " or ".join(_plain(fact) for fact in rule.defeated_by))
    if rule.approvals:
        said.append(f"approved by {_titles(policy, rule.approvals)}")
    return f"{', '.join(said)} ({', '.join(rule.cites)})"


# ---- a stage --------------------------------------------------------------------------------


def _stage(policy: Policy, stage: Stage) -> dict[str, tuple[str, ...]]:
    times = [line for clock, what in CLOCKS[stage] for line in _times(policy, clock, what)]
    return {
        "Taken by": (_handlers(policy, stage),),
        "Time": tuple(times),
        "More time": tuple(_more(policy, one) for one in policy.extension(int(stage))),
        BREAKS: tuple(_refused(policy, stage)),
    }


def _handlers(policy: Policy, stage: Stage) -> str:
    pack, brand = policy.pack, policy.branded
    if stage == "2" and pack.panel:
        return "a panel of " + ", ".join(seat.title for seat in pack.panel.seats.values())
    roles = pack.handling[stage].roles
    if brand:
        roles = brand.handlers if stage == "1" else brand.reviewers
    other = ", of another team" if brand and stage == "2" and brand.other_team_reviews else ""
    return _titles(policy, roles) + other


def _times(policy: Policy, clock: ClockName, what: str) -> tuple[str, ...]:
    """The policy's limit and the Code's, in one line where they are the same."""
    found: dict[str, list[str]] = {}
    for limit in policy.limits.get(clock, ()):
        whose = "the policy" if limit.origin == "policy" else "the Code"
        found.setdefault(_limit(limit), []).append(f"{whose}, {', '.join(limit.clock.cites)}")
    return tuple(f"{what} {said} ({'; '.join(whose)})".strip() for said, whose in found.items())


def _limit(limit: Limit) -> str:
    start = STARTS[limit.clock.from_]
    return f"within {limit.clock.within} of {start}" if limit.period else f"with no last day, from {start}"


def _more(policy: Policy, one: Extension) -> str:
    said = [f"at most {one.within} without a further good reason" if one.within else "with a good reason"]
    if one.agreed:
        said.append("agreed with the complainant")
    if one.agreed_beyond:
        said.append("beyond that agreed with the complainant")
    if one.approvals:
        said.append(f"beyond that approved by {_titles(policy, one.approvals)}")
    if one.ombudsman_details:
        said.append("the Ombudsman’s details given")
    return f"{', '.join(said)} ({', '.join(one.cites)})"


def _refused(policy: Policy, stage: Stage) -> Iterator[str]:
    for name in REFUSED[stage]:
        if cites := policy.cites(name):
            said = (about(name) or _plain(name)).rstrip(".")
            yield f"{said[:1].lower()}{said[1:]} ({', '.join(cites)})"


# ---- afterwards, and at any time ------------------------------------------------------------


def _bodies(policy: Policy) -> tuple[str, ...]:
    found = [f"{BODIES.get(body, body)}: {_plain(about)}" for about, body in policy.pack.redress.bodies.items()]
    others = policy.pack.others
    return (*found, *([f"{BODIES.get(others.redress, others.redress)}: {OTHERS}"] if others else []))


OTHERS = "complaints that the Code does not bind"


def _any_time(policy: Policy) -> dict[str, tuple[str, ...]]:
    approved = policy.pack.letters_approved
    return {
        "Money": tuple(_money(policy)),
        "Letters approved": tuple(
            f"{_letter(kind)}{f' that offers more than £{one.over:,}' if one.over else ''}, by "
            f"{_titles(policy, one.roles)} ({', '.join(one.cites)})"
            for kind, one in approved.items()
        ),
        "Behaviour": tuple(_behaviour(policy)),
    }


def _money(policy: Policy) -> Iterator[str]:
    if money := policy.pack.compensation:
        yield from (f"up to £{most:,} by {_titles(policy, (role,))}" for role, most in money.authority.items())
        yield f"more with the approval of {_titles(policy, money.approves)} ({', '.join(money.cites)})"


def _behaviour(policy: Policy) -> Iterator[str]:
    if behaviour := policy.pack.behaviour:
        yield f"restrictions are decided by {_titles(policy, behaviour.decides)} ({', '.join(behaviour.cites)})"


def _letter(kind: LetterKind) -> str:
    return f"the letter “{_plain(kind)}”"


def _titles(policy: Policy, roles: tuple[str, ...]) -> str:
    known = policy.pack.roles
    return ", ".join(known[role].title if role in known else _plain(role) for role in roles)


def _plain(value: str) -> str:
    return value.replace("_", " ")
