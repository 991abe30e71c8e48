"""The letter gate for a letter that somebody is writing: what stands against issuing it, and what could be better."""

from __future__ import annotations

import re
from collections.abc import Iterator

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.casework.opened import Opened
from putright.apps.letters.writing.drafting import Draft
from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import Reason
from putright.core.letters import blocks, gate


def findings(
    opened: Opened, case: Case, event: e.Event, letter: blocks.Letter, draft: Draft, by: Person
) -> list[gate.Finding]:
    """What the gate finds in a letter, what blocks it first. `case` stands as it will with the event."""
    return gate.check(checked(opened, case, event, letter, draft, by))


def checked(
    opened: Opened, case: Case, event: e.Event, letter: blocks.Letter, draft: Draft, by: Person
) -> gate.Checked:
    """All that the rules of the gate ask about. Whoever writes (`by`) is looked for like any other colleague."""
    reader = gate.Reader.easy(draft.to.name) if letter.easy else gate.Reader(draft.to.name)
    names = dict.fromkeys([by.name, *(person.name for person in opened.people.values())])
    return gate.Checked(
        letter=letter, case=case, event=event, register=data.load_register(), typed=draft.typed, reader=reader,
        staff=tuple(name for name in names if name), contractors=tuple(_contractors(opened)), jargon=data.load_jargon(),
    )  # fmt: skip


def reasons(found: list[gate.Finding]) -> list[Reason]:
    """What blocks, as the reasons why a letter is not issued."""
    return [Reason(f"gate:{one.rule}", _said(one), one.cites) for one in gate.blocking(found)]


def _said(one: gate.Finding) -> str:
    quoted = f" (“{one.excerpt}”)" if one.excerpt and one.excerpt not in one.text else ""
    return f"{one.text[:1].lower()}{one.text[1:].removesuffix('.')}{quoted}"


def _contractors(opened: Opened) -> Iterator[str]:
    """The firms and people outside that the investigation asked, by name."""
    stage = opened.state.current
    plan = stage.plan.items.values() if stage and stage.plan else ()
    for one in (*opened.state.inquiry.requests.values(), *plan):
        if one.from_ == "contractor":
            yield from filter(None, (part.strip() for part in re.split(r"[,;\n]", one.named)))
