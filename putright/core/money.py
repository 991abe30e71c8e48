"""Money: amounts are written in pounds, and compared in whole pence."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

Pounds = float | int | str | Decimal


def pence(amount: Pounds) -> int:
    """An amount in pounds as whole pence, a half upwards.

    >>> pence(0.1 + 0.2), pence("19.99"), pence(150)
    (30, 1999, 15000)
    """
    return int((Decimal(str(amount)) * 100).to_integral_value(ROUND_HALF_UP))


def whole(amount: Pounds) -> bool:
    """Whether an amount in pounds has no part of a penny.

    >>> whole(19.99), whole(19.995), whole(0.1 + 0.2)
    (True, False, True)
    """
    return abs(Decimal(str(amount)) * 100 - pence(amount)) < Decimal("0.0001")


def total(amounts: Iterable[Pounds]) -> int:
    """The sum of amounts in pounds, in pence."""
    return sum(pence(amount) for amount in amounts)


def pounds(of_pence: int) -> str:
    """Pence as people read them.

    >>> pounds(15000), pounds(123456), pounds(5)
    ('£150.00', '£1,234.56', '£0.05')
    """
    return f"£{of_pence // 100:,}.{of_pence % 100:02}"
