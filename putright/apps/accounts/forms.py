"""The forms of the people pages."""

from __future__ import annotations

from typing import Any

from django import forms

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person, Team


class PersonForm(forms.ModelForm):
    """A person, with the roles, brands, teams and managers of one landlord to choose from."""

    roles = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, help_text="Choose all that apply."
    )
    brands = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, help_text="Leave empty for all of them."
    )

    class Meta:
        model = Person
        fields = ["name", "email", "roles", "brands", "team", "line_manager", "trained"]
        help_texts = {"email": "They sign in with it. It must not be anybody else's."}

    def __init__(self, landlord: Landlord, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = packs.current(landlord).pack
        others = Person.objects.filter(landlord=landlord, is_active=True).exclude(pk=self.instance.pk)
        self.fields["roles"].choices = [(key, role.title) for key, role in pack.roles.items()]
        self.fields["brands"].choices = [(key, brand.name) for key, brand in pack.brands.items()]
        self.fields["team"].queryset = Team.objects.filter(landlord=landlord)
        self.fields["line_manager"].queryset = others
        if not pack.brands:
            del self.fields["brands"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class TeamForm(forms.ModelForm):
    """A team of one landlord."""

    class Meta:
        model = Team
        fields = ["name", "lead"]

    def __init__(self, landlord: Landlord, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.landlord = landlord
        self.fields["lead"].queryset = Person.objects.filter(landlord=landlord, is_active=True)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        teams = Team.objects.filter(landlord=self.instance.landlord, name__iexact=name)
        if teams.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is already a team of that name. Choose another name.")
        return name
