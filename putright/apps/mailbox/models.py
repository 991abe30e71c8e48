"""What came by e-mail, what was done with it, and the one receipt that may be sent for it.

`Incoming` is evidence: triggers refuse any change of what came. Where it stands now (`state`, `case`) may change, and
`Handling` says how it came to that.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.log import LONDON
from putright.apps.casework.models import Case, Mailbox

LONGEST = {"message_id": 400, "sender": 320, "sender_name": 200, "subject": 400, "told": 300, "excerpt": 300}
"""The most characters that are kept of what a message says of itself, beside the message."""


class Incoming(models.Model):
    """A message that was fetched. The storage has it as it came (`stored`); the columns beside it are for lists."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for somebody"
        FILED = "filed", "With a case"
        ASIDE = "aside", "Set aside"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, help_text="Of the message as it came.")
    size = models.PositiveBigIntegerField(help_text="In bytes, on the mail server.")
    whole = models.BooleanField(default=True, help_text="Whether all of it was taken in; of one too large, its head.")
    stored = models.CharField(max_length=200, blank=True, help_text="Where the storage has it; empty once erased.")
    came_at = models.DateTimeField(help_text="When the mail server took it.")
    taken_at = models.DateTimeField(help_text="When it was fetched.")
    message_id = models.CharField(max_length=LONGEST["message_id"], blank=True)
    sender = models.CharField(max_length=LONGEST["sender"], blank=True)
    sender_name = models.CharField(max_length=LONGEST["sender_name"], blank=True)
    subject = models.CharField(max_length=LONGEST["subject"], blank=True)
    excerpt = models.CharField(max_length=LONGEST["excerpt"], blank=True, help_text="How it begins.")
    kind = models.CharField(max_length=12, help_text="Who speaks: a person, a mail server …")
    told = models.CharField(max_length=LONGEST["told"], blank=True, help_text="By what its kind was told.")
    content = models.CharField(max_length=64, help_text="The same for copies of one message that came different ways.")
    erased_at = models.DateTimeField(null=True)

    state = models.CharField(max_length=8, choices=State)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    suggested = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+",
                                  help_text="The case it says it is about, where that is not certain.")  # fmt: skip
    read_by = models.DateField(null=True, help_text="By when somebody reads it, as senders are told.")

    class Meta:
        verbose_name_plural = "incoming"
        constraints = [models.UniqueConstraint(fields=["mailbox", "sha256"], name="mailbox_each_message_once")]
        indexes = [
            # Whole: SQLite leaves a partial index unused for bound values.
            models.Index("landlord", "state", "came_at", "id", name="mailbox_oldest_first"),
            models.Index("landlord", "state", F("id").desc(), name="mailbox_latest_first"),
            models.Index("landlord", "content", name="mailbox_copies"),
            models.Index("landlord", "message_id", name="mailbox_threads"),
        ]

    def __str__(self) -> str:
        return self.subject or "No subject"

    @property
    def came_on(self) -> date:
        """The day on which it came: a complaint counts as received on it, whoever read it when."""
        return self.came_at.astimezone(LONDON).date()


class Handling(models.Model):
    """Something that was done with a message, by whom. Append-only; `said` may be erased with the message."""

    class What(models.TextChoices):
        TAKEN = "taken", "Came"
        FILED = "filed", "Put with a case"
        BOUNCE = "bounce", "Tells of a letter that did not arrive"
        ASIDE = "aside", "Set aside by the program"
        OPENED = "opened", "Became a new case"
        NOT_OURS = "not_ours", "Not for us"
        SPAM = "spam", "Spam"
        BACK = "back", "Put back to be dealt with"

    incoming = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="handled")
    what = models.CharField(max_length=10, choices=What)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    said = models.TextField(null=True, blank=True, help_text="Why, or what was found; None once erased.")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index("incoming", "id", name="mailbox_handling_of_a_message")]

    def __str__(self) -> str:
        return self.get_what_display()


class Receipt(models.Model):
    """The answer by the program to a message that waits. It stands here before it is sent: none is sent twice.

    `due_at` is when it is to be sent; None from the moment somebody has begun to.
    """

    incoming = models.OneToOneField(Incoming, on_delete=models.PROTECT, primary_key=True, related_name="receipt")
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=LONGEST["sender"], help_text="In lower case; no+body@ is nobody@.")
    day = models.DateField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "to", "day"], name="mailbox_one_receipt_a_day")]
        indexes = [models.Index("due_at", condition=Q(due_at__isnull=False), name="mailbox_receipts_to_send")]

    def __str__(self) -> str:
        return f"Receipt for {self.incoming_id}"
