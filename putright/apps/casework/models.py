"""The tables of casework. `Event` and `Text` are the truth; `Party` holds who people are.

`Case`, `Duty` and `Involvement` are an index for lists, written by `log` and rebuilt by `index`.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.visibility import CaseQuerySet
from putright.core.duties import DutyStatus, Obligation


class Case(models.Model):
    """One complaint, as lists and searches need it.

    Its first four columns are fixed when it is opened and are covered by the log's hashes; the rest follows
    from its events and parties.
    """

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=24)
    pack = models.CharField(max_length=100)
    pack_version = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(help_text="The reference's year.")
    number = models.PositiveIntegerField(help_text="The reference's number within the year.")

    version = models.PositiveIntegerField(default=0, help_text="How many events it has.")
    received_on = models.DateField()
    brand = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20, default="complaint", help_text="What it was sorted as; else a complaint.")
    channel = models.CharField(max_length=20, default="", blank=True, help_text="How it reached us.")
    stage = models.CharField(max_length=10)
    status = models.CharField(max_length=20)
    handler = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="handles")
    next_duty = models.CharField(max_length=200, blank=True)
    next_due = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    sensitive = models.BooleanField(default=False, help_text="It carries a flag of safety or safeguarding.")
    complainant = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    summary = models.CharField(max_length=500, blank=True)
    search_text = models.TextField(blank=True, help_text="What search looks through, as search.normalise leaves it.")

    objects: ClassVar[models.Manager[Case]] = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["landlord", "reference"], name="one_case_of_a_reference"),
            models.UniqueConstraint(fields=["landlord", "year", "number"], name="one_case_of_a_number"),
        ]
        indexes = [
            # "closed_on IS NULL" and not a list of statuses: SQLite leaves a partial index unused for bound values.
            models.Index("landlord", "next_due", "id", condition=Q(closed_on=None), name="open_cases_by_due_date"),
            models.Index("landlord", F("received_on").desc(), F("id").desc(), name="cases_latest_first"),
            # With `closed_on` among its columns: to count the open ones, SQLite would otherwise take the one above.
            models.Index(
                "landlord", "closed_on", F("received_on").desc(), F("id").desc(), name="open_cases_latest_first"
            ),
            models.Index("handler", "closed_on", name="open_cases_of_a_handler"),
            models.Index(
                "landlord",
                "kind",
                F("received_on").desc(),
                F("id").desc(),
                condition=~Q(kind="complaint"),
                name="registers_latest_first",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def is_visible_to(self, person: Person) -> bool:
        """Whether this person may see the case (the same rule as in lists)."""
        return Case.objects.visible_to(person).filter(pk=self.pk).exists()


class Event(models.Model):
    """Something that happened, as it was recorded. Append-only: triggers refuse anything else.

    `data` is canonical JSON without free text: each text stands as "§0", "§1"… and `texts` commits to
    what it said by a salted digest. `hash` covers every other column and the hash before it.
    """

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveBigIntegerField(help_text="Its place in the landlord's log, without gaps.")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    n = models.PositiveIntegerField(help_text="Its place in the case, without gaps.")
    kind = models.CharField(max_length=60)
    on = models.DateField(help_text="The local date on which it happened.")
    at = models.DateTimeField(help_text="The instant at which it was recorded.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    data = models.TextField()
    texts = models.TextField(help_text="Canonical JSON: the digest of each text, in order.")
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["landlord", "seq"], name="one_event_at_a_place"),
            models.UniqueConstraint(fields=["case", "n"], name="one_event_at_a_place_of_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class Text(models.Model):
    """A free text of an event. It may be erased (body and salt gone for good), never changed."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="rows")
    place = models.PositiveSmallIntegerField(help_text="Which of the event's texts this is, from 0.")
    body = models.TextField(null=True)
    salt = models.CharField(max_length=32, null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "place"], name="one_text_at_a_place"),
            models.CheckConstraint(
                condition=Q(body=None, salt=None, erased_at__isnull=False)
                | Q(body__isnull=False, salt__isnull=False, erased_at=None),
                name="text_kept_or_erased",
            ),
        ]


class Head(models.Model):
    """Where a landlord's log ends. Whoever appends holds this row."""

    landlord = models.OneToOneField(Landlord, on_delete=models.PROTECT, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)


class Party(models.Model):
    """Somebody a case concerns who does not work here. Personal data: erased when due."""

    class As(models.TextChoices):
        COMPLAINANT = "complainant", "Complainant"
        REPRESENTATIVE = "representative", "Representative"
        GROUP_MEMBER = "group_member", "Member of the group"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    key = models.CharField(max_length=8, help_text="How the case's events name them.")
    role = models.CharField(max_length=20, choices=As)
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    related_from = models.DateField(null=True, blank=True, help_text="When the landlord's relation with them began.")
    related_until = models.DateField(null=True, blank=True, help_text="When it ended, such as a tenancy.")
    adjustments = models.TextField(blank=True, help_text="Reasonable adjustments known for them.")

    class Meta:
        verbose_name_plural = "parties"
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="one_party_of_a_key")]

    def __str__(self) -> str:
        return self.name or self.get_role_display()


