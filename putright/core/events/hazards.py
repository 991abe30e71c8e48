"""Hazards in the home, beside the complaint about them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from putright.core.events.base import Event, GivenFact, Words

Hour = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A local time of day, such as 09:12."""


HazardKind = Literal[
    "damp_and_mould", "excess_cold", "excess_heat", "falls_baths", "falls_level", "falls_stairs",
    "falls_between_levels", "structural_collapse", "explosions", "fire", "flames_and_hot_surfaces", "electrical",
    "hygiene_pests_refuse", "food_safety", "sanitation_and_drainage", "asbestos_and_fibres", "biocides",
    "carbon_monoxide", "lead", "radiation", "fuel_gas", "volatile_compounds", "intruders", "lighting", "noise",
    "water_supply", "collision_and_entrapment", "amenities", "overcrowding",
]  # fmt: skip


Tenure = Literal["social_tenancy", "lease", "licence", "other"]


class HazardReported(GivenFact, frozen=True, kw_only=True):
    """`known`: the day it was first known here, where it is put on record later; `time` is an hour of that day."""

    id: str
    hazard: HazardKind
    emergency: bool
    what: Words
    known: date | None = None
    time: Hour | None = None
    tenure: Tenure | None = None


class HazardInvestigated(Event, frozen=True, kw_only=True):
    id: str
    found: Literal["emergency", "significant", "none"]
    what: Words
    time: Hour | None = None


class HazardSummarySent(Event, frozen=True, kw_only=True):
    id: str
    method: str
    what: Words = ""


class HazardMadeSafe(Event, frozen=True, kw_only=True):
    id: str
    time: Hour | None = None
    what: Words = ""
    further: bool = True


class HazardWorksBegun(Event, frozen=True, kw_only=True):
    id: str
    what: Words = ""


class HazardWorksCompleted(Event, frozen=True, kw_only=True):
    id: str
    what: Words = ""


class Rehoused(Event, frozen=True, kw_only=True):
    id: str
    what: Words
    time: Hour | None = None


class AccessAttempted(Event, frozen=True, kw_only=True):
    id: str
    method: str
    what: Words
    reached: bool = False
