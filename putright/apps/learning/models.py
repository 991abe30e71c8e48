"""What complaints teach beyond the one case: a projection of lessons and actions, themes, and what was told of them.

Lessons, actions and happenings follow from the log and can be made anew from it; they hold no words, which stay with
their events. Themes, changes and what was told are written here.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Event

KEY = 100


# ---- what follows from the log --------------------------------------------------------------


class Cursor(models.Model):
    """Up to which place of a landlord's log the projection has come, and when suggestions were last looked for."""

    landlord = models.OneToOneField(Landlord, on_delete=models.PROTECT, primary_key=True, related_name="+")
    seq = models.PositiveBigIntegerField(default=0)
    looked_on = models.DateField(null=True)


class Lesson(models.Model):
    """A lesson of a case."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY)
    on = models.DateField()
    failing = models.CharField(max_length=20, blank=True)
    cause = models.CharField(max_length=20, blank=True)
    service = models.CharField(max_length=40, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="one_lesson_of_a_key")]
        indexes = [models.Index("landlord", F("on").desc(), F("id").desc(), name="lessons_latest_first")]


class Action(models.Model):
    """Something to be done about a lesson of a case, as it was last set."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY)
    lesson = models.CharField(max_length=KEY, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=200, blank=True, help_text="A role or body, where no person owns it.")
    since = models.DateField()
    first = models.DateField(null=True, help_text="The date it had first.")
    due = models.DateField(null=True)
    sorts_on = models.DateField(help_text="`due`, or the end of time.")
    done_on = models.DateField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    done = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="one_action_of_a_key")]
        indexes = [
            models.Index("landlord", "sorts_on", "id", condition=Q(done_on=None), name="open_actions_by_date"),
            models.Index("landlord", F("done_on").desc(), F("id").desc(), name="done_actions_latest_first"),
        ]


class Happening(models.Model):
    """Something on a case that belongs to learning: support offered, praise passed on, a learning session held."""

    KINDS = ("support_offered", "feedback_shared", "learning_session_held")

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index("landlord", "kind", F("on").desc(), name="learning_happenings")]


class Suggestion(models.Model):
    """What several complaints have in common, found by the worker. Made anew each day."""

    class By(models.TextChoices):
        WORDS = "words", "Words they share"
        HOME = "home", "The same home"
        AREA = "area", "The same block or area"
        CONTRACTOR = "contractor", "The same contractor or other body complained of"
        CAUSE = "cause", "The same cause"
        SERVICE = "service", "The same service"
        LINKED = "linked", "Complaints that were linked, or made as a group"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=12, choices=By)
    key = models.CharField(max_length=200, help_text="The same for the same thing found again.")
    of = models.CharField(max_length=200, blank=True, help_text="The block, cause or service; of words, the words.")
    about = models.CharField(max_length=60, blank=True, help_text="The word that most of them share.")
    days = models.PositiveSmallIntegerField()
    usual = models.FloatField(help_text="How many such there were in as many days, on average, in the year before.")
    score = models.FloatField()
    found_on = models.DateField()
    cases = models.ManyToManyField(Case, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["landlord", "key"], name="one_suggestion_of_a_key")]


class SetAside(models.Model):
    """A suggestion that somebody looked at and set aside: it comes back once there are more complaints than then."""

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    cases = models.PositiveIntegerField(help_text="How many there were.")
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["landlord", "key"], name="suggestions_set_aside")]


# ---- themes ---------------------------------------------------------------------------------


class Theme(models.Model):
    """Something that several complaints show together, with an owner. What happens to it stands in its steps."""

    class Risk(models.TextChoices):
        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        SERIOUS = "serious", "Serious"
        SYSTEMIC = "systemic", "Systemic"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    what = models.TextField()
    service = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=20, blank=True)
    risk = models.CharField(max_length=10, choices=Risk, default=Risk.MEDIUM)
    why = models.TextField(blank=True, help_text="Why that risk.")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index("landlord", "closed_on", F("opened_on").desc(), name="themes_latest_first")]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """Something that happened to a theme; never changed. `who`: by whom it was reviewed, or who was told."""

    class Kind(models.TextChoices):
        FOUND = "found", "Found"
        CASES = "cases", "Cases added"
        REVIEWED = "reviewed", "Reviewed by senior managers"
        ACTION = "action", "Action set"
        DONE = "done", "Action done"
        TOLD = "told", "People were told"
        OWNER = "owner", "Given to somebody else"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Opened again"

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    text = models.TextField(blank=True)
    who = models.CharField(max_length=200, blank=True)
    risk = models.CharField(max_length=10, blank=True)
    action = models.CharField(max_length=10, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["theme", "id"], name="steps_of_a_theme")]


class ThemeCase(models.Model):
    """A case that shows a theme; never taken back."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="shown_by")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "case"], name="one_case_of_a_theme")]


class ThemeAction(models.Model):
    """Something to be done about a theme, as its steps leave it: what lists read."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="actions")
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=10)
    what = models.TextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    first = models.DateField()
    done_on = models.DateField(null=True)
    proof = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "key"], name="one_action_of_a_theme")]
        indexes = [models.Index(fields=["landlord", "done_on", "due", "id"], name="actions_of_themes")]


# ---- what was told --------------------------------------------------------------------------


class Told(models.Model):
    """Who was told what was learnt, when and how; never changed."""

    class Whom(models.TextChoices):
        RESIDENTS = "residents", "Residents"
        STAFF = "staff", "Staff"
        PANEL = "panel", "Residents’ panel"
        MANAGERS = "managers", "Senior managers"
        COMMITTEE = "committee", "Scrutiny committee"
        BOARD = "board", "Governing body"
        MEMBER = "member", "Member responsible for complaints"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    whom = models.CharField(max_length=12, choices=Whom)
    on = models.DateField()
    how = models.CharField(max_length=200)
    what = models.TextField()
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, related_name="+")
    href = models.CharField(max_length=300, blank=True, help_text="Where it can be read, such as a report.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("landlord", F("on").desc(), F("id").desc(), name="told_latest_first")]


class Change(models.Model):
    """“You said, we did”: only of an action that is done, without anybody's name, approved by another person."""

    class State(models.TextChoices):
        DRAFT = "draft", "To be approved"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="+")
    brand = models.CharField(max_length=100, blank=True)
    said = models.CharField(max_length=400)
    did = models.CharField(max_length=400)
    done_on = models.DateField()
    action = models.ForeignKey(Action, on_delete=models.SET_NULL, null=True, related_name="+")
    of_theme = models.ForeignKey(ThemeAction, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True, help_text="Why it was withdrawn.")

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        indexes = [models.Index("landlord", "state", F("published_on").desc(), F("id").desc(), name="changes_public")]