class Duty(models.Model):
    """Something owed on a case, as lists need it. The truth is `duties.obligations` of the case's events."""

    # Without an index of its own: SQLite would take it for one case's duties too.
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    handler = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_of = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False,
        help_text="Who else has to do something about it, though they may see nothing more of the case.",
    )  # fmt: skip
    name = models.CharField(max_length=200)
    due = models.DateField(null=True, help_text="None where neither law nor policy sets a date.")
    sorts_on = models.DateField(help_text="`due`, or the end of time: lists are walked in this order.")
    waiting = models.BooleanField(default=False)
    waits_until = models.DateField(null=True)
    window = models.BooleanField(default=False, help_text="The complainant's time to ask: nobody here owes it.")
    done_on = models.DateField(null=True)
    pence = models.PositiveIntegerField(null=True, help_text="Money promised and not paid.")

    class Meta:
        verbose_name_plural = "duties"
        constraints = [models.UniqueConstraint(fields=["case", "name"], name="one_duty_of_a_name")]
        indexes = [
            models.Index("landlord", "sorts_on", "id", condition=Q(done_on=None), name="duties_by_due_date"),
            models.Index("handler", "sorts_on", "id", condition=Q(done_on=None), name="duties_of_a_handler"),
            models.Index("asked_of", "sorts_on", "id", condition=Q(asked_of__isnull=False), name="duties_asked_of"),
            models.Index("landlord", "sorts_on", "id", condition=Q(pence__isnull=False), name="money_owed_by_due_date"),
        ]

    def __str__(self) -> str:
        return self.name

    def status(self, as_of: date) -> DutyStatus:
        """How it stands at the end of a day."""
        return Obligation(
            self.name, due=self.due, done=self.done_on, waiting=self.waiting, waits_until=self.waits_until,
            window=self.window,
        ).status(as_of)  # fmt: skip


class Involvement(models.Model):
    """How a person, or everyone in a role, is tied to a case.

    `about`, `interest` and `recused` hide the case from them; `approver` of a role: its approval is waited for;
    `board`: the role hears what the Ombudsman made of the case, and sees no more of it.
    """

    class As(models.TextChoices):
        LOGGED = "logged"
        HANDLER = "handler"
        REVIEWER = "reviewer"
        PANEL = "panel"
        APPROVER = "approver"
        ABOUT = "about"
        DETRIMENT = "detriment"
        INTEREST = "interest"
        RECUSED = "recused"
        BOARD = "board"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="involvements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=200, blank=True, help_text="A role of the pack, where no person is named.")
    tie = models.CharField(max_length=10, choices=As)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "tie"], name="one_tie_of_a_person"),
            models.UniqueConstraint(fields=["case", "role", "tie"], condition=Q(person=None), name="one_tie_of_a_role"),
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(role="") | Q(person__isnull=False, role=""), name="a_person_or_a_role"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "tie", "case"], name="ties_of_a_person"),
            models.Index(fields=["role", "tie", "case"], name="ties_of_a_role"),
        ]


class Viewing(models.Model):
    """That somebody opened a sensitive case on a day, and why. Append-only; the reason goes with the case's words."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="viewings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    why = models.CharField(max_length=400, null=True, help_text="Empty: they deal with it. None once erased.")

    class Meta:
        indexes = [
            models.Index(fields=["case", "person", "on"], name="viewings_of_a_day"),
            models.Index("case", models.F("id").desc(), name="viewings_latest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.on}"


class Submission(models.Model):
    """A form that was acted on. The token is drawn when the form is shown, so a double click acts once."""

    token = models.CharField(max_length=40, primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()


class Message(models.Model):
    """A letter or e-mail on its way out. Written with the events it belongs to, sent afterwards."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        BOUNCED = "bounced"
        FAILED = "failed"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40, help_text="What it is, such as acknowledgement.")
    letter = models.CharField(max_length=60, blank=True, help_text="The letter it carries.")
    channel = models.CharField(max_length=20, help_text="email, post, portal or in_person.")
    to = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, help_text="None once nothing more is to be tried.")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("next_try", "id", condition=Q(next_try__isnull=False), name="messages_to_try")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.channel}"


class Withdrawn(models.Model):
    """How often the ways back to a case that were given out were withdrawn, for a party or (empty) by e-mail."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    party = models.CharField(max_length=8, blank=True)
    times = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "withdrawn"
        constraints = [models.UniqueConstraint(fields=["case", "party"], name="one_count_of_a_party")]


class Mailbox(models.Model):
    """A mailbox that a landlord, or one of its brands, is written to. Its password stands in the environment."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="mailboxes")
    brand = models.CharField(max_length=100, blank=True)
    address = models.EmailField(unique=True, help_text="What letters are answered to; it takes +anything before its @.")
    host = models.CharField(max_length=255)
    port = models.PositiveIntegerField(default=993)
    tls = models.CharField(
        max_length=8, default="tls", choices=[("tls", "TLS"), ("starttls", "STARTTLS"), ("none", "None: this machine")]
    )
    user = models.CharField(max_length=255)
    secret = models.CharField(max_length=64, help_text="The environment variable that holds its password.")
    folder = models.CharField(max_length=255, default="INBOX")
    done_folder = models.CharField(max_length=255, default="Putright")
    active = models.BooleanField(default=True)
    looked_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=400, blank=True, help_text="What went wrong last.")

    class Meta:
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return self.address
