"""What makes it possible for somebody to deal with their complaint, as the events leave it."""

from __future__ import annotations

from dataclasses import dataclass, field

from putright.core.events import AdjustmentRecorded, FormatMade, NeedOverridden


@dataclass(slots=True)
class Helps:
    """The adjustments in force, those that ended by their words, and the letters that went against a need."""

    recorded: list[AdjustmentRecorded] = field(default_factory=list)
    ended: set[str] = field(default_factory=set)
    overridden: list[NeedOverridden] = field(default_factory=list)
    made: list[FormatMade] = field(default_factory=list)

    def record(self, event: AdjustmentRecorded) -> None:
        """Takes an adjustment in; the same words for the same person again replace what they said before."""
        same = [n for n, one in enumerate(self.recorded) if (one.what, one.party) == (event.what, event.party)]
        self.ended.discard(plain(event.what))
        if same:
            self.recorded[same[0]] = event
        else:
            self.recorded.append(event)

    def end(self, what: str) -> None:
        """Ends every adjustment in these words."""
        self.recorded = [one for one in self.recorded if plain(one.what) != plain(what)]
        self.ended.add(plain(what))


def plain(what: str) -> str:
    """The words of an adjustment on one line, as lists and letters show them."""
    return " ".join(what.split())
