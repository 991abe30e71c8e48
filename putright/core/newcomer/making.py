"""From answers to the files of a policy: the model's, with what was answered in its place everywhere it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from putright.core.newcomer.questions import CHANNELS, GROUNDS, Answers, Question, questions, unreached

Values = dict[str, Any]
"""The files of a policy as values, by the names of the files."""
ONLINE = "social_media"
"""The way to complain whose contact is a web address."""
SAID = {
    "MOD-05": "We take every complaint unless it is over {too_old} months old{grounds}. Each case is weighed on its "
              "own circumstances.",
    "MOD-07": "People can complain by any of these: {channels}. Any member of staff takes a complaint and records it "
              "at once. We never aim for fewer complaints.",
    "MOD-12": "A complaint is recorded, defined and acknowledged within {stage1_acknowledge} working days of reaching "
              "us.",
    "MOD-13": "The full stage 1 answer follows within {stage1_respond} working days of {stage1_from}.",
    "MOD-14": "If a complaint is too complex for that, we may take up to {stage1_more} working days more, or longer "
              "for a good reason. Before the date passes we say why, name the new date, and give the Ombudsman's "
              "details.",
    "MOD-15": "A request for stage 2 is recorded, defined and acknowledged within {stage2_acknowledge} working days of "
              "reaching us.",
    "MOD-16": "The final answer follows within {stage2_respond} working days of that acknowledgement.",
    "MOD-17": "At stage 2 we may take up to {stage2_more} working days more, or longer for a good reason, on the same "
              "terms: why, until when, and the Ombudsman's details, before the date passes.",
    "MOD-18": "Stage 1 is handled by {stage1_roles}, trained for it and not complained about.",
    "MOD-19": "Stage 2 is reviewed by {stage2_roles}, who had no part in stage 1.",
    "MOD-25": "Records are kept for {dispose} years from the closing of the complaint and then erased. Nothing is "
              "erased while a review, an Ombudsman case, an order or a remedy is open.",
}  # fmt: skip
"""The model's provisions that say what is answered here."""
SEVERAL = 2
FROM = {"acknowledgement": "the acknowledgement", "receipt": "its receipt"}


def pack_id(short: str) -> str:
    """The id of a landlord's own policy, from its short name.

    >>> pack_id("Elm Street Homes")
    'elm-street-homes-policy'
    """
    return re.sub(r"[^a-z0-9]+", "-", short.casefold()).strip("-") + "-policy"


def made(model: Values, answers: Answers) -> Values:
    """The files of the landlord's own policy; `model` are those of `model-2024`, which stay as they are.

    Every question is answered (see `defaults`); an answer that is left empty is left out, and so is a way to complain
    that nobody could find (see `unreached`).
    """
    answers = {**answers, "channels": _findable(answers)}
    files = deepcopy(model)
    pack, wording = files["pack.yaml"], files["wording.yaml"]
    _pack(pack, answers)
    _wording(wording, answers)
    _provisions(files["provisions.yaml"], pack, answers)
    if "printed.yaml" in files:
        _printed(files["printed.yaml"], pack, answers)
    return files


def _pack(pack: Values, answers: Answers) -> None:
    name = str(answers["short"])
    pack |= {"pack": pack_id(name), "title": f"{answers['title']} of {answers['name']}", "version": "1"}
    for one in questions():
        if one.key and one.key != ("grounds",) and answers.get(one.id) not in (None, "", []):
            _put(pack, one, answers[one.id])
    chosen = list(answers["grounds"]) if isinstance(answers["grounds"], list) else []
    kept = {"too_old": pack["grounds"]["too_old"]}
    pack["grounds"] = kept | {ground: pack["grounds"].get(ground) or _ground(ground) for ground in chosen}


def _put(pack: Values, one: Question, answer: Any) -> None:
    inner = pack
    for key in one.key[:-1]:
        inner = inner.setdefault(key, {"cites": ["MOD-49"]} if key == "adoption" else {})
    value = f"{answer} {one.unit}" if one.unit else answer
    inner[one.key[-1]] = int(value) if one.id == "year_begins" else value


def _ground(ground: str) -> Values:
    over = {"over": "12 months"} if ground == "tenancy_ended" else {}
    return {**over, "cites": ["MOD-05"]}


def _wording(wording: Values, answers: Answers) -> None:
    staff = [one for one in wording["contacts"] if one["how"] == "staff"]
    wording["contacts"] = [*_contacts(answers), *staff]
    wording["channels"] = [one for one in wording["channels"] if one["id"] in _listed(answers, "channels")]
    wording["look"] = {"colour": answers["colour"] or "#0f4c5c"}
    for sentence in wording["letters"]:
        if sentence["id"] in ("thanks", "closing"):
            sentence["text"] = answers[sentence["id"]]


