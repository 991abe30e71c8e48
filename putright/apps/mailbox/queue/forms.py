"""The forms about one message."""

from __future__ import annotations

from typing import Any

from django import forms

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person
from putright.apps.casework.models import Party
from putright.apps.intake import words
from putright.apps.mailbox.models import Handling, Incoming
from putright.design.widgets import Radios

SMALL = {"class": "govuk-radios--small"}
KINDS = {
    "service_request": "A request: they ask us to do something, and are not unhappy with what we did",
    "compliment": "A compliment",
    "comment": "A comment",
    "suggestion": "A suggestion",
    "enquiry": "A question",
    "petition": "A petition",
    "policy_request": "They ask for our complaints policy",
}


class Aside(forms.Form):
    """Why a message is not dealt with here."""

    what = forms.ChoiceField(label="What is it?", widget=Radios(attrs=SMALL), choices=[
        (Handling.What.NOT_OURS, "Not for us: it belongs to somebody else"),
        (Handling.What.SPAM, "Spam: advertising or fraud"),
    ])  # fmt: skip
    reason = forms.CharField(
        label="Why, and what did you do with it?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: sent on to the council, and told them so.",
    )  # fmt: skip


class Enter(forms.Form):
    """What a message is that is no complaint, and who wrote it."""

    kind = forms.ChoiceField(label="What is it?", choices=list(KINDS.items()), widget=Radios(attrs=SMALL))
    name = forms.CharField(label="Their name", max_length=Party._meta.get_field("name").max_length)  # noqa: SLF001
    from_ = forms.ChoiceField(label="They are", widget=Radios(attrs={"class": "govuk-radios--small pr-several"}))
    brand = forms.ChoiceField(label="Which of our landlords is it about?", widget=Radios(attrs=SMALL))

    def __init__(self, data: Any = None, *, person: Person, incoming: Incoming) -> None:
        policy, mine = packs.current(person.landlord), packs.brands(person)
        brand = incoming.mailbox.brand or (mine[0][0] if len(mine) == 1 else None)
        super().__init__(data, initial={"name": incoming.sender_name, "brand": brand})
        self.fields["from_"].choices = words.sources(policy)  # type: ignore[attr-defined]
        self.fields["brand"].choices = mine  # type: ignore[attr-defined]
        if not mine:
            del self.fields["brand"]
