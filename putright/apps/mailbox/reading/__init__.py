"""Understanding one message: bytes in, a structure out. No database, no settings, no network, no clock.

`read(raw, ours=("complaints@landlord.example",)) -> Mail` never raises; shapes.py says what a Mail holds.
"""

from putright.apps.mailbox.reading.message import read
from putright.apps.mailbox.reading.shapes import Address, Bounce, Kind, Mail, Part

__all__ = ["Address", "Bounce", "Kind", "Mail", "Part", "read"]
