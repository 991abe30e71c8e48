"""The questions: what is asked, why, what the Code says of it, and what the model policy answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from putright.core.printed import Topic

Answer = str | int | list[str]
Answers = Mapping[str, Answer]
Kind = Literal["text", "number", "choice", "choices"]
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `code`: provisions of the Code of 2024 that bear on it.

    `key`: where the answer stands in `pack.yaml`; a number stands there with its `unit`. `said`: what of the printed
    policy it is; `rules`: those of the linter that look at it. `default`: what is answered where the model has nothing
    at the key. `least` and `most` bound a number. `way`: the way to complain that its answer makes findable, and
    `lacks` what nobody has where it is left empty.
    """

    id: str
    text: str
    help: str
    kind: Kind = "text"
    code: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    said: tuple[tuple[Topic, str], ...] = ()
    rules: tuple[str, ...] = ()
    default: Answer = ""
    choices: Choices = ()
    unit: str = ""
    prefix: str = ""
    needed: bool = False
    pattern: str = ""
    least: int = 1
    most: int = 100
    way: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand on one page."""

    id: str
    title: str
    about: str
    questions: tuple[Question, ...]


MONTHS: Choices = tuple(
    (str(n), name) for n, name in enumerate((
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ), 1)
)  # fmt: skip
CHANNELS: Choices = (
    ("phone", "Telephone"), ("in_person", "In person"), ("letter", "Letter"), ("email", "E-mail"),
    ("online", "Online"), ("social_media", "Social media"), ("staff", "Told to a member of staff"),
    ("survey", "An answer in a survey"),
)  # fmt: skip
HANDLERS: Choices = (
    ("complaints_officer", "The complaints officer"), ("manager", "A manager"), ("senior_manager", "A senior manager"),
)  # fmt: skip
APPROVERS: Choices = (
    ("senior_manager", "A senior manager"), ("board_member", "A member of the governing body"),
    ("mrc", "The Member Responsible for Complaints"),
)  # fmt: skip
DECIDERS: Choices = (*HANDLERS[1:], APPROVERS[2])
GROUNDS: Choices = (
    ("legal_proceedings", "A claim has been filed at court"),
    ("already_considered", "It was already answered under this policy"),
    ("insurance_claim", "It is with the insurers"),
    ("tribunal", "A tribunal decides it"),
    ("employment", "It is about somebody’s own employment with us"),
    ("not_our_service", "We do not answer for it"),
    ("information_request", "It is a request for information, or about personal data"),
    ("whistleblowing", "It is whistleblowing"),
    ("anonymous", "Nobody says who they are"),
    ("unreasonable_persistence", "It is pursued unreasonably"),
    ("tenancy_ended", "They moved out more than twelve months ago"),
)  # fmt: skip
STARTS: Choices = (("acknowledgement", "From our acknowledgement"), ("receipt", "From the day it reached us"))
DAYS = "working days"

ORGANISATION = Group("organisation", "Your organisation", "Who you are, and what your policy is called.", (
    Question(id="name", text="What is your organisation called?", key=("landlord", "name"), needed=True,
             help="Its full name, as it stands on the policy and at the head of letters."),
    Question(id="short", text="What do people call it?", key=("landlord", "short"), needed=True,
             help="A short name for pages and lists."),
    Question(id="prefix", text="What do references begin with?", key=("landlord", "prefix"), needed=True,
             pattern=r"[A-Z]{2,5}", help="Two to five capital letters: with AB, a complaint is AB-2026-000001."),
    Question(id="year_begins", text="When does your financial year begin?", kind="choice", choices=MONTHS,
             key=("landlord", "year_begins"), default="4", code=("C24-8.1",),
             help="The annual report and the figures in it are drawn up by it."),
    Question(id="title", text="What is the policy called?", key=("document", "title"), needed=True,
             help="As it stands on its first page."),
    Question(id="owner", text="Which office looks after it?", key=("document", "owner"),
             help="An office, not a person: whoever sees that it is reviewed."),
))  # fmt: skip

REACHED = Group("reached", "How people reach you", "Each way stands in the policy, the leaflet and letters.", (
    Question(id="channels", text="How can a complaint reach you?", kind="choices", choices=CHANNELS, needed=True,
             default=[key for key, _ in CHANNELS], code=("C24-3.1", "C24-3.2", "C24-3.3"),
             rules=("channels", "any_staff", "social_media"),
             help="The Code asks for several ways, and that every member of staff can take a complaint. Each way that "
                  "you tick needs its number or address below."),
    Question(id="phone", text="Telephone number for complaints", code=("C24-3.1",), way="phone",
             lacks="telephone number", help="Leave empty if there is none."),
    Question(id="email", text="E-mail address for complaints", code=("C24-3.1",), help="Leave empty if there is none.",
             pattern=r"[^@\s]+@[^@\s]+\.[^@\s]+", way="email", lacks="e-mail address"),
    Question(id="post", text="Address to write to", code=("C24-3.1",), help="On one line, with the postcode.",
             way="letter", lacks="address to write to"),
    Question(id="visit", text="Address to come to", code=("C24-3.1",), way="in_person", lacks="address to come to",
             help="On one line; leave empty if nobody can come."),
    Question(id="online", text="Web page for complaints", code=("C24-3.1", "C24-3.4"), way="online", lacks="web page",
             help="Where the policy stands and a complaint can be made."),
    Question(id="social", text="Your page on social media", code=("C24-3.1",), pattern=r"\S+\.\S+",
             way="social_media", lacks="page on social media",
             help="Its address, such as facebook.com/elmstreethomes; leave empty if there is none."),
    Question(id="colour", text="The colour of what you publish", pattern=r"#[0-9a-fA-F]{6}", default="#0f4c5c",
             help="A # and six digits, such as #0f4c5c; dark enough for white text on it."),
))  # fmt: skip

PEOPLE = Group("people", "Who deals with complaints", "What each role is called with you, and what it does.", (
    Question(id="officer", text="The role that sees to complaints", key=("roles", "complaints_officer", "title"),
             needed=True, code=("C24-4.1", "C24-4.2"), said=(("promise", "officer"),),
             help="Whoever takes charge of complaint handling; it need not be all they do."),
    Question(id="manager", text="The role of managers", key=("roles", "manager", "title"), needed=True,
             code=("C24-4.3",), help="Managers who answer complaints about their services."),
    Question(id="senior", text="The senior role that answers for complaint handling", needed=True,
             key=("roles", "senior_manager", "title"), code=("C24-9.4",), said=(("promise", "senior_lead"),),
             help="Looks into themes for signs of wider risk, and is told of danger at once."),
    Question(id="board", text="A member of your governing body is called", key=("roles", "board_member", "title"),
             needed=True, code=("C24-9.5",), help="For example board member, trustee or councillor."),
    Question(id="mrc", text="The member responsible for complaints is called", key=("roles", "mrc", "title"),
             needed=True, code=("C24-9.5", "C24-9.6"), said=(("promise", "member"),),
             help="One member of the governing body; the Code’s name for them is the usual one."),
    Question(id="stage1_roles", text="Who answers at stage 1?", kind="choices", choices=HANDLERS, needed=True,
             key=("handling", "1", "roles"), code=("C24-4.3", "C24-5.8"),
             help="Trained, and not complained about themselves."),
    Question(id="stage2_roles", text="Who reviews at stage 2?", kind="choices", choices=HANDLERS, needed=True,
             key=("handling", "2", "roles"), code=("C24-6.13",), said=(("promise", "other_reviewer"),),
             help="Never whoever answered at stage 1: that is refused in each case."),
    Question(id="decides", text="Who decides on limiting contact?", kind="choices", choices=DECIDERS, needed=True,
             key=("behaviour", "decides"), code=("C24-5.14", "C24-5.15"), said=(("promise", "behaviour"),),
             help="Where somebody’s behaviour cannot be borne. The complaint is answered all the same."),
    Question(id="approves", text="Who approves the policy?", kind="choices", choices=APPROVERS, needed=True,
             key=("adoption", "approves"), default=["senior_manager", "board_member"],
             help="All of them, before a new version runs."),
))  # fmt: skip


def _days(id_: str, text: str, clock: str, code: tuple[str, ...], help_: str) -> Question:
    return Question(id=id_, text=text, kind="number", unit=DAYS, key=("clocks", clock, "within"), code=code,
                    said=(("time", clock),), help=help_)  # fmt: skip


TIMES = Group("times", "Your times", "The Code sets the most; fewer days are a promise to do better.", (
    _days("stage1_acknowledge", "Stage 1 is acknowledged within", "stage1.acknowledge", ("C24-6.2",),
          "The Code: five working days from the day the complaint reached you."),
    _days("stage1_respond", "Stage 1 is answered within", "stage1.respond", ("C24-6.3",),
          "The Code: ten working days from the acknowledgement."),
    Question(id="stage1_from", text="From when do you count the stage 1 answer?", kind="choice", choices=STARTS,
             key=("clocks", "stage1.respond", "from"), code=("C24-6.3",), said=(("start", "stage1.respond"),),
             help="The Code counts from the acknowledgement; from receipt is sooner."),
    _days("stage2_acknowledge", "Stage 2 is acknowledged within", "stage2.acknowledge", ("C24-6.11",),
          "The Code: five working days from the request."),
    _days("stage2_respond", "Stage 2 is answered within", "stage2.respond", ("C24-6.14",),
          "The Code: twenty working days from the acknowledgement."),
    Question(id="stage1_more", text="More time at stage 1, at most", kind="number", unit=DAYS,
             key=("extensions", "1", "within"), code=("C24-6.4", "C24-6.5"), said=(("extension", "1.within"),),
             help="The Code: ten working days, more only for a good reason, with the Ombudsman’s details."),
    Question(id="stage2_more", text="More time at stage 2, at most", kind="number", unit=DAYS,
             key=("extensions", "2", "within"), code=("C24-6.15", "C24-6.16"), said=(("extension", "2.within"),),
             help="The Code: twenty working days, more only for a good reason, on the same terms."),
    Question(id="answer", text="What is not a complaint is answered within", kind="number", unit=DAYS,
             key=("clocks", "answer", "within"), code=("C24-1.6",),
             help="Comments, and unhappy answers in surveys. No Code sets a time; the model takes ten working days."),
))  # fmt: skip

LIMITS = Group("limits", "What you do not take on", "Each case is looked at by itself; each refusal is explained.", (
    Question(id="too_old", text="What is older than this is too old", kind="number", unit="months", most=120,
             key=("grounds", "too_old", "over"), code=("C24-2.2", "C24-2.3"),
             said=(("exclusion", "too_old"), ("counted_from", "too_old")),
             help="The Code: twelve months at least, and you may still take up what is older."),
    Question(id="grounds", text="What else do you not take on?", kind="choices", choices=GROUNDS, key=("grounds",),
             code=("C24-2.1", "C24-2.2", "C24-2.4", "C24-2.5"), said=(("exclusion", ""),),
             help="The Code names the first two. Any other has to be fair; most shut people out without need."),
))  # fmt: skip

MONEY = Group("money", "Putting things right", "Who may offer what. No Code sets these: put your own figures.", (
    Question(id="officer_pays", text="The complaints officer may offer up to", kind="number", prefix="£", least=0,
             most=100_000, key=("compensation", "authority", "complaints_officer"), code=("C24-7.1", "C24-7.2"),
             help="More than this needs approval."),
    Question(id="manager_pays", text="A manager may offer up to", kind="number", prefix="£", least=0, most=100_000,
             key=("compensation", "authority", "manager"), code=("C24-7.1", "C24-7.2"), help="More needs approval."),
    Question(id="trouble", text="Time and trouble is paid up to", kind="number", prefix="£", least=0, most=100_000,
             key=("compensation", "scheme", "time_and_trouble"), code=("C24-7.2", "C24-7.4"),
             help="More is paid with a reason; the Ombudsman’s guidance is shown beside it."),
    Question(id="distress", text="Distress and inconvenience is paid up to", kind="number", prefix="£", least=0,
             most=100_000, key=("compensation", "scheme", "distress"), code=("C24-7.2", "C24-7.4"),
             said=(("remedy", "inconvenience"),), help="More is paid with a reason."),
))  # fmt: skip

AFTERWARDS = Group("afterwards", "Letters, records and review", "How you sound, and what comes after.", (
    Question(id="thanks", text="How do you thank somebody for complaining?", needed=True, code=("C24-1.1",),
             default="Thank you for raising this with us. You lose nothing by having done so.",
             help="A sentence of your acknowledgement."),
    Question(id="closing", text="How do your letters end?", needed=True, default="Yours sincerely",
             help="The line above the signature."),
    Question(id="dispose", text="Records of a complaint are kept for", kind="number", unit="years", most=30,
             key=("clocks", "dispose", "within"), code=("C24-5.12",), said=(("time", "dispose"),),
             help="From its closing. No law sets it; six years is how long most claims can be brought."),
    Question(id="approved", text="When was or will the policy be approved?", key=("document", "approved"),
             said=(("review", "approved"),), help="As it is to stand on the policy; empty while that is not known."),
    Question(id="review_due", text="When is it reviewed?", key=("document", "review_due"), default="every year",
             said=(("review", "due"),), code=("C24-8.3",), help="For example every year, or a month and a year."),
))  # fmt: skip

GROUPS: tuple[Group, ...] = (ORGANISATION, REACHED, PEOPLE, TIMES, LIMITS, MONEY, AFTERWARDS)


def questions() -> Iterator[Question]:
    """Every question, in order."""
    return (one for group in GROUPS for one in group.questions)


def defaults(model: Mapping[str, Any]) -> dict[str, Answer]:
    """What the model policy answers: `model` is its `pack.yaml` as a value."""
    return {one.id: _default(one, model) for one in questions()}


def _default(one: Question, model: Mapping[str, Any]) -> Answer:
    value: Any = model
    for key in one.key:
        value = value.get(key, {}) if isinstance(value, Mapping) else {}
    if one.id == "grounds":
        return [name for name in value if name != "too_old"]
    if not one.key or value == {} or (one.needed and one.key[:1] == ("landlord",)):
        return one.default
    if one.kind == "number":
        return int(str(value).split()[0])
    return [str(item) for item in value] if isinstance(value, list) else str(value)


def missing(answers: Answers) -> list[Question]:
    """The questions that have to be answered and are not."""
    return [one for one in questions() if one.needed and not answers.get(one.id)]


def unreached(answers: Answers) -> dict[str, str]:
    """The ways to complain that are ticked and that nobody could find.

    Answers with what is wrong and what to do, in words, under the id of the question that asks for the way's contact.
    """
    ticked, titles = answers.get("channels", ()), dict(CHANNELS)
    return {
        one.id: f"“{titles[one.way]}” is ticked as a way to complain, but no {one.lacks} is given, so nobody could "
        f"find it. Give it here, or take away the tick at “{titles[one.way]}”."
        for one in questions()
        if one.way and isinstance(ticked, list) and one.way in ticked and not answers.get(one.id)
    }
