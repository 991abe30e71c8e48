"""What can bring a complaint handling failure order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from putright.core.case import Case
from putright.core.warnings.base import warning
from putright.core.warnings.risks import risks


@warning
def notice_of_failure(case: Case, as_of: date) -> Iterator[str]:
    for key, notice in case.state.notices.items():
        if not notice.done:
            what = notice.what.strip().rstrip(".") or f"see notice {key}"
            until = f" by {notice.by}" if notice.by else " at once"
            yield f"Urgent: the Ombudsman gave notice of a handling failure: {what}{until}, or an order follows"


@warning
def failure_order_risk(case: Case, as_of: date) -> Iterator[str]:
    kinds = list(dict.fromkeys(risk.title for risk in risks(case, as_of)))
    if kinds:
        listed = "; ".join(title[:1].lower() + title[1:] for title in kinds)
        yield f"Risk of a complaint handling failure order: {listed}"
