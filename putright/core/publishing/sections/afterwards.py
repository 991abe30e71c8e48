"""Putting right, the redress body, learning, privacy, copies, and what the document is."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.letters.blocks import Details, Heading
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections.procedure import after, limits
from putright.core.publishing.shapes import Any, Line, Reach
from putright.core.warnings.redress import DIRECT_ACCESS_FROM
from putright.core.workdays import Period


def right(m: Matter, brief: bool = False) -> Iterator[Any]:
    """What putting right can mean, and the principles of compensation."""
    yield Heading(text=m.t("Putting things right"))
    yield m.says(m.t("If something went wrong we say so and put it right. That can be:"))
    kinds = dict.fromkeys(str(kind["title"]) for kind in m.entries("remedy_kinds"))
    yield m.says(*[m.own_words(kind) for kind in list(kinds)[: 5 if brief else None]], bullets=True, part="remedies")
    yield m.says(*_money(m), "" if brief else m.t("Each promise has a date, and we follow it until it is done."))
    if not brief:
        yield m.says(m.t("If we see it differently we explain how we came to that."))


def _money(m: Matter) -> Iterator[str]:
    rules = m.policy.pack.compensation
    if rules and rules.exceptional:
        yield m.t("If you lost money by it, tell us. We pay for distress or inconvenience only by way of exception, "
                  "with the reason in writing.")  # fmt: skip
    else:
        yield m.t("If you lost money by it, tell us. With any payment we weigh what it cost you, how long it went on "
                  "and what it did to you.")  # fmt: skip


def redress(m: Matter, brief: bool = False) -> Iterator[Any]:
    """Who decides when we have had our last word, and how to reach them, as the register has it on the day."""
    yield Heading(text=m.t("Help from outside, free and independent"))
    main, *others = m.bodies()
    yield _body(m, main, brief)
    for name in others:
        yield _body(m, name, brief, m.t("For anything about your home:"))
    apart = m.policy.pack.others
    if apart:
        yield _body(m, apart.redress, brief, m.t("If you are not a resident, and it is about us as a charity:"))
    about = m.policy.branded.subject if m.policy.branded else m.policy.pack.redress.subject
    if about == "care_service" and not brief:
        yield _body(m, "cqc", brief, m.t("You can also tell those who inspect care:"))
    if not brief and m.body(main)["kind"] == "ombudsman":
        include = [m.own_words(str(one)) for one in m.register.get("what_to_include", ())]
        yield m.says(m.t("When you write to them, give:"))
        yield m.says(*include, bullets=True)


def outside(m: Matter) -> Iterator[Any]:
    """Who helps from outside and how to reach them, and no more than fits on a wall."""
    yield Heading(text=m.t("Help from outside"))
    for name in m.bodies():
        every = m.reached(name)
        rows = tuple(row for row in every if not any(other[1].startswith(f"{row[1]}/") for other in every))
        said = m.t("Free advice at any time") if m.body(name)["any_time"] else ""
        unknown = "" if rows else m.t("Ask us for its name and address.")
        says = tuple(m.line(text) for text in (said, unknown) if text)
        yield Reach(whom=name, title=str(m.body(name)["name"]), says=says, rows=rows)


def _body(m: Matter, name: str, brief: bool, first: str = "") -> Reach:
    body = m.body(name)
    said = [Line(text=first)] if first else []
    if body["kind"] == "regulator":
        said.append(m.own_words(str(body["takes"])))
    elif body["any_time"]:
        said.append(m.line(m.t("You can ask for advice and help at any time, also while we deal with your complaint.")))
    if body["kind"] != "regulator":
        said.extend(_window(m, name, brief))
    rows = m.reached(name)
    if not rows:
        said.append(m.line(m.t("Ask us for its name and address.")))
    return Reach(whom=name, title=str(body["name"]), says=tuple(said), rows=rows)


def _window(m: Matter, name: str, brief: bool) -> Iterator[Line]:
    window = m.policy.windows.get(name)
    if "designated_person" in m.policy.edition.warnings and m.on < DIRECT_ACCESS_FROM:
        yield m.line(m.t("After our final answer a designated person, such as your Member of Parliament or a "
                         "councillor, can take it there for you; later you can go yourself."))  # fmt: skip
    elif body_decides(m, name):
        yield m.line(m.t("It normally decides on a complaint once our own procedure has ended."))
    if window and window.opens:
        figure = m.figure(f"redress.{name}.opens", Period.parse(window.opens.within))
        yield m.line(m.t("It takes a complaint from {time} {after}."), time=figure, after=after(m, window.opens.from_))
    if window and window.closes and not brief:
        figure = m.figure(f"redress.{name}.closes", Period.parse(window.closes.within))
        known = window.closes.from_ == "known"
        yield m.line(m.t("Go to it normally within {time} of learning of the matter.") if known
                     else m.t("Go to it normally within {time} of our final answer."), time=figure)  # fmt: skip


def body_decides(m: Matter, name: str) -> bool:
    """Whether the body is one that decides once the procedure has ended."""
    return bool(m.body(name)["kind"] == "ombudsman")


SHEETS = ("policy_website", "leaflet", "residents_handbook", "welcome_pack", "policy_posts", "ombudsman_notice")
"""Publications that are about the policy itself, not about what came of complaints."""


def learning(m: Matter) -> Iterator[Any]:
    """What comes of complaints, and what is published about them."""
    yield Heading(text=m.t("Learning from what you tell us"))
    yield m.says(m.t("We look for what lies behind complaints, change what needs changing, and report to those who "
                     "govern us. Comments, ideas and compliments are welcome too."),
                 m.t("When it is over we ask you how we dealt with it.") if "survey" in m.policy.limits else "",
                 )  # fmt: skip
    rhythms = m.policy.pack.publications.items()
    public = [rhythm for name, rhythm in rhythms if rhythm.every in ("year", "standing") and name not in SHEETS]
    titles = [m.own_words(rhythm.title) for rhythm in public]
    if titles:
        yield m.says(m.t("We publish:"))
        yield m.says(*titles, bullets=True, part="published")


def privacy(m: Matter) -> Iterator[Any]:
    """Confidentiality, and how long records are kept."""
    yield Heading(text=m.t("Your privacy"))
    said = [m.line(m.t("Only those who need to know learn about your complaint. We keep to data protection law."))]
    for limit in limits(m, "dispose"):
        figure = m.figure("dispose", limit.period or Period(0, "days"))
        text = m.t("We keep what is on file for {time} {after}, and longer only while something is still open.")
        said.append(m.line(text, time=figure, after=after(m, limit.clock.from_)))
    yield m.says(*said)
    rows = m.reached("ico")
    yield Reach(whom="ico", title=str(m.body("ico")["name"]), rows=rows,
                says=(m.line(m.t("About how we handle personal data, after telling us first:")),))  # fmt: skip


def copies(m: Matter) -> Iterator[Any]:
    """Other formats, other languages, and copies for whoever asks."""
    yield Heading(text=m.t("Another format or language, or a copy"))
    yield m.says(m.t("Ask any of us. Anybody can have our complaints policy, free, on paper, in large print or easy "
                     "read, in Braille, as audio or in another language, or have it read to them."))  # fmt: skip


def known(m: Matter) -> Iterator[Any]:
    """How the policy, the Code and the redress body are made known."""
    titles = [m.own_words(rhythm.title) for name, rhythm in m.policy.pack.publications.items() if name in SHEETS]
    yield Heading(text=m.t("How we make this known"))
    first = m.t("In our letters about complaints, on this page, and wherever we tell people how to reach us.")
    yield m.says(first, m.t("The Code we are held to: {code}.", code=m.policy.edition.title))
    if titles:
        yield m.says(*titles, bullets=True, part="known")


def about(m: Matter) -> Iterator[Any]:
    """What the policy's own dates and owners are; what is blank in it is left out."""
    document = m.policy.pack.document
    rows = [
        (m.t("Policy"), document.title),
        (m.t("Version"), document.version),
        (m.t("Reference"), document.reference),
        (m.t("Approved"), document.approved),
        (m.t("Next review due"), document.review_due),
        (m.t("Owner"), document.owner),
        (m.t("Accountable"), document.accountable),
        (m.t("Held to"), m.policy.edition.title),
    ]
    related = [str(policy["title"]) for policy in m.entries("related_policies")]
    yield Heading(text=m.t("About this policy"))
    yield Details(rows=tuple(row for row in rows if row[1]), part="about", lang=m.foreign)
    if related:
        yield m.says(m.t("It goes with:"))
        yield m.says(*[m.own_words(title) for title in related], bullets=True, part="related")


def foot(m: Matter) -> tuple[str, ...]:
    """The last line of a sheet: which policy it was drawn from, and other formats."""
    title, version = m.policy.pack.document.title, m.policy.pack.document.version
    if version[:1].isdigit():
        version = m.t("version {number}", number=version)
    named = m.t("From our {title}, {version}.", title=title, version=version) if version else m.t(
        "From our {title}.", title=title)  # fmt: skip
    return (named, m.t("Large print, easy read, Braille, audio or another language: just ask."))
