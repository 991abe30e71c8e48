"""Landlords and the people who work for them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class PackVersion(models.Model):
    """A version of a landlord's own policy, as it was adopted: its files as texts, which never change."""

    landlord = models.ForeignKey("Landlord", on_delete=models.PROTECT, related_name="pack_versions")
    pack = models.CharField(max_length=100)
    version = models.CharField(max_length=40)
    files = models.JSONField(help_text="The texts of `putright.data.FILES`, by name.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the files.")
    since = models.DateField(help_text="The first day on which complaints open under it.")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "pack", "version"], name="one_pack_of_a_version")]

    def __str__(self) -> str:
        return f"{self.pack} {self.version}"


class Holidays(models.Model):
    """A list of bank holidays as a landlord took it up; it never changes, a later one takes its place.

    `days` has every bank holiday from `first` to `last` by date, with its name.
    """

    landlord = models.ForeignKey("Landlord", on_delete=models.PROTECT, related_name="holidays")
    first = models.DateField()
    last = models.DateField()
    days = models.JSONField()
    source = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.source}, {self.first} to {self.last}"


class Landlord(models.Model):
    """A landlord: runs one pack, and sees nothing of any other landlord.

    `runs`: the version of its own that it runs, none where it runs `pack` as shipped. `adopts`: the version that takes
    its place from `adopts_on`. `calendar`: its bank holidays, none where they are those shipped.
    """

    class Division(models.TextChoices):
        ENGLAND_AND_WALES = "england-and-wales", "England and Wales"
        SCOTLAND = "scotland", "Scotland"
        NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    pack = models.CharField(max_length=100, help_text="The id of the policy it runs.")
    runs = models.ForeignKey(PackVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopts = models.ForeignKey(PackVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopts_on = models.DateField(null=True, blank=True)
    calendar = models.ForeignKey(Holidays, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    division = models.CharField(max_length=20, choices=Division, default=Division.ENGLAND_AND_WALES)
    prefix = models.CharField(max_length=8, help_text="What its case references begin with, such as WTH.")
    contacts = models.JSONField(default=dict, blank=True, help_text="Addresses and numbers, as letters print them.")

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People who work together and see one another's cases."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=100)
    lead = models.ForeignKey("Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="leads")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["landlord", "name"], name="one_team_of_a_name")]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """The one way to make a person: the e-mail address is kept in lower case."""

    def add(self, landlord: Landlord, email: str, name: str, password: str | None = None, **fields: Any) -> Person:
        """A new person; without a password they choose one by "forgotten password"."""
        person = self.model(landlord=landlord, email=email.strip().lower(), name=name.strip(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. A person belongs to exactly one landlord."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="people")
    email = models.EmailField("E-mail address", unique=True)
    name = models.CharField(max_length=200)
    roles = models.JSONField(default=list, blank=True, help_text="Ids of roles in the landlord's pack.")
    brands = models.JSONField(default=list, blank=True, help_text="The brands they work for; none means all.")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="members")
    line_manager = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")
    trained = models.BooleanField("Trained to handle complaints", default=False)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = People()

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["landlord", "name", "id"], name="people_by_name")]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """How events name this person."""
        return str(self.pk)


class RoleHeld(models.Model):
    """That a person held a role, from when and until when. A role held before this was kept has no `since`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="held")
    role = models.CharField(max_length=60)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "role", "-id"], name="roles_held_latest_first")]
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], condition=models.Q(until=None), name="role_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"