def _findable(answers: Answers) -> list[str]:
    lacking = unreached(answers)
    lost = {one.way for one in questions() if one.id in lacking}
    return [way for way in _listed(answers, "channels") if way not in lost]


def _contacts(answers: Answers) -> Iterator[Values]:
    for one in questions():
        if one.way and answers.get(one.id):
            how = "online" if one.way == ONLINE else one.way
            yield {"id": one.id, "for": ["everyone"], "how": how, "detail": answers[one.id], "cites": ["MOD-07"]}


def _listed(answers: Answers, id_: str) -> list[str]:
    found = answers[id_]
    return found if isinstance(found, list) else []


def _provisions(document: Values, pack: Values, answers: Answers) -> None:
    document["document"] = pack["pack"]
    words = _words(pack, answers)
    for id_, says in SAID.items():
        document["provisions"][id_]["asks"] = says.format(**words)
    by = [entry for entry in document["provisions"]["MOD-05"]["by"] if "ground" not in entry]
    document["provisions"]["MOD-05"]["by"] = [*({"ground": ground} for ground in pack["grounds"]), *by]
    for id_ in ("MOD-12", "MOD-13", "MOD-14", "MOD-15", "MOD-16", "MOD-17"):
        if reading := document["provisions"][id_].get("reading"):
            document["provisions"][id_]["reading"] = re.sub(r"[Tt]he (ten|twenty) days", _days, reading)


def _days(found: re.Match[str]) -> str:
    return "The days" if found[0][0] == "T" else "the days"


def _words(pack: Values, answers: Answers) -> dict[str, str]:
    titles = {role: known["title"] for role, known in pack["roles"].items()}
    grounds = dict(GROUNDS)
    chosen = [_lower(grounds[one]) for one in _listed(answers, "grounds")]
    words = {
        "grounds": f", or one of these is so: {'; '.join(chosen)}" if chosen else "",
        "stage1_from": FROM[str(answers["stage1_from"])],
        "channels": ", ".join(_lower(title) for key, title in CHANNELS if key in _listed(answers, "channels")),
    }
    for stage in ("stage1_roles", "stage2_roles"):
        words[stage] = _any(f"the {titles[role]}" for role in _listed(answers, stage))
    return {id_: str(answer) for id_, answer in answers.items()} | words


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _any(words: Iterator[str]) -> str:
    found = list(words)
    return " or ".join(filter(None, (", ".join(found[:-1]), found[-1])))


def _printed(printed: Values, pack: Values, answers: Answers) -> None:
    printed["printed"] = answers["title"]
    kept = [one for one in printed["says"] if one["topic"] != "exclusion" and not _unsaid(one, answers)]
    for one in kept:
        _said(one, pack, answers)
    printed["says"] = [*kept, *_exclusions(pack)]


def _unsaid(one: Values, answers: Answers) -> bool:
    """What the policy does not promise by these answers."""
    channels = _listed(answers, "channels")
    left_out = {"social_media": "social_media" not in channels, "channels": len(channels) < SEVERAL}
    return one["topic"] == "promise" and left_out.get(one["of"], False)


def _said(one: Values, pack: Values, answers: Answers) -> None:
    """Takes what the pack now says into what is printed; the words are those of its provision."""
    of = one.get("of", "")
    if one["topic"] == "time":
        one |= {"value": pack["clocks"][of]["within"], "text": f"within {pack['clocks'][of]['within']}"}
    elif one["topic"] == "start":
        one |= {"value": pack["clocks"][of]["from"]}
        one.pop("text", None)
    elif one["topic"] == "extension" and of.endswith(".within"):
        within = pack["extensions"][of[0]]["within"]
        one |= {"value": within, "text": f"up to {within} more, or longer for a good reason"}
    elif one["topic"] == "review":
        one["value"] = answers["approved" if of == "approved" else "review_due"] or one["value"]


def _exclusions(pack: Values) -> Iterator[Values]:
    titles = dict(GROUNDS)
    for ground, rule in pack["grounds"].items():
        over = {"value": rule["over"]} if "over" in rule else {}
        text = f"over {rule['over']} old" if ground == "too_old" else _lower(titles.get(ground, ""))
        yield {"topic": "exclusion", "of": ground, **over, "text": text, "cites": ["MOD-05"]}
