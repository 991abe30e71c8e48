"""Putright: complaint handling for social landlords, run by the landlord's own policy."""

__version__ = "0.1.0"
