"""What everyone and everything an event names is called on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from putright import data
from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.core.needs import asked, does


def names_of(opened: Opened, parties: Iterable[Party] = ()) -> Mapping[str, str]:
    """Names by the ids that events use: people, parties, roles, bodies and brands."""
    pack = opened.judged.policy.pack
    found = {key: f"the {role.title}" for key, role in pack.roles.items()}
    found |= {key: f"the {title}" for key, title in pack.bodies.items()}
    found |= {key: brand.name for key, brand in pack.brands.items()}
    found |= {key: person.called for key, person in opened.people.items()}
    found |= {key: in_sentence(body["name"]) for key, body in data.load_bodies().items()}
    found |= {"complainant": "the complainant"}
    return found | {party.key: str(party) for party in parties if not party.key.isdigit()}


@dataclass(frozen=True)
class Help:
    """An adjustment in their words, and what letters do about it, each after “letters”."""

    text: str
    does: Sequence[str] = ()

    def __str__(self) -> str:
        return self.text


def adjustments(opened: Opened, parties: Iterable[Party]) -> list[Help]:
    """Every adjustment known, and who speaks for the complainant: always in view."""
    lines = [line for party in parties for line in party.adjustments.splitlines()]
    found = [Help(one.text, does(one)) for one in asked(opened.state, lines=lines)]
    return [*found, Help(f"speaks through {opened.state.representative}")] if opened.state.representative else found


def as_choices(parties: Iterable[Party]) -> list[tuple[str, str]]:
    """The people of a case as choices: each by key, with what they are to the complaint."""
    return [(party.key, f"{party} ({party.get_role_display().lower()})") for party in parties]


def person_line(opened: Opened, key: str) -> str:
    """A colleague with their roles, as a choice or a list names them."""
    person = opened.people[key]
    roles = opened.policy.pack.roles
    titles = ", ".join(roles[role].title for role in sorted(person.roles) if role in roles)
    return f"{person.called} ({titles})" if titles else person.called


def in_sentence(name: str) -> str:
    """The name of a body as a sentence goes on with it.

    >>> in_sentence("Housing Ombudsman Service"), in_sentence("The scheme of our code")
    ('the Housing Ombudsman Service', 'the scheme of our code')
    """
    return f"the{name[3:]}" if name.startswith("The ") else f"the {name}"
