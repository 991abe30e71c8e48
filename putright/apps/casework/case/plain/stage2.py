"""Asking for stage 2: its steps have forms of their own."""

from __future__ import annotations

from putright.apps.casework.case.plain.base import Plain

STEPS: dict[str, Plain] = {}
