"""What a landlord knows of people and homes. Personal data: erased when due, by `erasing`."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case
from putright.apps.residents import tidy


class Homes(models.QuerySet["Home"]):
    """Homes, narrowed to what may be seen."""

    def visible_to(self, person: Person) -> Self:
        """Those of the person's landlord, and of the brands they work for."""
        found = self.filter(landlord=person.landlord_id)
        return found.filter(brand__in=["", *person.brands]) if person.brands else found


class Residents(models.QuerySet["Resident"]):
    """Residents, narrowed to what may be seen."""

    def visible_to(self, person: Person) -> Self:
        """Those of the person's landlord who have or had a home of their brands; by their own brand without a home."""
        found = self.filter(landlord=person.landlord_id)
        if not person.brands:
            return found
        theirs = ["", *person.brands]
        stays = Stay.objects.filter(resident=OuterRef("pk"))
        return found.filter(Exists(stays.filter(home__brand__in=theirs)) | Q(brand__in=theirs) & ~Exists(stays))


class Home(models.Model):
    """A home of the landlord, now or before."""

    class Tenure(models.TextChoices):
        RENTED = "rented", "Rented"
        AFFORDABLE = "affordable_rent", "Affordable rent"
        SUPPORTED = "supported", "Supported housing"
        OLDER = "older", "Housing for older people"
        ALMSHOUSE = "almshouse", "Almshouse"
        TEMPORARY = "temporary", "Temporary"
        MARKET = "market_rent", "Market rent"
        SHARED = "shared_ownership", "Shared ownership"
        LEASEHOLD = "leasehold", "Leasehold"
        FREEHOLD = "freehold", "Freehold with a service charge"
        OTHER = "other", "Another"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="homes")
    brand = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=60, blank=True, help_text="The landlord's own number for it.")
    uprn = models.CharField(max_length=12, blank=True, help_text="Its unique property reference number.")
    address = models.CharField(max_length=400)
    postcode = models.CharField(max_length=10, blank=True)
    block = models.CharField(max_length=200, blank=True, help_text="The block or estate it belongs to.")
    tenure = models.CharField(max_length=20, choices=Tenure, default=Tenure.RENTED)
    since = models.DateField(null=True, blank=True, help_text="When it became the landlord's.")
    until = models.DateField(null=True, blank=True, help_text="The last day on which it was.")
    search_text = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Home]] = Homes.as_manager()

    class Meta:
        ordering = ["address", "id"]
        constraints = [
            models.UniqueConstraint(fields=["landlord", "uprn"], condition=~Q(uprn=""), name="one_home_of_a_uprn"),
            models.UniqueConstraint(
                fields=["landlord", "number"], condition=~Q(number=""), name="one_home_of_a_number"
            ),
        ]
        indexes = [
            models.Index(fields=["landlord", "postcode"], name="homes_by_postcode"),
            models.Index(fields=["landlord", "block"], name="homes_by_block"),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.address, self.postcode)))

    def findable(self) -> str:
        """What a search looks through."""
        return tidy.findable(self.address, self.postcode, self.block, self.uprn, self.number)


class Resident(models.Model):
    """Somebody the landlord knows: who lives in its homes, did, or may."""

    class Kind(models.TextChoices):
        RESIDENT = "resident", "Resident"
        FORMER = "former", "Former resident"
        PROSPECTIVE = "prospective", "Applicant for a home"
        OTHER = "other", "Somebody else"

    class Contact(models.TextChoices):
        PHONE = "phone", "Telephone"
        EMAIL = "email", "E-mail"
        LETTER = "letter", "Letter"
        OTHER = "other", "Some other way"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="residents")
    brand = models.CharField(max_length=100, blank=True, help_text="The brand they turned to, where they have no home.")
    number = models.CharField(max_length=60, blank=True, help_text="The landlord's own number for them.")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.RESIDENT)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=20, blank=True, help_text="The code of the language of their letters.")
    contact = models.CharField(max_length=10, choices=Contact, blank=True)
    search_text = models.TextField(blank=True)
    phone_bare = models.CharField(max_length=40, blank=True, help_text="The telephone number as `tidy.bare` leaves it.")

    objects: ClassVar[models.Manager[Resident]] = Residents.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["landlord", "number"], condition=~Q(number=""), name="one_resident_of_a_number"
            ),
        ]
        indexes = [
            models.Index(fields=["landlord", "name", "id"], name="residents_by_name"),
            models.Index(fields=["landlord", "phone_bare"], name="residents_by_phone"),
            models.Index(fields=["landlord", "email"], name="residents_by_email"),
        ]

    def __str__(self) -> str:
        return self.name

    def findable(self) -> str:
        """What a search looks through."""
        return tidy.findable(self.name, self.phone, self.email, self.number)


