"""What can happen to a complaint: one frozen structure for each event of the vocabulary.

An event says `on` which local date (Europe/London) it happened. Facts that others cause are never
refused (`is_fact`); everything else is put to `putright.core.decide` first. Free text and names are
marked `Words`, so that the log can keep them apart from the event and erase them when due.
"""

from putright.core.events.base import *
from putright.core.events.arriving import *
from putright.core.events.triage import *
from putright.core.events.registers import *
from putright.core.events.links import *
from putright.core.events.handling import *
from putright.core.events.people import *
from putright.core.events.contact import *
from putright.core.events.messages import *
from putright.core.events.investigation import *
from putright.core.events.deciding import *
from putright.core.events.remedies import *
from putright.core.events.stage2 import *
from putright.core.events.safety import *
from putright.core.events.hazards import *
from putright.core.events.behaviour import *
from putright.core.events.ending import *
from putright.core.events.redress import *
from putright.core.events.learning import *
from putright.core.events.codec import *
