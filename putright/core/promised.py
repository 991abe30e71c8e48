"""What a policy promises at fixed times: reports, publications, registers."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from putright.core.shape import Cites, Shape


class Rhythm(Shape, frozen=True, kw_only=True):
    """A report, publication or register the policy promises: how often and to whom."""

    title: str
    every: str = ""
    to: tuple[str, ...] = ()
    cites: Cites


class Report(Rhythm, frozen=True, kw_only=True):
    """A report: `shows` its sections (`core.reporting.sections`) in order; without any it is kept on a page of its own.

    `brands`: the landlords of the group that it is drawn up for one by one; none is all of them in one.
    """

    shows: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    reading: str = ""


class Sampling(Rhythm, frozen=True, kw_only=True):
    """A sample that the policy has drawn in each period: at least `share` per cent. `to`: who is in a session."""

    share: Annotated[int, Meta(ge=1, le=100)]
    reading: str = ""
