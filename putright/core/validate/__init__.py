"""Checking a pack, an edition or a list of provisions that was read from a file.

Every fault names the key it stands at, so that whoever read the file can name the line.
"""

from putright.core.validate.names import DUTIES
from putright.core.validate.packs import STAGE_CLOCKS, edition_faults, law_faults, named_roles, pack_faults
from putright.core.validate.printed import printed_faults
from putright.core.validate.provisions import LAW_CLOCKS, PAGES, mechanisms, provision_faults
from putright.core.validate.shapes import Fault, hint, shape
from putright.core.validate.wording import READABLE, contrast, wording_faults

__all__ = [
    "DUTIES", "LAW_CLOCKS", "PAGES", "READABLE", "STAGE_CLOCKS", "Fault", "contrast", "edition_faults", "hint",
    "law_faults", "mechanisms", "named_roles", "pack_faults", "printed_faults", "provision_faults", "shape",
    "wording_faults",
]  # fmt: skip
