"""The remedies on the page of a decision: a row for each, with its money head by head."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html

from putright import data
from putright.apps.casework.case.fields import choice_field, colleagues, several
from putright.apps.casework.opened import Opened
from putright.core import compensation
from putright.core import events as e
from putright.core.compensation import HEADS
from putright.core.money import pence, pounds
from putright.core.state.shapes_remedies import PromisedRemedy
from putright.design.fields import DatePartsField
from putright.design.widgets import Affixed, Checkboxes

BEGUN = ("kind", "what", "by", "reason", "departs", "points")
CHECKS = {
    "deliverable": "It can be done, and by that date",
    "fair": "It is fair to others who live in our homes",
}
"""What is confirmed of a remedy before it is offered (C20-B5.4)."""
Row = Mapping[str, Any]


class Kinds(forms.Select):
    """A list of kinds of remedy that marks those that are money, for the stylesheet."""

    money: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.money:
            option["attrs"]["data-money"] = True
        return option


class PoundsField(forms.DecimalField):
    """An amount as people type it: 150, 150.00, £1,150."""

    def __init__(self, **kwargs: Any) -> None:
        widget = Affixed(prefix="£", attrs={"class": "govuk-input--width-5", "inputmode": "decimal"})
        super().__init__(required=False, min_value=0, max_digits=9, decimal_places=2, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        typed = value.replace("£", "").replace(",", "").strip() if isinstance(value, str) else value
        return super().to_python(typed)  # type: ignore[no-any-return]


# ---- what the policy has --------------------------------------------------------------------


def kinds(opened: Opened) -> dict[str, str]:
    """The kinds of remedy that the policy names, by id; those of the Code where it names none."""
    return {entry["id"]: entry["title"] for entry in _entries(opened)} | {"other": "Something else"}


def money_kinds(opened: Opened) -> frozenset[str]:
    """The kinds that are money."""
    return frozenset(entry["id"] for entry in _entries(opened) if entry.get("money"))


def _entries(opened: Opened) -> Sequence[dict[str, Any]]:
    own: Sequence[dict[str, Any]] = opened.policy.wording.get("remedy_kinds", ())
    return own or data.load_wording("model-2024")["remedy_kinds"]


def drafts(opened: Opened) -> dict[str, PromisedRemedy]:
    """What the current stage decided and has not sent yet: a new decision takes its place."""
    state = opened.state
    return {
        k: r for k, r in state.remedies.items() if r.stage == state.stage and not r.offered and not r.settled
    }  # fmt: skip


def earlier(opened: Opened) -> dict[str, PromisedRemedy]:
    """What was promised before and is still open."""
    of_now = drafts(opened)
    return {k: r for k, r in opened.state.remedies.items() if k not in of_now and not r.settled}


# ---- a row's fields -------------------------------------------------------------------------


def row_fields(opened: Opened, n: int, found: PromisedRemedy | None, points: Mapping[str, str]) -> dict[str, Any]:
    """The fields of the nth remedy, filled in with what was decided before."""
    fields: dict[str, forms.Field] = {
        "kind": _kind(opened, n, found),
        "what": forms.CharField(label="What will be done?", required=False, max_length=2_000,
                                widget=forms.Textarea(attrs={"rows": 2})),
    }  # fmt: skip
    if len(points) > 1:
        choices = [(key, f"{number}. {text[:100]}") for number, (key, text) in enumerate(points.items(), 1)]
        fields["points"] = several("Which upheld points does it answer?", choices)
        fields["points"].required = False
    fields["by"] = DatePartsField(label="By when?", required=False)
    fields["owner"] = choice_field(
        "Who sees to it?", colleagues(opened), "They are asked for it by name.", optional=True
    )
    fields |= _money_fields(opened)
    if others := earlier(opened):
        choices = [(key, one.what[:100]) for key, one in others.items()]
        hint = "Only if it takes the place of an earlier promise. Say why below: it is shown beside both."
        fields["replaces"] = choice_field(
            "Instead of something promised before? (optional)", choices, hint, optional=True
        )
    fields["reason"] = forms.CharField(label="Why this remedy? (optional)", required=False, max_length=2_000)
    fields["checked"] = forms.MultipleChoiceField(
        label="Before it is offered, confirm both", choices=list(CHECKS.items()), required=False,
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
    )  # fmt: skip
    for name, value in (_known(found) if found else {"owner": opened.state.handler}).items():
        if name in fields:
            fields[name].initial = value
    return fields


def _kind(opened: Opened, n: int, found: PromisedRemedy | None) -> forms.ChoiceField:
    known, money = kinds(opened), money_kinds(opened)
    if found and found.kind not in known:
        known = {**known, found.kind: found.kind.replace("_", " ").capitalize()}
        money |= {found.kind} if found.amount is not None else set()
    choices = [("", "Choose a kind"), *known.items()]
    widget = Kinds(attrs={"class": "pr-remedy__kind"})
    widget.money = money
    return forms.ChoiceField(label=f"Remedy {n}: what kind?", choices=choices, required=False, widget=widget)


def _money_fields(opened: Opened) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for head, title in HEADS.items():
        fields[head] = PoundsField(label=f"{title}, in pounds")
        how = format_html('How you worked it out<span class="govuk-visually-hidden">: {}</span>', title)
        fields[f"{head}_how"] = forms.CharField(label=how, required=False, max_length=2_000)
    if guide := compensation.guidance(opened.judged):
        levels = [(key, f"{band.title} ({compensation.span(band)})") for key, band in guide.bands.items()]
        fields["level"] = choice_field("How serious was it, by the Ombudsman’s guidance?", levels, optional=True)
    fields["departs"] = forms.CharField(
        label="Why the amount departs from the guidance or our own scheme (if it does)", required=False,
        max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    fields["without_admission"] = forms.BooleanField(
        label="Offer it without admitting liability in law", required=False,
        help_text="Where they may have a claim. It is still offered, and the letter says so.",
    )  # fmt: skip
    fields["advice"] = forms.CharField(
        label="Legal advice taken on these words (optional)", required=False, max_length=2_000
    )
    return fields


def _known(found: PromisedRemedy) -> dict[str, Any]:
    lines = {line.head: line for line in found.lines}
    money = {head: f"{line.amount:.2f}" for head, line in lines.items()}
    if found.amount is not None and not lines:
        money = {"loss": f"{found.amount:.2f}"}
    how = {f"{head}_how": line.reason for head, line in lines.items()}
    same = ("kind", "what", "by", "reason", "owner", "level", "departs", "without_admission", "replaces", "points")
    return {**money, **how, "checked": list(CHECKS), **{name: getattr(found, name) for name in same}}


# ---- what was typed -------------------------------------------------------------------------


def begun(row: Row) -> bool:
    """Whether anything was typed into a row."""
    return any(row.get(name) for name in (*BEGUN, *HEADS, *(f"{head}_how" for head in HEADS)))


def lines_of(row: Row) -> tuple[e.Line, ...]:
    """The lines of its money; a head without an amount is none."""
    return tuple(e.Line(h, float(row[h]), row.get(f"{h}_how") or "") for h in HEADS if row.get(h))


def remedy_of(row: Row, points: Mapping[str, str], upheld: Container[str]) -> e.Remedy:
    """The remedy a whole row means. Where there is one point only, it answers that, if it is upheld."""
    lines = lines_of(row)
    amount = sum(pence(line.amount) for line in lines) / 100 if lines else None
    answers = tuple(row.get("points") or ()) if len(points) > 1 else tuple(p for p in points if p in upheld)
    checked = row.get("checked") or ()
    return e.Remedy(
        kind=row["kind"], what=row["what"], by=row["by"], amount=amount, reason=row.get("reason") or "",
        points=answers, owner=row.get("owner") or "", deliverable="deliverable" in checked, fair="fair" in checked,
        lines=lines, level=row.get("level") or "", departs=row.get("departs") or "",
        without_admission=bool(row.get("without_admission")), advice=row.get("advice") or "",
        replaces=row.get("replaces") or "",
    )  # fmt: skip


def faults(opened: Opened, n: int, row: Row, points: Mapping[str, str], upheld: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a row that was begun: the field, and what to do."""
    asked = {
        "kind": f"Say what kind of remedy {n} is.",
        "what": f"Say what will be done for remedy {n}.",
        "by": f"Give the date for remedy {n}.",
        "owner": f"Say who sees to remedy {n}.",
    }
    yield from ((name, text) for name, text in asked.items() if not row.get(name))
    if len(points) > 1:
        yield from _point_faults(n, row, upheld)
    if len(row.get("checked") or ()) < len(CHECKS):
        yield "checked", f"Confirm both for remedy {n}. If you cannot, offer something that you can confirm."
    if row.get("replaces") and not row.get("reason"):
        yield "reason", f"Say why remedy {n} takes the place of what was promised before."
    yield from _money_faults(opened, n, row)


