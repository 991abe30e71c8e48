"""What the demonstration tells of the Ombudsman and of behaviour."""

from __future__ import annotations

from datetime import timedelta

from putright.core import events as e
from putright.core.redress import body_of
from putright.demo.teller import Teller


def go_to_the_ombudsman(t: Teller, who: str) -> None:
    """The complainant goes there, and evidence is asked for."""
    opened = t.do(who, e.OmbudsmanReferred(on=t.day(34), reference="202604711"))
    body = body_of(opened.judged)
    t.do(who, e.EvidenceRequested(on=t.day(36), id="e1", what="The whole file", body=body))


def be_ordered(t: Teller, who: str) -> None:
    """The evidence is given by a date that was moved; a finding, an order and a recommendation follow."""
    later, why = t.day(38) + timedelta(30), "The surveyor’s report is awaited"
    t.do(who, e.EvidenceDateRevised(on=t.day(38), id="e1", until=later, agreed_with="Their caseworker", reason=why))
    t.do(who, e.EvidenceProvided(on=t.day(40), id="e1", what="The file with the survey"))
    found = {"p1": "service_failure"}
    t.do(who, e.Determined(on=t.day(45), finding="service_failure", findings=found, what="Two visits were missed."))
    by, advice = t.day(45) + timedelta(28), "Ring whenever a visit cannot be kept"
    t.do(who, e.OrderMade(on=t.day(45), id="o1", what="Apologise and pay £200", by=by))
    t.do(who, e.OrderMade(on=t.day(45), id="o2", kind_="recommendation", what=advice, by=by + timedelta(28)))


def restrict(t: Teller, who: str) -> None:
    """Two incidents, a warning between them, and a restriction that was told in writing."""
    chief, target = t.key("ceo"), (t.key("senior"),)
    said = "Not to call names, or contact will be by letter."
    t.do(who, e.BehaviourRecorded(on=t.day(3), id="b1", what="Called the surveyor names in the stairwell, twice.",
                                  towards=target, witnesses="The caretaker"))  # fmt: skip
    t.do(who, e.WarningGiven(on=t.day(4), what=said, decided_by=chief, method="letter"))
    t.do(who, e.BehaviourRecorded(on=t.day(6), id="b2", what="Called her names on the telephone.", towards=target))
    t.do(who, e.RestrictionSet(
        on=t.day(7), id="restriction1", what="By letter or e-mail only", decided_by=chief, evidence=("b1", "b2"),
        contact="By post or e-mail; by telephone whenever something is unsafe", review_on=t.day(7) + timedelta(90),
        equality="Asked whether any need lies behind it; none was named",
    ))  # fmt: skip
    t.do(who, e.RestrictionTold(on=t.day(7), method="letter"))
