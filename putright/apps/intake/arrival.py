"""How something came, with the facts that each way in has: what the form asks, and what that means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms

from putright.apps.casework.case.kinds import SENDERS, categories
from putright.apps.casework.steps import FURTHEST
from putright.apps.casework.work.forms import Select
from putright.apps.intake import words
from putright.core import events as e
from putright.core.policy import Policy
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios

SMALL = {"class": "govuk-radios--small"}
FACTS: Mapping[str, tuple[str, ...]] = {
    "social_media": ("public", "post", "identity"),
    "letter": ("dated",),
    "in_person": ("place",),
    "survey": ("score",),
    "staff": ("told_to",),
}
"""What is asked about each way in, under its choice."""
SEEN = {"public": "In public: a post or comment that others can read", "private": "In a private message"}
ACCOUNT = {"": "It was not spoken of", "offered": "I offered them the chance", "requested": "I asked them for it"}
WHERE = ("post", "place")


def _line(label: str, longest: int = 400, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, help_text=hint)


class ArrivalFields(forms.Form):
    """The way it came, and the facts of it. Each is shown under its way and taken only with it."""

    channel = forms.ChoiceField(label="How did it reach us?", initial="phone",
                                widget=Radios(attrs={"class": "govuk-radios--small pr-several"}, reveals=FACTS)
                                )  # fmt: skip
    public = forms.ChoiceField(label="Where was it written?", required=False, choices=list(SEEN.items()),
                               widget=Radios(attrs=SMALL))  # fmt: skip
    post = _line("The page or post (optional)", hint="A link, or the name of the page and the day.")
    identity = forms.BooleanField(
        label="I asked them who they are, in a private message", required=False,
        help_text="Speak of personal matters in private only, once it is clear who they are.",
    )  # fmt: skip
    dated = DatePartsField(label="Which date does the letter bear? (optional)", required=False)
    place = _line("Where, and to whom did they tell it? (optional)")
    score = _line("What score did they give, and for what? (optional)", hint="For example: 2 of 5, for repairs.")
    told_to = forms.ChoiceField(label="Who heard it? (optional)", required=False, widget=Select)
    own_account = forms.ChoiceField(label="Their own written account", required=False, choices=list(ACCOUNT.items()),
                                    widget=Radios(attrs=SMALL),
                                    help_text="They may write it themselves. It is never a condition.")  # fmt: skip
    sender = forms.ChoiceField(label="Who passed it on? (optional)", required=False, widget=Select,
                               choices=[("", "Nobody"), *SENDERS.items()])  # fmt: skip
    their_reference = _line("Their reference (optional)", 100)
    sent_on = DatePartsField(label="Which date does their letter bear? (optional)", required=False)
    answer_by = DatePartsField(label="By when do they want to hear from us? (optional)", required=False)
    categories = forms.MultipleChoiceField(
        label="What is it about? (optional)", required=False,
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small pr-several"}),
    )  # fmt: skip

    def ask_how_it_came(self, policy: Policy, staff: list[tuple[str, Any]]) -> None:
        """Fits the questions to the policy: its ways in, its own categories, its written account."""
        fields: dict[str, Any] = self.fields
        fields["channel"].choices = words.channels(policy)
        fields["told_to"].choices = [("", "Whoever writes this down"), *staff[1:2]]
        fields["categories"].choices = list(categories(policy.wording).items())
        if not fields["categories"].choices:
            del fields["categories"]
        if "own_account" not in policy.pack.warnings:
            del fields["own_account"]

    def has_sender(self) -> bool:
        """Whether something stands in what is folded up about a body that passed it on."""
        names = ("sender", "their_reference", "sent_on", "answer_by")
        return any(any(self[name].value() or ()) or self[name].errors for name in names)

    def check_arrival(self, found: dict[str, Any], today: date) -> None:
        """What must fit together: whoever passed it on is named, and no letter is dated after it came."""
        received = found.get("received_on") or today
        if not found.get("sender") and any(found.get(name) for name in ("their_reference", "sent_on", "answer_by")):
            self.add_error("sender", "Choose who passed it on.")
        for name in ("dated", "sent_on"):
            if (day := found.get(name)) and day > received:
                self.add_error(name, "This day cannot be after the day on which it reached us.")
        if (by := found.get("answer_by")) and not today <= by <= today + FURTHEST:
            self.add_error("answer_by", "Give today or a day to come: check the year.")


def arrived(told: Mapping[str, Any]) -> dict[str, Any]:
    """What `received` keeps of how it came: only what belongs to the way that was chosen."""
    asked = {name: told.get(name) for name in FACTS.get(told["channel"], ())}
    found = {
        "public": asked["public"] == "public" if asked.get("public") else None,
        "where": next((asked[name] for name in WHERE if asked.get(name)), ""),
        "dated": told.get("sent_on") or asked.get("dated"),
        "score": asked.get("score"),
        "told_to": asked.get("told_to"),
        "sender": told.get("sender"),
        "their_reference": told.get("their_reference"),
        "categories": tuple(told.get("categories") or ()),
    }
    return {name: value for name, value in found.items() if value not in (None, "", ())}


def came(told: Mapping[str, Any], today: date) -> Iterator[e.Event]:
    """What was done as it came in: who they are and their own account were asked for; a body waits for an answer."""
    if told["channel"] == "social_media" and told.get("identity"):
        yield e.IdentityChecked(on=today, what="requested")
    if told.get("own_account"):
        yield e.OwnAccountRequested(on=today, what=told["own_account"])
    if told.get("sender") and told.get("answer_by"):
        yield e.EvidenceRequested(
            on=today, id="1", body=told["sender"], by=told["answer_by"], what="An answer to what they passed on"
        )
