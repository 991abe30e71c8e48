"""The facts Putright ships: packs, editions of Codes, calendars, redress bodies, wording and rehearsals.

This is the only place that reads them from files. What they mean is `putright.core`'s business.
"""

from __future__ import annotations

from putright.data.editions import REGISTER as REGISTER
from putright.data.editions import code_document as code_document
from putright.data.editions import edition_names as edition_names
from putright.data.editions import law_document as law_document
from putright.data.editions import load_bodies as load_bodies
from putright.data.editions import load_calendar as load_calendar
from putright.data.editions import load_edition as load_edition
from putright.data.editions import load_jargon as load_jargon
from putright.data.editions import load_law as load_law
from putright.data.editions import load_register as load_register
from putright.data.editions import load_windows as load_windows
from putright.data.files import HERE as HERE
from putright.data.files import Invalid as Invalid
from putright.data.files import Located as Located
from putright.data.forms import form_names as form_names
from putright.data.forms import load_form as load_form
from putright.data.forms import read_form as read_form
from putright.data.packs import FILES as FILES
from putright.data.packs import MODEL as MODEL
from putright.data.packs import Loaded as Loaded
from putright.data.packs import digest as digest
from putright.data.packs import faults_of as faults_of
from putright.data.packs import load_pack as load_pack
from putright.data.packs import load_policy as load_policy
from putright.data.packs import load_related as load_related
from putright.data.packs import load_wording as load_wording
from putright.data.packs import pack_document as pack_document
from putright.data.packs import pack_names as pack_names
from putright.data.packs import pack_texts as pack_texts
from putright.data.packs import policy_of as policy_of
from putright.data.packs import read_pack as read_pack
from putright.data.packs import related_of as related_of
from putright.data.tongues import load_tongue as load_tongue
from putright.data.tongues import tongue_names as tongue_names
