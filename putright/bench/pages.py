"""Timings of pages: a database of many cases, gunicorn with two workers, beside Django alone on the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import count, cycle, islice
from time import perf_counter, process_time
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Event
from putright.bench import many
from putright.bench.figures import Figure, quantile, seconds
from putright.bench.serving import Browser, gunicorn, memory_of_workers

GROUP = "Pages"
ROUNDS = 100
WARM_UP = 10
PATIENCE = 12.0
"""Seconds for one page; a slow one is measured fewer times."""


@dataclass(frozen=True)
class Page:
    """A page to time: its addresses, what stands beside it, and its goal in milliseconds."""

    what: str
    paths: Sequence[str]
    bare: Sequence[str]
    goal: float | None = None
    who: str = "officer"


def pages(number: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """Everything about pages. The database is made where Django is set up to look, or found there."""
    yield from database(number, say)
    with ExitStack() as stack:
        port, master = stack.enter_context(gunicorn("putright.config.wsgi", {}))
        bare_port, _ = stack.enter_context(gunicorn("putright.bench.bare:application", {}))
        beside = Browser(bare_port, {})
        for page in _pages(say):
            browser = Browser(port, _cookies(page.who))
            yield _timed(page, browser, beside, _cost(page))
        yield from _logging(Browser(port, _cookies("officer")), beside, say)
        whole, shared_once = memory_of_workers(master)
        note = f"{shared_once:,.0f} MiB with shared pages counted once"
        yield Figure(GROUP, "memory of the two workers", whole, "MiB", goal="under 200 MiB", note=note)


def database(number: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """So many cases where Django is set up to look, made there unless there are some."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Landlord.objects.exists():
        say(f"Writing {number:,} cases …")
        still_open = max(number // 20, 20)
        taken = seconds(lambda: many.fill(many.landlord_with_people(), number, still_open, timezone.localdate()))
        say(f"… in {taken:.0f} seconds.")
    many.verify(sample=50)
    note = f"{Event.objects.count():,} events, {Case.objects.filter(closed_on=None).count():,} cases open"
    yield Figure(GROUP, "the database", Case.objects.count(), "cases", note=note)


def _pages(say: Callable[[str], None]) -> Iterator[Page]:
    references = list(Case.objects.filter(closed_on=None, version__gt=30).values_list("reference", flat=True)[:50])
    queries = [{"q": q} for q in ("amina gethin", references[0], "leak kitchen", "quarry hill", "mould", "AN12 3ZZ")]
    bare_searches = [f"/search?{urlencode(query)}" for query in queries]
    for what, name, goal, who in (
        ("work list, of an officer who sees all", "work_list", 20.4, "officer"),
        ("work list, of a manager in a team", "work_list", 20.4, "manager"),
    ):
        try:
            yield Page(what, [reverse(name)], ["/duties"], goal, who)
        except NoReverseMatch:
            say(f"There is no page {name!r} yet: left out.")
    try:
        cases = [reverse("case", args=[reference]) for reference in references]
        yield Page("case of more than 30 events", cases, [f"/cases/{r}" for r in references], 6.8)
        yield Page("search", [f"{reverse('search')}?{urlencode(query)}" for query in queries], bare_searches, 52.9)
    except NoReverseMatch as missing:
        say(f"{missing}: left out.")


def _timed(page: Page, browser: Browser, beside: Browser, cost: Cost) -> Figure:
    ours, theirs = [], []
    until = perf_counter() + PATIENCE
    for path, bare in zip(cycle(page.paths), cycle(page.bare), strict=False):
        ours.append(_get(browser, path))
        theirs.append(_get(beside, bare))
        if len(ours) == ROUNDS + WARM_UP or (len(ours) > WARM_UP + 10 and perf_counter() > until):
            break
    return _figure(page.what, ours[WARM_UP:], theirs[WARM_UP:], page.goal, cost)


def _figure(what: str, ours: list[float], theirs: list[float], goal: float | None, cost: Cost) -> Figure:
    note = f"{len(ours)} times; 95 of 100 within {quantile(ours, 0.95):.1f} ms; {cost.statements} SQL statements"
    note += f"; {cost.processor:.1f} ms of processor time"
    wanted = f"{goal:g} ms" if goal else ""
    beside = quantile(theirs, 0.5) if theirs else None
    return Figure(GROUP, what, quantile(ours, 0.5), "ms", beside, "Django alone", wanted, note)


def _get(browser: Browser, path: str) -> float:
    status, text, taken = browser.get(path)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}: {text[:200]}")
    return taken


