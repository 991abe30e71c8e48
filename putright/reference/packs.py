"""docs/reference/packs.md: what each shipped pack runs, reads, finds and does not have yet."""

from __future__ import annotations

from collections.abc import Iterator

from putright import data
from putright.core.pack import Pack, Provision, Rules
from putright.core.policy import Policy
from putright.reference import cited, table

INTRODUCTION = """
# Packs

The policies and editions of Codes that are shipped: their clocks, the readings taken where a document is silent or
ambiguous, what was found wrong or outdated in a document, and what a document asks that the product does not have yet.
`putright policy show PACK` prints every provision; `putright policy diagram PACK` draws the stages and clocks.
"""


def page() -> str:
    """The page."""
    packs = [_pack(name) for name in data.pack_names()]
    return "\n\n".join([INTRODUCTION.strip(), *packs, *map(_edition, data.edition_names())])


def _pack(name: str) -> str:
    policy = data.load_policy(name)
    pack = policy.pack
    provisions = data.pack_document(name).provisions
    return "\n\n".join([
        f"## {name}",
        f"{pack.title}, version {pack.version}. Held to {policy.edition.title} (`{pack.edition}`). "
        f"{len(provisions)} provisions.",
        *_brands(pack), _clocks(policy), *_listed(provisions, _readings(pack)),
    ])  # fmt: skip


def _brands(pack: Pack) -> Iterator[str]:
    if pack.brands:
        rows = [
            (f"`{key}`", b.name, f"`{b.edition or pack.edition}`", cited(b.cites)) for key, b in pack.brands.items()
        ]
        yield table(("Brand", "Name", "Held to", "Rests on"), rows)


def _clocks(policy: Policy) -> str:
    rows = [
        (f"`{name}`", limit.origin, str(limit.period or "no date"), limit.clock.from_, cited(limit.clock.cites))
        for name, limits in policy.limits.items()
        for limit in limits
    ]
    return table(("Clock", "Limit of", "Within", "Counted from", "Rests on"), rows)


def _edition(name: str) -> str:
    edition = data.load_edition(name)
    provisions = data.code_document(name).provisions
    rows = [(f"`{clock}`", str(c.within or "no date"), c.from_, cited(c.cites)) for clock, c in edition.clocks.items()]
    return "\n\n".join([
        f"## {name}",
        f"{edition.title}, in force from {edition.in_force}. {len(provisions)} provisions.",
        *([table(("Clock", "Within", "Counted from", "Rests on"), rows)] if rows else []),
        *_listed(provisions, _readings(edition)),
    ])  # fmt: skip


def _readings(rules: Rules) -> list[tuple[str, str]]:
    """Readings that stand beside a clock, role or ground of the pack itself."""
    found = []
    for kind in ("clocks", "extensions", "grounds", "roles", "handling", "safety", "brands", "retention"):
        for name, entry in getattr(rules, kind, {}).items():
            if entry.reading:
                found.append((f"`{kind}.{name}` ({cited(entry.cites)})", entry.reading))
    return found


def _listed(provisions: dict[str, Provision], beside: list[tuple[str, str]]) -> Iterator[str]:
    readings = beside + [(key, p.reading) for key, p in provisions.items() if p.reading]
    findings = [(key, p.finding) for key, p in provisions.items() if p.finding]
    missing = [
        (key, text) for key, p in provisions.items() for by in p.by for kind, text in by.items() if kind == "not_yet"
    ]
    for title, rows in (("Readings taken", readings), ("Found in the document", findings), ("Not yet", missing)):
        if rows:
            yield f"**{title}**\n\n" + "\n".join(f"- {where}: {_one_line(text)}" for where, text in rows)


def _one_line(text: str) -> str:
    return " ".join(text.split())
