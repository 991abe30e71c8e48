"""The forms of the people pages."""

from __future__ import annotations

from typing import Any

from django import forms

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person, Team
from putright.design.widgets import Checkboxes


class PersonForm(forms.ModelForm):
    """A person, with the roles, brands, teams and managers of one landlord to choose from."""

    roles = forms.MultipleChoiceField(widget=Checkboxes(), required=False, help_text="Choose all that apply.")
    brands = forms.MultipleChoiceField(
        label="Brands they work for", widget=Checkboxes(), required=False, help_text="Choose none if they work for all."
    )

    class Meta:
        model = Person
        fields = ["name", "email", "roles", "brands", "team", "line_manager", "trained"]
        labels = {"team": "Team (optional)", "line_manager": "Line manager (optional)"}
        help_texts = {"email": "They sign in with it."}

    def __init__(self, landlord: Landlord, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = packs.current(landlord).pack
        others = Person.objects.filter(landlord=landlord, is_active=True).exclude(pk=self.instance.pk)
        self.fields["roles"].choices = list(packs.titles(landlord).items())
        self.fields["brands"].choices = [(key, brand.name) for key, brand in pack.brands.items()]
        self.fields["team"].queryset = Team.objects.filter(landlord=landlord)
        self.fields["line_manager"].queryset = others
        self.fields["team"].empty_label = self.fields["line_manager"].empty_label = "None"
        self.fields["email"].error_messages["unique"] = "Somebody already signs in with this address."
        if not pack.brands:
            del self.fields["brands"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class TeamForm(forms.ModelForm):
    """A team of one landlord."""

    class Meta:
        model = Team
        fields = ["name", "lead"]
        labels = {"name": "Name of the team", "lead": "Lead (optional)"}

    def __init__(self, landlord: Landlord, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.landlord = landlord
        self.fields["lead"].empty_label = "None"
        self.fields["lead"].queryset = Person.objects.filter(landlord=landlord, is_active=True)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        teams = Team.objects.filter(landlord=self.instance.landlord, name__iexact=name)
        if teams.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is already a team of that name. Choose another name.")
        return name
