"""A letter as a form stands, before it is issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from putright.apps.accounts.models import Person
from putright.apps.casework.opened import Opened
from putright.apps.letters.writing import drafting, forms, gating
from putright.apps.letters.writing import page as writing
from putright.core import events as e
from putright.core.guards.letters import PART_NAMES
from putright.core.letters import blocks, compose
from putright.core.letters.translate import translated


@dataclass(frozen=True)
class Stands:
    """A letter as a form stands: what it lacks, what the gate finds, and what waits for a translator."""

    letter: blocks.Letter
    missing: Mapping[str, tuple[str, ...]]
    parts: Sequence[tuple[str, str, bool]]
    found: Sequence[writing.Shown]
    to_translate: Sequence[writing.ToTranslate]
    others: Sequence[tuple[str, blocks.Letter]] = field(default=())
    """Where it goes to several, the letters of those after the first, each with whose it is."""

    @classmethod
    def of(cls, opened: Opened, happened: Sequence[e.Event], form: forms.LetterForm, by: Person) -> Stands:
        """Composed and checked. `happened`: what happens before it, and last the event it gives notice of."""
        case, event, drafts = drafting.after(opened, happened), happened[-1], form.drafts()
        draft = drafts[0]
        english = drafting.compose_letter(opened, case, event, replace(draft, translations={}), by)
        letter = translated(english, draft.translations)
        missing = dict(drafting.lacks(case, event, letter))
        required = compose.required(case, event).items()
        others = [(one, drafting.compose_letter(opened, case, event, one, by)) for one in drafts[1:]]
        said = [*form.passed_over(), *gating.findings(opened, case, event, letter, draft, by)]
        for one, made in others:
            missing |= drafting.lacks(case, event, made)
            said += gating.findings(opened, case, event, made, one, by)
        found = list({one.key: one for one in said}.values()) if others else said
        typed = {f"{writing.TRANSLATION}{key}": text for key, text in draft.translations.items()}
        return cls(
            letter, missing, [(PART_NAMES[part], ", ".join(cites), part in missing) for part, cites in required],
            writing.shown(found, form), writing.to_translate(english, typed) if draft.language else [],
            [(one.to.name, made) for one, made in others],
        )  # fmt: skip
