"""What each key of a pack is called in a sentence that says what has changed. A test holds it complete."""

from __future__ import annotations

from typing import Literal, NamedTuple

from putright.core import pack as p
from putright.core import promised
from putright.core.pack import ClockName
from putright.core.shape import Shape

Kind = Literal["text", "word", "role", "start", "pounds", "rhythm", "bare", "yes", "rules"]
"""How a value is shown: quoted; in words; as the title of a role; as what a time counts from; in pounds; as how often;
as it is; as yes or no, where `lead` holds the verb; or, for a list of rules by name, not at all."""


class Words(NamedTuple):
    """What a key is called: `lead` begins the sentence, the value follows, or `none` where there is no value.

    In `lead`, `{name}` is the entry it belongs to and `{does}` the same as a clause.
    """

    lead: str
    kind: Kind = "text"
    none: str = "nothing"


DOES: dict[ClockName, tuple[str, str]] = {
    "stage1.acknowledge": ("stage 1 is acknowledged", "the acknowledgement at stage 1"),
    "stage1.respond": ("stage 1 is answered", "the answer at stage 1"),
    "stage2.acknowledge": ("stage 2 is acknowledged", "the acknowledgement at stage 2"),
    "stage2.respond": ("stage 2 is answered", "the answer at stage 2"),
    "stage2.request": ("stage 2 can be asked for", "asking for stage 2"),
    "evidence": ("evidence goes to the redress body", "sending evidence"),
    "survey": ("the complainant is asked how it went", "the survey"),
    "survey.follow_up": ("whoever is unhappy in a survey is spoken to", "speaking to whoever is unhappy in a survey"),
    "dispose": ("records are disposed of", "disposing of records"),
    "safety.alert": ("those who keep people safe are told", "telling those who keep people safe"),
    "message": ("a message is answered", "the answer to a message"),
    "answer": ("what is no complaint is answered", "the answer to what is no complaint"),
}
"""Each clock: what is done by it, as a clause, and as a noun."""

EVERY: dict[str, str] = {
    "fortnight": "every fortnight", "month": "every month", "quarter": "every quarter", "year": "every year",
    "standing": "at any time, always up to date", "version": "with each version of the policy",
}  # fmt: skip
"""How often something comes, by the rhythm it has."""

PARTS: dict[str, tuple[str, ...]] = {
    "The policy": ("title", "pack", "version", "edition", "division", "landlord", "document", "adoption", "brands"),
    "Times": ("clocks", "extensions"),
    "Stages and who acts": ("roles", "bodies", "handling", "panel", "reports_back", "apart", "variation"),
    "What is refused, and what is dealt with apart": ("grounds", "others", "closing_grounds", "unrelated_points"),
    "Putting things right": ("redress", "compensation"),
    "Safety and behaviour": ("safety", "candour", "behaviour"),
    "Rules": ("guards", "warnings", "duties", "gate"),
    "Letters": ("letters", "letters_approved"),
    "Reports, publications, registers, samples": ("reports", "publications", "registers", "samples"),
    "Records": ("retention",),
}
"""The keys of a pack, in the order in which what differs is said."""

ENTRIES: dict[str, str] = {
    "landlord": "the landlord", "document": "the printed policy", "redress": "where a complaint goes next",
    "panel": "the review panel", "others": "complaints that the Code does not bind", "candour": "the duty of candour",
    "compensation": "compensation", "behaviour": "decisions on behaviour", "adoption": "a new version",
    "extensions": "more time at stage {key}", "grounds": "refusing because of “{key}”", "roles": "the role “{key}”",
    "handling": "stage {key}", "brands": "the landlord “{key}”", "safety": "an alert about “{key}”",
    "reports_back": "the report back after stage {key}", "letters_approved": "the approval of a letter “{key}”",
    "reports": "the report “{key}”", "publications": "the publication “{key}”", "registers": "the register “{key}”",
    "samples": "the sample “{key}”", "retention": "the keeping of “{key}”", "seats": "the seat “{key}”",
}  # fmt: skip
"""What an entry is called, by the key it stands under."""

_CITES, _READING = Words("the provisions of {name}:", "bare"), Words("the reading taken of {name} is", none="none")
_COMMON = {"cites": _CITES, "reading": _READING}
_RHYTHM = _COMMON | {
    "title": Words("{name} is called"), "every": Words("{name} comes", "rhythm", "at no set time"),
    "to": Words("{name} goes to", "role"),
}  # fmt: skip

