"""The questions of each door, in the order in which they are asked, one a page."""

from __future__ import annotations

from dataclasses import dataclass

from putright.apps.portal.questions.base import Question
from putright.apps.portal.questions.what import About, Concerns, Happened, Praised, Safety, Told, Unhappy, When
from putright.apps.portal.questions.who import Authority, ForWhom, Members, Name, Relation, Speaks, Them
from putright.apps.portal.questions.wishes import Files, Home, Loss, Needs, Reach, Wishes


@dataclass(frozen=True)
class Door:
    """One thing that can be told here. `called`: what was sent, as a sentence goes on with it."""

    name: str
    title: str
    called: str
    what: str
    questions: tuple[type[Question], ...]


DOORS = {door.name: door for door in (
    Door("complaint", "Make a complaint", "your complaint", "Something went wrong, or you are unhappy with us.",
         (ForWhom, Safety, Relation, Authority, Happened, When, Concerns, About, Wishes, Loss, Files, Name, Them, Home,
          Reach, Members, Speaks, Needs)),
    Door("service_request", "Ask for a service", "your request", "You need something done, such as a repair.",
         (Unhappy, Safety, Relation, Told, Files, Name, Home, Reach, Needs)),
    Door("comment", "Make a comment", "your comment", "You want us to know something.",
         (Relation, Told, Name, Reach)),
    Door("compliment", "Say thank you", "your compliment", "Somebody or something was good.",
         (Relation, Told, Praised, Name, Reach)),
    Door("suggestion", "Make a suggestion", "your suggestion", "You have an idea what we could do better.",
         (Relation, Told, Files, Name, Reach)),
    Door("petition", "Send a petition", "your petition", "Several of you ask us for the same thing.",
         (Relation, Told, Files, Name, Reach)),
    Door("policy_request", "Ask for a copy of our complaints policy", "your request",
         "On paper, in another format or another language. It is free.", (Relation, Name, Home, Reach, Needs)),
)}  # fmt: skip
"""Every door, by what the case is sorted as."""
