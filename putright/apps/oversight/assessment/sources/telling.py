"""What was published, reported and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from putright.apps.governance.models import Incident, Objective
from putright.apps.learning.models import Step, Told
from putright.apps.oversight.assessment.models import Approved, Call, Deed
from putright.apps.oversight.assessment.sources.base import Looking, all_of, source
from putright.apps.oversight.reports.models import Issue, Place
from putright.core.assessment.proposing import Found
from putright.core.workdays import said


@source
def policy_online(at: Looking) -> Iterator[Found]:
    there = [one for (kind, _), one in at.shelf.items() if kind == "policy_website"]
    if there:
        since = max(one.valid_from for one in there)
        says = f"The policy is on the web, to read and to download, in force since {said(since)}."
        yield Found(says=says, holds=True, href=reverse("public_policy", args=[at.landlord.slug]))


@source
def publicised(at: Looking) -> Iterator[Found]:
    titles = sorted({one.title for one in at.shelf.values()})
    if titles:
        yield Found(says=f"In force: {'; '.join(titles)}.", holds=True)
    if entries := at.put():
        last = said(entries[0].on)
        yield Found(
            says=f"Put out or looked at since {said(at.since)}: {_times(len(entries))}, last on {last}.", holds=True
        )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


LETTERS: dict[str, str] = {
    "acknowledgement": "acknowledgements", "extension": "extensions", "refusal": "refusals",
    "escalation_refusal": "refusals of stage 2", "response": "answers",
}  # fmt: skip


@source
def ombudsman_contact(at: Looking) -> Iterator[Found]:
    asked = [name for kind, name in LETTERS.items()
             if any("ombudsman" in at.policy.letter_parts(kind, stage) for stage in (1, 2))]  # fmt: skip
    if asked:
        says = f"Not sent without the Ombudsman's contact details, which come from one register: {all_of(asked)}."
        yield Found(says=says, holds=True)


@source
def annual_report(at: Looking) -> Iterator[Found]:
    for on, url in _latest(at, "annual_report", Place.What.REPORT):
        yield Found(says=f"The annual report was published on {said(on)}.", holds=True, href=url)


@source
def board_response(at: Looking) -> Iterator[Found]:
    for on, url in _latest(at, "governing_body_response", Place.What.RESPONSE):
        yield Found(says=f"The governing body's response was published on {said(on)}.", holds=True, href=url)


def _latest(at: Looking, name: str, ticked: str) -> list[tuple[date, str]]:
    """Where it was put last, and when: by the publication log, or by the checklist of a yearly report, which a policy
    that promises no such publication has as well."""
    logged = [(one.on, one.url) for one in at.put(name)]
    places = Place.objects.filter(issue__landlord=at.landlord, what=ticked, on__gte=at.since, on__lte=at.today)
    return sorted([*logged, *places.values_list("on", "url")], reverse=True)[:1]


@source
def earlier_assessment(at: Looking) -> Iterator[Found]:
    last = Approved.objects.filter(landlord=at.landlord).order_by("-number").first()
    if not last:
        return
    published = last.deeds.filter(what=Deed.What.PUBLISHED).order_by("on").first()
    more = f" and published on {said(published.on)}" if published else ""
    yield Found(says=f"The last self-assessment was approved on {said(last.approved_on)}{more}.", holds=bool(published))


@source
def called_for(at: Looking) -> Iterator[Found]:
    """What called for an assessment and none has answered; it speaks for a no once it is past its day."""
    for call in Call.objects.filter(landlord=at.landlord, assessment=None, set_aside="").order_by("on", "pk"):
        late = call.due is not None and call.due < at.today
        due = f" Due by {said(call.due)}." if call.due else ""
        yield Found(says=f"Not answered by a self-assessment yet: {call.text}{due}", holds=False if late else None)


@source
def themes_reviewed(at: Looking) -> Iterator[Found]:
    reviews = Step.objects.filter(theme__landlord=at.landlord, kind=Step.Kind.REVIEWED, on__range=(at.since, at.until))
    if last := reviews.order_by("-on").first():
        often = _times(reviews.count())
        says = f"Themes reviewed for systemic issues and risks: {often}, last on {said(last.on)}."
        yield Found(says=says, holds=True)


@source
def reports_issued(at: Looking) -> Iterator[Found]:
    issued = Issue.objects.filter(
        landlord=at.landlord, drawn__until__gte=at.since, drawn__until__lte=at.until
    ).values_list("drawn__report", flat=True)
    rhythms, counts = at.policy.pack.reports, Counter(issued)
    listed = [
        f"{rhythms[name].title if name in rhythms else name.replace('_', ' ')} ({n})" for name, n in counts.items()
    ]
    if listed:
        yield Found(says=f"Reports issued for the period: {'; '.join(sorted(listed))}.", holds=True)


@source
def told_residents(at: Looking) -> Iterator[Found]:
    told = Told.objects.filter(landlord=at.landlord, on__gte=at.since, on__lte=at.until)
    counts = Counter(told.values_list("whom", flat=True))
    for whom, label in Told.Whom.choices:
        if counts[whom]:
            last = told.filter(whom=whom).order_by("-on").first()
            says = f"{label} told what was learnt: {_times(counts[whom])}, last on {said(last.on)} by {last.how}."
            yield Found(says=says, holds=True)


@source
def objectives(at: Looking) -> Iterator[Found]:
    kept = Objective.objects.filter(landlord=at.landlord)
    current = kept.current().filter(year__gte=at.since.year).count()  # type: ignore[attr-defined]
    if current:
        yield Found(says=f"Objectives on complaints in the register of staff objectives: {current}.", holds=True)


@source
def incidents(at: Looking) -> Iterator[Found]:
    kept = Incident.objects.filter(landlord=at.landlord)
    found = kept.current().filter(since__gte=at.since, since__lte=at.until)  # type: ignore[attr-defined]
    for one in found:
        told = [f"{who} on {said(on)}" for who, on in (("the Ombudsman", one.ombudsman_on),
                ("residents", one.residents_on), ("the website", one.announced_on)) if on]  # fmt: skip
        yield Found(says=f"Exceptional circumstances from {said(one.since)}; told: {', '.join(told) or 'nobody yet'}.",
                    holds=len(told) == 3)  # fmt: skip
    if not found:
        yield Found(says="No exceptional circumstances kept us from the Code in the period.")