KEYS: dict[type[Shape], dict[str, Words]] = {
    p.Pack: {
        "title": Words("the policy is called"),
        "pack": Words("its id is"),
        "version": Words("its version is", "bare"),
        "edition": Words("it is held to", "bare"),
        "division": Words("it counts the bank holidays of", "word"),
        "bodies": Words("the name of “{key}” is"),
        "apart": Words("dealt with apart, by who complains:", "rules"),
        "variation": Words("what may be varied:", "rules"),
        "closing_grounds": Words("grounds for closing:", "rules"),
        "unrelated_points": Words("a further point that is unrelated:", "word", "as the Code has it"),
        "guards": Words("a step is refused unless", "rules"),
        "warnings": Words("a case warns:", "rules"),
        "duties": Words("owed without a time of its own:", "rules"),
        "gate": Words("looked for in a letter:", "rules"),
        "letters": Words("a letter must say ({name}):", "rules"),
    },
    p.Clock: _COMMON
    | {
        "within": Words("{does} within", "bare", "no set time"),
        "from_": Words("the time for {name} counts from", "start"),
    },
    p.Extension: _COMMON
    | {
        "within": Words("{name} is at most", "bare", "not bounded"),
        "ombudsman_details": Words("gives the Ombudsman’s details", "yes"),
        "agreed": Words("needs the complainant’s agreement", "yes"),
        "agreed_beyond": Words("needs the complainant’s agreement beyond that", "yes"),
        "approvals": Words("{name} beyond that is approved by", "role"),
    },
    p.GroundRule: _COMMON
    | {
        "over": Words("for {name} it must be older than", "bare", "any age"),
        "includes_the_day": Words("begins on the last day itself", "yes"),
        "defeated_by": Words("{name} is not possible where there is:", "word"),
        "approvals": Words("{name} is approved by", "role", "nobody else"),
    },
    p.Role: _COMMON | {"title": Words("{name} is called"), "does": Words("people with {name}:", "word")},
    p.Handling: _COMMON
    | {
        "rule": Words("who takes {name} is decided", "word"),
        "roles": Words("{name} is taken by", "role"),
        "line_managers": Words("goes to the line manager where a complaint is about staff", "yes"),
    },
    p.Seat: {
        "title": Words("{name} is called"),
        "roles": Words("{name} is taken by", "role"),
        "needs_consent": Words("needs the complainant’s consent", "yes"),
        "instead": Words("where {name} stays empty, this one is doubled:", none="none"),
    },
    p.Panel: _COMMON
    | {"seats": Words("{name} has"), "papers_before": Words("papers of {name} are out before it meets by", "bare")},
    p.Alert: _COMMON | {"to": Words("{name} goes to", "role")},
    p.Candour: _COMMON | {"steps": Words("the steps of {name}:", "word")},
    p.Redress: _COMMON
    | {
        "subject": Words("a complaint is about, where nothing else is said:", "word"),
        "bodies": Words("a complaint about “{key}” goes next to the", "word", "nobody"),
    },
    p.Brand: _COMMON
    | {
        "name": Words("{name} is called"),
        "edition": Words("{name} is held to", "bare", "what the group is held to"),
        "handlers": Words("stage 1 of {name} is taken by", "role"),
        "reviewers": Words("stage 2 of {name} is taken by", "role"),
        "other_team_reviews": Words("has another team look at it at stage 2", "yes"),
        "subject": Words("complaints to {name} are about", "word"),
    },
    p.LetterApproval: _COMMON
    | {
        "roles": Words("{name} is given by", "role"),
        "over": Words("{name} is needed for more than", "pounds", "any amount"),
    },
    p.Behaviour: _COMMON
    | {
        "decides": Words("{name} are taken by", "role"),
        "appeal_within": Words("an appeal against {name} is looked at within", "bare", "no set time"),
    },
    p.Others: _COMMON
    | {
        "sources": Words("{name}: they come from", "word"),
        "redress": Words("{name} go next to the", "word"),
        "grounds": Words("{name} are refused for"),
    },
    p.Document: {
        "cites": _CITES,
        "title": Words("{name} is called"),
        "version": Words("{name} is version", none="without a number"),
        "approved": Words("{name} was approved", none="on no date that is printed"),
        "review_due": Words("{name} is due for review", none="on no date that is printed"),
        "owner": Words("{name} is kept by", none="nobody who is named"),
        "reference": Words("the reference of {name} is", none="none"),
        "accountable": Words("accountable for {name}:", none="nobody who is named"),
    },
    p.Landlord: {
        "name": Words("{name} is called"),
        "short": Words("{name} is called, in short,"),
        "prefix": Words("references begin with"),
        "year_begins": Words("the financial year begins in month", "bare"),
    },
    p.Compensation: _COMMON
    | {
        "authority": Words("“{key}” may offer, without anybody else, up to", "pounds"),
        "approves": Words("more {name} is approved by", "role"),
        "exceptional": Words("paid only with a reason:", "word"),
        "scheme": Words("the scheme pays for “{key}” at most", "pounds"),
    },
    p.Retention: _COMMON | {"within": Words("{name} ends within", "bare")},
    p.Adoption: _COMMON | {"approves": Words("{name} is approved by", "role")},
    promised.Rhythm: _RHYTHM,
    promised.Report: _RHYTHM
    | {
        "shows": Words("{name} shows", "word"),
        "brands": Words("{name} is drawn up one by one for", "word", "all together"),
    },
    promised.Sampling: _RHYTHM | {"share": Words("per cent that {name} takes, at least:", "bare")},
}
"""What every key of a pack is called, by the structure it stands in; entries of their own are in `ENTRIES`."""