def _point_faults(n: int, row: Row, upheld: set[str]) -> Iterator[tuple[str, str]]:
    chosen = set(row.get("points") or ())
    if not chosen and upheld:
        yield "points", f"Tick the upheld points that remedy {n} answers."
    elif chosen - upheld:
        yield "points", f"Remedy {n} names a point that you do not uphold. Tick only upheld points."


def _money_faults(opened: Opened, n: int, row: Row) -> Iterator[tuple[str, str]]:
    lines, money = lines_of(row), row.get("kind") in money_kinds(opened)
    stored = row.get("kind") and row["kind"] not in kinds(opened)
    if money and not lines:
        yield "statutory", f"Give at least one amount for remedy {n}, under what it is for."
    elif lines and row.get("kind") and not money and not stored:
        yield lines[0].head, f"Remedy {n} is not a payment: choose a kind that is, or clear the amounts."
    for line in lines:
        if not line.reason.strip():
            yield f"{line.head}_how", f"Say how you worked out {HEADS[line.head].lower()} in remedy {n}."
    guide = compensation.guidance(opened.judged)
    if guide and any(line.head in guide.heads for line in lines) and not row.get("level"):
        yield "level", f"Say how serious it was, for remedy {n}: the amount is weighed against the guidance."
    yield from _departures(opened, n, row, lines)


