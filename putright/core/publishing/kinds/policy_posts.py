"""Posts for social media, so that the policy is put before people as a matter of routine."""

from collections.abc import Iterator

from putright.core.publishing.kinds.base import Body, publication
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections.procedure import after, limits
from putright.core.publishing.shapes import Any, Line, Post
from putright.core.workdays import Period

EVERY = 2
"""Weeks between one post and the next: six of them make a quarter."""
LONGEST = 280
"""Characters: the least that any of the usual networks takes."""


@publication("policy_posts", "Social media posts", "Six dated posts for a quarter", "posts")
def policy_posts(m: Matter) -> Body:
    """Six posts, one every two weeks."""
    lead = m.t("Each fits any of the usual networks. Add the link to the policy page.")
    return m.t("Posts about complaints"), lead, _blocks(m)


def _blocks(m: Matter) -> Iterator[Any]:
    yield from (Post(week=number * EVERY, line=line) for number, line in enumerate(_lines(m)))


def _lines(m: Matter) -> Iterator[Line]:
    yield m.line(m.t("Something not right with your home or our service? Tell any of us, in any way. You need not call "
                     "it a complaint."))  # fmt: skip
    yield _timed(m, "stage1", m.t("You complained: what now? We confirm it within {first} {from_first}. You have our "
                                  "full answer within {second} {from_second}."))  # fmt: skip
    yield _outside(m)
    yield m.line(m.t("Large print, another language, a call instead of a letter, somebody to speak for you: tell us "
                     "what makes complaining easier."))  # fmt: skip
    yield _timed(m, "stage2", m.t("Not settled? Ask for stage 2. We confirm it within {first} {from_first}. You have "
                                  "our final answer within {second} {from_second}."))  # fmt: skip
    yield m.line(m.t("Anybody can read our complaints policy, or have a copy, also in large print or another language. "
                     "Just ask any of us."))  # fmt: skip


def _outside(m: Matter) -> Line:
    body = m.body(m.bodies()[0])
    if body["any_time"]:
        text = m.t("Free, independent advice at any time, also while we deal with your complaint: {body}. How to reach "
                   "it is in our policy.")  # fmt: skip
    else:
        text = m.t("Independent of us: {body}. When and how it can help is in our policy.")
    return m.line(text, body=body["name"])


def _timed(m: Matter, stage: str, text: str) -> Line:
    slots: dict[str, object] = {}
    for slot, name in (("first", f"{stage}.acknowledge"), ("second", f"{stage}.respond")):
        limit = limits(m, name)[0]  # type: ignore[arg-type]
        slots |= {slot: m.figure(name, limit.period or Period(0, "days")), f"from_{slot}": after(m, limit.clock.from_)}
    return m.line(text, **slots)