def _cookies(who: str) -> dict[str, str]:
    return {name: morsel.value for name, morsel in _client(who).cookies.items()}


def _client(who: str) -> Client:
    email = {"officer": "officer@bench.example", "manager": "handler0@bench.example"}[who]
    client = Client(HTTP_HOST="localhost", HTTP_REFERER="https://localhost/")
    client.force_login(Person.objects.get(email=email))
    return client


@dataclass(frozen=True)
class Cost:
    """What a page costs whatever else the machine does: SQL statements, and milliseconds of processor time."""

    statements: int
    processor: float


def _cost(page: Page) -> Cost:
    client = _client(page.who)
    client.get(page.paths[0], secure=True)
    with CaptureQueriesContext(connection) as captured:
        client.get(page.paths[0], secure=True)
        statements = len(captured)
    start = process_time()
    for path, _ in zip(cycle(page.paths), range(20), strict=False):
        client.get(path, secure=True)
    return Cost(statements, (process_time() - start) / 20 * 1000)


# ---- logging a complaint --------------------------------------------------------------------


def _logging(browser: Browser, beside: Browser, say: Callable[[str], None]) -> Iterator[Figure]:
    try:
        path = reverse("log_complaint")
    except NoReverseMatch:
        say("There is no page 'log_complaint' yet: left out.")
        return
    forms, ours, theirs = [], [], []
    newcomers = count(Case.objects.count() * 10)  # nobody an earlier run has written down already
    for n in islice(newcomers, ROUNDS + WARM_UP):
        _, html, taken = browser.get(path)
        forms.append(taken)
        status, text, taken = browser.post(path, filled(html, n))
        if status != 302:
            raise RuntimeError(f"logging a complaint answered {status}: {text[:200]}")
        ours.append(taken)
        theirs.append(_get(beside, "/log"))
    form, save = _costs_of_logging(path, newcomers)
    yield _figure("logging a complaint: the form", forms[WARM_UP:], [], None, form)
    yield _figure("logging a complaint: saving it", ours[WARM_UP:], theirs[WARM_UP:], 22, save)


def _costs_of_logging(path: str, newcomers: Iterator[int]) -> tuple[Cost, Cost]:
    client = _client("officer")
    shown, saved = [], []
    for n in islice(newcomers, 10):
        with CaptureQueriesContext(connection) as queries:
            start = process_time()
            html = client.get(path, secure=True).content.decode()
            shown.append(Cost(len(queries), (process_time() - start) * 1000))
        sent = _lists(filled(html, n))
        with CaptureQueriesContext(connection) as queries:
            start = process_time()
            client.post(path, sent, secure=True)
            saved.append(Cost(len(queries), (process_time() - start) * 1000))
    return min(shown, key=lambda cost: cost.processor), min(saved, key=lambda cost: cost.processor)


def _lists(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def filled(html: str, n: int) -> list[tuple[str, str]]:
    """The form of a page as it is sent when somebody new complains."""
    reader = _Fields()
    reader.feed(html)
    form = next(fields for fields in reader.forms if any(name == "token" for name, _ in fields))
    typed = {
        "from_": "tenant", "channel": "phone", "name": f"Newcomer Number{n}", "phone": f"0191 {n:07d}",
        "email": f"newcomer{n}@mail.example", "address": f"{n} New Street, Newtown",
        "postcode": f"N{n % 1000} {n % 10}AA",
        "text": f"The lift has been out of order for {n} days and nobody says why.", "outcome_1": "A working lift.",
    }  # fmt: skip
    return [(name, value) for name, value in form if name not in typed] + list(typed.items())


class _Fields(HTMLParser):
    """Reads what each form of a page would send as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.forms.append([])
        kind = found.get("type") or "text"
        chosen = kind not in ("radio", "checkbox") or "checked" in found
        if tag == "input" and self.forms and found.get("name") and chosen and kind not in ("submit", "file"):
            self.forms[-1].append((str(found["name"]), found.get("value") or ""))