def _departures(opened: Opened, n: int, row: Row, lines: tuple[e.Line, ...]) -> Iterator[tuple[str, str]]:
    offer = e.Remedy("", "", date.min, lines=lines, level=row.get("level") or "")
    found = [said for said, _ in compensation.departures(opened.judged, offer)]
    if found and not (row.get("departs") or "").strip():
        said = "; ".join(found)
        yield "departs", f"Remedy {n}: {said[:1].upper()}{said[1:]}. Change the amount, or say why it departs."


def limits(opened: Opened, key: str) -> dict[str, Any]:
    """What the page says of money: how far this person may go, who approves more, the bands and how sure they are."""
    case, pack = opened.judged, opened.policy.pack
    most, guide = compensation.may_offer(case, case.roles_of(key)), compensation.guidance(case)
    roles = compensation.approvers(case, (most or 0) + 1) if most is not None else []
    bands = [(band.title, compensation.span(band)) for band in guide.bands.values()] if guide else []
    return {
        "most": None if most is None else pounds(most), "approver": pack.roles[roles[0]].title if roles else "",
        "guide": guide, "bands": bands, "scheme": _scheme(opened),
    }  # fmt: skip


def _scheme(opened: Opened) -> list[tuple[str, str]]:
    rule = opened.policy.pack.compensation
    return [(HEADS[head], f"up to £{most:,}") for head, most in rule.scheme.items()] if rule else []
