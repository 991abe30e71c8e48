"""People at work on complaints: they read a page, follow its links, fill in what it asks and press its button."""

from __future__ import annotations

import re
from datetime import date

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened, load

MENU = "What may be done now"
EVERYTHING = "Everything that may be done"
WHY_NOT = "What may not be done, and why"
PROBLEM = "There is a problem"
WHY_ADVICE = "or say why not"


class Form:
    """The form of a page, by the words that stand on it."""

    def __init__(self, page: Page | Locator) -> None:
        self.page = page

    def write(self, label: str, text: str) -> None:
        """Types into the box with this label."""
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, question: str, answer: str) -> None:
        """Picks the answer to a question."""
        self.question(question).get_by_label(starts(answer)).check()

    def pick(self, label: str, answer: str) -> None:
        """Picks from a list that folds out."""
        box = self.page.get_by_label(label, exact=True)
        box.select_option(label=box.get_by_role("option", name=starts(answer), include_hidden=True).inner_text())

    def date(self, question: str, day: date) -> None:
        """Types a date into its three boxes."""
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.question(question).get_by_label(part, exact=True).fill(str(number))

    def tick(self, label: str) -> None:
        """Ticks a box."""
        self.page.get_by_label(starts(label)).check()

    def question(self, question: str) -> Locator:
        """The question with its answers."""
        return self.page.get_by_role("group", name=starts(question))

    def answers(self, question: str) -> list[str]:
        """The answers that a question offers."""
        return self.question(question).locator("label").all_inner_texts()


class Worker:
    """One signed-in person with one complaint in front of them."""

    def __init__(self, desk, person, reference: str = "", seen: set[tuple[str, object]] | None = None) -> None:
        self.desk, self.person, self.reference = desk(person), person, reference
        self.seen = set() if seen is None else seen
        self.page: Page = self.desk.page
        self.form = Form(self.page)

    # ---- finding and opening ----------------------------------------------------------------

    def find(self) -> Worker:
        """From what is due, by the search box, to the complaint."""
        self.go("/")
        self.page.get_by_role("searchbox").fill(self.reference)
        self.follow(self.page.get_by_role("button", name="Search"))
        self.follow(self.page.get_by_role("link", name=self.reference))
        self.looked()
        return self

    def open(self) -> Worker:
        """The complaint, by its address."""
        self.go(f"/cases/{self.reference}")
        return self

    def go(self, path: str) -> None:
        """A page by its address, which must answer and be in order."""
        self.desk.open(path, axe=False)
        self.looked()

    def looked(self) -> None:
        """The page as it stands now is in order: looked at closely the first time at each stage."""
        kind = re.sub(r"[A-Z]{2}-\d{4}-\d+|[0-9a-f]{32}|\?.*", "…", self.page.url)
        here = (kind, opened(self.reference).state.stage if self.reference else None)
        self.desk.check(axe=here not in self.seen)
        self.seen.add(here)

    def reads(self, text: str) -> bool:
        """Whether a text stands on the page, folded away or not."""
        return text in " ".join(self.page.locator("main").text_content().split())

    # ---- doing ------------------------------------------------------------------------------

    def begin(self, step: str) -> Form:
        """Follows the link of a step from the complaint's page."""
        if not self.page.url.endswith(f"/cases/{self.reference}"):
            self.page.goto(f"/cases/{self.reference}")
        menu = self.page.get_by_role("complementary", name=MENU)
        link = menu.get_by_role("link", name=starts(step))
        if not link.count():
            menu.get_by_text(EVERYTHING).click()
        self.follow(link.first)
        self.looked()
        return self.form

    def follow(self, there: Locator) -> None:
        """Clicks on a link or button, and waits for the page that comes of it."""
        with self.page.expect_navigation():
            there.click()

    def follow_twice(self, there: Locator) -> None:
        """Clicks twice in haste: the second click may break off what the first began, so the address is asked."""
        before = self.page.url
        there.click(click_count=2)
        expect(self.page).not_to_have_url(before, timeout=30_000)
        self.page.wait_for_load_state()

    def offers(self, step: str) -> bool:
        """Whether the complaint's page offers a step, in sight or folded away."""
        menu = self.page.get_by_role("complementary", name=MENU)
        return bool(menu.get_by_role("link", name=starts(step), include_hidden=True).count())

    def press(self, button: str) -> None:
        """Presses a button that takes the step; the complaint's page follows. Advice on a letter is set aside."""
        self.follow(self.page.get_by_role("button", name=button, exact=True))
        if any(WHY_ADVICE in one for one in self.problems()):
            self.desk.problems.clear()
            self.looked()
            self.set_aside()
            self.follow(self.page.get_by_role("button", name=button, exact=True))
        assert not self.problems(), f"{self.page.url}: {self.problems()}"
        assert self.page.url.endswith(f"/cases/{self.reference}"), self.page.url

    def set_aside(self, why: str = "They know what it is about.") -> None:
        """Leaves all advice on a letter as it is."""
        for fold in self.page.locator("#findings details:not(#parts)").all():
            fold.locator("summary").click()
            fold.get_by_role("textbox").fill(why)

    def refused(self, button: str) -> list[str]:
        """Presses a button and is told why not."""
        self.follow(self.page.get_by_role("button", name=button, exact=True))
        found = self.problems()
        assert found, f"{button} was not refused"
        self.desk.problems.clear()  # the browser's console notes every answer that is not 200
        self.looked()
        return found

    def problems(self) -> list[str]:
        """What the page says is wrong."""
        alert = self.page.get_by_role("alert").filter(has_text=PROBLEM)
        return alert.get_by_role("listitem").all_inner_texts() if alert.count() else []

    def may_not(self, step: str) -> str:
        """Why the complaint's page says that a step may not be taken."""
        self.open()
        menu = self.page.get_by_role("complementary", name=MENU)
        menu.get_by_text(WHY_NOT).click()
        return menu.get_by_role("listitem").filter(has_text=starts(step)).first.inner_text()


# ---- what the engine says -------------------------------------------------------------------


def opened(reference: str) -> Opened:
    """The complaint as the engine knows it."""
    return load(Case.objects.select_related("landlord", "handler").get(reference=reference))


def due(reference: str, duty: str) -> date:
    """The day a duty is due, by the engine."""
    found = next(one for one in opened(reference).duties if one.name == duty)
    return found.due_on(timezone.localdate())


def shows_due(worker: Worker, duty: str, name: str, expected: date) -> None:
    """The complaint's page shows a duty with the day that the engine and the calendar give, and says why."""
    assert due(worker.reference, duty) == expected
    owed = worker.open().page.get_by_role("region", name="What is owed next")
    row = owed.get_by_role("listitem").filter(has_text=name).first
    row.get_by_text(re.compile("^Why ")).click()
    assert f"{expected.day} {expected:%B}" in row.inner_text(), row.inner_text()


def starts(text: str) -> re.Pattern[str]:
    """Names that begin so; what follows may be a hint or a note."""
    return re.compile(rf"^\s*{re.escape(text)}")
