"""The worker's rounds: the same work for each landlord, and none waits for another that something is wrong with."""

from __future__ import annotations

import logging
from collections.abc import Callable

from putright.apps.accounts.models import Landlord

logger = logging.getLogger("putright.worker")


def each(work: Callable[[Landlord], bool]) -> bool:
    """Does some work for every landlord, and says whether it did something for any.

    Where it breaks at one, that is noted and tried again in the next round; the others are done all the same.
    """
    found = False
    for landlord in Landlord.objects.order_by("pk"):
        try:
            found = work(landlord) or found
        except Exception:
            logger.exception("%s.%s could not be done for %s.", work.__module__, work.__qualname__, landlord)
    return found
