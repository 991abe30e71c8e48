"""The certificate of a disposal: what was disposed of, by whom, by what rule, and what shows it. It names nobody.

References stay: a reference without the case's words tells of no person.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from putright.apps.casework.log import LONDON
from putright.apps.letters.drawing.pdf import typeset
from putright.apps.records.models import Disposal, Item
from putright.core.workdays import said

TEMPLATE = Path(__file__).parent / "certificate.typ"


def draw_up(disposal: Disposal, after: str, faults: int, now: datetime) -> dict[str, Any]:
    """What the certificate says, as values that are frozen with it."""
    gone = disposal.items.filter(state=Item.State.DONE).order_by("id")
    kept = disposal.items.filter(state__in=(Item.State.KEPT, Item.State.LEFT_OUT)).order_by("id")
    counts: Counter[str] = Counter()
    for counted in gone.values_list("counts", flat=True):
        counts.update(counted)
    return {
        "number": str(disposal),
        "landlord": disposal.landlord.name,
        "kind": disposal.get_kind_display(),
        "rule": disposal.rule,
        "prepared": [disposal.prepared_by.name, disposal.prepared_at.isoformat()],
        "approved": [disposal.decided_by.name if disposal.decided_by else "",
                     disposal.decided_at.isoformat() if disposal.decided_at else ""],
        "done": now.isoformat(),
        "records": [[one.label, _day(one.ended), _day(one.due), one.searched, one.elsewhere] for one in gone],
        "kept": [[one.label, one.why or "It was left out."] for one in kept],
        "counts": dict(sorted(counts.items())),
        "log": {"before": disposal.before, "after": after, "faults": faults},
    }  # fmt: skip


def lines(certificate: dict[str, Any]) -> list[tuple[str, str]]:
    """What stands at its head, as (what, what of it)."""
    rule = certificate["rule"]
    searched = max((row[3] for row in certificate["records"]), default=0)
    found = [
        ("Landlord", certificate["landlord"]),
        ("What", certificate["kind"]),
        ("Kept for", f"{rule['within']} from the day on which {rule['from']}"),
        ("By", ", ".join(rule["cites"])),
        ("How that is read", rule["reading"]),
        ("Prepared by", _who(certificate["prepared"])),
        ("Approved by", _who(certificate["approved"])),
        ("Finished", _when(certificate["done"])),
        ("Disposed of", f"{len(certificate['records'])} records" if len(certificate["records"]) != 1 else "1 record"),
        ("Erased with them", ", ".join(f"{what}: {n}" for what, n in certificate["counts"].items()) or "Nothing more"),
    ]
    if searched:
        found.append(("Looked for afterwards", f"Names, addresses, ways to reach them and their words: looked for in "
                      f"each of {searched} tables that lead to a record, and found in none"))  # fmt: skip
    log = certificate["log"]
    faults = "It was verified from its first event and is whole" if not log["faults"] else f"{log['faults']} faults"
    found += [("Log before", _grouped(log["before"])), ("Log after", _grouped(log["after"])), ("The log", faults)]
    return [(what, text) for what, text in found if text]


def pdf(certificate: dict[str, Any]) -> bytes:
    """It as a PDF (PDF/UA-1). Raises `putright.apps.letters.drawing.pdf.Unrendered`."""
    data = {
        "title": f"Certificate of disposal {certificate['number']}",
        "landlord": certificate["landlord"],
        "lines": lines(certificate),
        "records": [[label, _said(ended), _said(due), ", ".join(elsewhere) or "–"]
                    for label, ended, due, _, elsewhere in certificate["records"]],
        "kept": certificate["kept"],
    }  # fmt: skip
    return typeset(TEMPLATE, "certificate", json.dumps(data, ensure_ascii=False))


def shown(certificate: dict[str, Any]) -> dict[str, Any]:
    """What its page shows."""
    rows = [{"label": label, "ended": _said(ended), "due": _said(due), "elsewhere": ", ".join(elsewhere)}
            for label, ended, due, _, elsewhere in certificate["records"]]  # fmt: skip
    return {"lines": lines(certificate), "records": rows, "kept": certificate["kept"]}


def without(certificate: dict[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    """A certificate as somebody reads it who must keep away from some records: they are not named in it."""
    records = [[*row[:4], [one for one in row[4] if one not in hidden]] for row in certificate["records"]
               if row[0] not in hidden]  # fmt: skip
    kept = [row for row in certificate["kept"] if row[0] not in hidden]
    return {**certificate, "records": records, "kept": kept}


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _said(day: str) -> str:
    return said(datetime.fromisoformat(day).date()) if day else "–"


def _when(instant: str) -> str:
    at = datetime.fromisoformat(instant).astimezone(LONDON)
    return f"{said(at.date())}, {at:%H:%M}"


def _who(one: list[str]) -> str:
    return f"{one[0]}, {_when(one[1])}" if one[1] else one[0]


def _grouped(digest: str) -> str:
    """A hash in groups, so that it fits on a line and can be compared by eye."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