class Stay(models.Model):
    """Somebody's time in a home, and as what they have or had it."""

    class As(models.TextChoices):
        TENANT = "tenant", "Tenant"
        JOINT = "joint_tenant", "Joint tenant"
        LICENSEE = "licensee", "Licensee"
        LEASEHOLDER = "leaseholder", "Leaseholder"
        SHARED = "shared_owner", "Shared owner"
        MEMBER = "household_member", "Member of the household"

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="stays")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="stays")
    role = models.CharField("They are here as", max_length=20, choices=As, default=As.TENANT)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="The last day, such as that of the tenancy.")

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["resident", "home", "since"], name="one_stay_from_a_day"),
            models.UniqueConstraint(
                fields=["resident", "home"], condition=Q(since=None), name="one_stay_without_a_beginning"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.home}"

    def is_now(self, today: date) -> bool:
        """Whether it goes on."""
        return (not self.since or self.since <= today) and (not self.until or self.until >= today)


class Representative(models.Model):
    """Somebody who may act for a resident: in what, on what ground, and until when."""

    class Basis(models.TextChoices):
        AUTHORITY = "authority", "The resident gave them authority"
        LEGAL = "legal", "A legal ground, where the resident lacks capacity"
        OFFICE = "office", "Their office, such as a Member of Parliament or a councillor"

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="representatives")
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=400, blank=True)
    scope = models.CharField(max_length=500)
    correspondence = models.BooleanField(default=True)
    basis = models.CharField(max_length=10, choices=Basis)
    ground = models.CharField(max_length=500, blank=True)
    given_on = models.DateField()
    expires = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-given_on", "-id"]

    def __str__(self) -> str:
        return self.name

    def stands(self, today: date) -> bool:
        """Whether they may act on this day: the last day of an authority is one of its days, that of its end is not."""
        return self.given_on <= today and not (self.ended and self.ended <= today) and not self.is_expired(today)

    def is_expired(self, today: date) -> bool:
        """Whether the time it was given for is over."""
        return self.expires is not None and self.expires < today


class Adjustment(models.Model):
    """What makes it possible or easier for a resident to use the service, in their words, and what letters do."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="adjustments")
    what = models.CharField(max_length=500)
    needs = models.JSONField(default=list, blank=True, help_text="What it means for letters: see `core.needs`.")
    language = models.CharField(max_length=20, blank=True)
    recorded_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["recorded_on", "id"]

    def __str__(self) -> str:
        return self.what

    def is_overdue(self, today: date) -> bool:
        """Whether somebody should have asked by now whether it still helps."""
        return not self.ended and self.review_on is not None and self.review_on < today


class Link(models.Model):
    """That a party of a case is a resident of the register."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="links")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    party = models.CharField(max_length=8)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "party"], name="one_resident_of_a_party")]


class History(models.Model):
    """Who changed what in the register, and when. Append-only; only its words can be erased: see `triggers`.

    It names its subject by number and no foreign key, so that it stays when the resident is erased. Nothing in it
    names a case: somebody who must keep away from one may still see the person.
    """

    class What(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        IMPORTED = "imported", "Added by an import"
        UPDATED = "updated", "Changed by an import"
        ERASED = "erased", "Erased"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=10, help_text="resident or home.")
    number = models.PositiveBigIntegerField(help_text="The id it has or had.")
    what = models.CharField(max_length=10, choices=What)
    said = models.TextField(null=True, help_text="What changed, old and new, in words; gone once erased.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "histories"
        indexes = [models.Index(fields=["landlord", "subject", "number", "-id"], name="history_of_a_subject")]


class Import(models.Model):
    """A file of residents and homes that somebody sent in: looked through first, then taken in, by the worker."""

    class State(models.TextChoices):
        CHECKING = "checking", "Being looked through"
        CHECKED = "checked", "Looked through, nothing taken in yet"
        RUNNING = "running", "Being taken in"
        DONE = "done", "Taken in"
        FAILED = "failed", "Stopped"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    content = models.BinaryField(null=True, help_text="The file, until its results are erased.")
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20)
    delimiter = models.CharField(max_length=1)
    ignored = models.JSONField(default=list, help_text="Columns that are not known.")
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING)
    lines = models.PositiveIntegerField(default=0, help_text="Rows in the file.")
    done = models.PositiveIntegerField(default=0, help_text="Rows that have been gone through.")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    problem = models.CharField(max_length=400, blank=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Import]] = models.Manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index("next_try", "id", condition=Q(next_try__isnull=False), name="imports_to_do")]

    def __str__(self) -> str:
        return self.name


class Row(models.Model):
    """What became of a row of an import, or (`missing`, without a line) of somebody who is not in the file."""

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        SAME = "same", "Same"
        INVALID = "invalid", "Invalid"
        MISSING = "missing", "Not in the file"

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome)
    number = models.CharField(max_length=60, blank=True, help_text="The landlord's number for the person.")
    resident = models.PositiveBigIntegerField(null=True)
    said = models.JSONField(default=list, help_text="Each with its column: what changed, or what is wrong and to do.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "line"], name="one_result_of_a_row")]
        indexes = [
            models.Index(fields=["of", "outcome", "line"], name="results_by_outcome"),
            models.Index(fields=["resident"], name="results_of_a_resident"),
        ]


def fields_of(row: models.Model, *left_out: str) -> dict[str, Any]:
    """What a row of the register says, by column."""
    columns = row._meta.concrete_fields  # noqa: SLF001 (Django's public name for it)
    return {one.name: getattr(row, one.attname) for one in columns if one.name not in left_out}
