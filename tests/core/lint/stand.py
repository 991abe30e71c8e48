"""Packs for the linter to look at: the model policy as a case changes it."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from putright import data
from putright.core.lint import Finding, lint
from putright.core.lint.subject import Subject
from putright.core.pack import Pack
from putright.core.printed import Printed, Said
from putright.core.validate import shape

CASES = Path(__file__).parent / "cases"
BASE = "model-2024"
LATEST = "housing-ombudsman/2024"
NOTHING = Printed(printed=BASE)


def scenes() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Every rule's cases, by the rule."""
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yaml"))}


def merged(base: Any, changes: Any) -> Any:
    """`base` with `changes` put into it, key by key; what is null is taken out."""
    if not isinstance(base, dict) or not isinstance(changes, dict):
        return deepcopy(changes)
    found = {key: deepcopy(value) for key, value in base.items() if key not in changes}
    return found | {key: merged(base.get(key), value) for key, value in changes.items() if value is not None}


@cache
def _base() -> tuple[Any, Any, Printed]:
    texts = data.pack_texts(BASE)
    loaded = data.load_pack(BASE)
    return yaml.safe_load(texts["pack.yaml"]), dict(loaded.policy.wording), loaded.printed or NOTHING


def subject(scene: dict[str, Any]) -> Subject:
    """The model policy as a scene changes it: `pack`, `wording` merged in, `printed` said or left out, `edition`."""
    raw, wording, printed = _base()
    pack, faults = shape(merged(raw, scene.get("pack", {})), Pack)
    assert pack, [str(fault) for fault in faults]
    policy = data.policy_of(pack, data.load_pack(BASE).policy.provisions, merged(wording, scene.get("wording", {})))
    return Subject(
        policy, data.load_edition(scene.get("edition", LATEST)), _printed(printed, scene), data.load_bodies()
    )


def _printed(printed: Printed, scene: dict[str, Any]) -> Printed | None:
    changes = scene.get("printed", {})
    if changes == "unknown":
        return None
    kept = [one for one in printed.says if not any(_is(one, left) for left in changes.get("without", ()))]
    added = [msgspec.convert(one, Said) for one in changes.get("add", ())]
    return Printed(printed=printed.printed, read=changes.get("read", False), says=(*kept, *added))


def _is(said: Said, left_out: dict[str, str]) -> bool:
    return all(getattr(said, key) == value for key, value in left_out.items())


def found(scene: dict[str, Any], rule: str) -> list[Finding]:
    """What one rule finds in a scene."""
    return [one for one in lint(subject(scene)) if one.rule == rule]


@cache
def shipped(pack: str, edition: str) -> tuple[Finding, ...]:
    """What the linter finds in a shipped pack."""
    loaded = data.load_pack(pack)
    return tuple(lint(Subject(loaded.policy, data.load_edition(edition), loaded.printed, data.load_bodies())))
