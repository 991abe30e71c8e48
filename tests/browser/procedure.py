"""The steps that every landlord's procedure has, taken on the pages by the person whose step it is."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from putright.apps.letters.sending import deliver
from tests.browser.at_work import Form, Worker, due, shows_due

MAIN = "The kitchen ceiling came down in October"
SECOND = "Nobody rang back after three calls"
NAME = "Doreen Castle"
HANDLING = "Was stage 1 handled fairly and properly? Say what you found."


def log(worker: Worker, *, brand: str = "", source: str = "Tenant", twice: bool = False) -> str:
    """The desk writes a telephone call down; the reference."""
    worker.go("/")
    worker.follow(worker.page.get_by_role("link", name="Log a complaint").first)
    worker.looked()
    form = worker.form
    if brand:
        form.choose("Which of our landlords is it about?", brand)
    form.choose("They are", source)
    form.write("Name", NAME)
    form.write("Telephone (optional)", "01632 960101")
    form.write("E-mail (optional)", "doreen.castle@example.org")
    form.write("Address (optional)", "14 Orchard Rise")
    form.write("Postcode (optional)", "TA5 9QX")
    form.choose("How did it reach us?", "Telephone")
    form.write("What happened, in their words", "The kitchen ceiling came down in October. I rang three times.")
    form.write("What would put it right? (optional)", "The ceiling put back")
    form.choose("Can that be done?", "Yes")
    follow = worker.follow_twice if twice else worker.follow
    follow(worker.page.get_by_role("button", name="Save the complaint"))
    assert not worker.problems(), worker.problems()
    worker.looked()
    worker.reference = worker.page.url.rsplit("/", 1)[-1]
    return worker.reference


def told(worker: Worker) -> None:
    """What the desk tells the caller carries the engine's days."""
    for duty, words in (("stage1.acknowledge", "We will write to you by"), ("stage1.respond", "our full answer by")):
        day = due(worker.reference, duty)
        assert worker.reads(f"{words} {day:%A} {day.day} {day:%B}"), words


def assign(worker: Worker, name: str) -> None:
    """Whoever oversees complaints gives it to somebody."""
    worker.begin("Assign the complaint").choose("Who takes it?", name)
    worker.press("Assign")


def offered(worker: Worker) -> str:
    """Everyone whom the assigning page offers."""
    worker.begin("Assign the complaint")
    return " ".join(worker.form.answers("Who takes it?"))


def take_up(worker: Worker) -> None:
    """The handler rings, and agrees with the complainant what it is about."""
    form = worker.begin("Record a visit or a call")
    form.choose("How?", "By telephone")
    form.choose("Did you speak with them?", "Yes")
    form.write("What was said, or what did you try? (optional)", "Talked it through.")
    worker.press("Record the contact")
    form = worker.begin("Define the complaint")
    form.write("Point 1", MAIN)
    form.write("Point 2", SECOND)
    form.write("Outcome 1", "The ceiling put back")
    worker.press("Save the definition")


def acknowledge(worker: Worker) -> None:
    """The acknowledgement goes out by e-mail."""
    form = worker.begin("Acknowledge")
    form.choose("How does it go out?", "E-mail")
    worker.press("Issue the acknowledgement")
    leave()


def leave() -> None:
    """What waits in the outbox leaves, as the worker lets it."""
    while deliver.run_once(timezone.now()):
        pass


def hear(worker: Worker, who: str = "The complainant") -> None:
    """Somebody's side is heard."""
    form = worker.begin("Record somebody’s side of it")
    form.choose("Whose side did you hear?", who)
    form.write("What did they say? (optional)", "Both told what they saw.")
    worker.press("Record their position")


def fill_decision(worker: Worker, *, second: str = "Upheld", handling: str = "") -> None:
    """The page on which a decision is made, filled in: both points, and a remedy within ten days."""
    form = worker.form
    for n, (point, finding) in enumerate(((MAIN, "Upheld"), (SECOND, second)), 1):
        one = Form(worker.page.get_by_role("group", name=f"{n}. {point}"))
        one.choose("Finding", finding)
        one.write("Reasons", f"The records of October bear out point {n}.")
    if handling:
        form.write(HANDLING, handling)
    form.tick("How bad it was")
    form.write("Write down how bad it was", "The kitchen could not be used for a month.")
    right = Form(worker.page.get_by_role("group", name="To put it right"))
    right.page.get_by_label("Remedy 1: what kind?", exact=True).select_option("action")
    right.write("What will be done?", "The ceiling will be put back and painted")
    right.date("By when?", timezone.localdate() + timedelta(10))
    right.tick("1. ")
    if second == "Upheld":
        right.tick("2. ")
    right.tick("It can be done, and by that date")
    right.tick("It is fair to others")


def decide(worker: Worker, **how: str) -> None:
    """Decided, point by point."""
    worker.begin("Decide, point by point")
    fill_decision(worker, **how)
    worker.press("Save the decision")


def respond(worker: Worker) -> None:
    """The response goes out by e-mail."""
    form = worker.begin("Send the response")
    form.choose("How does it go out?", "E-mail")
    box = worker.page.get_by_label("What we did to look into it")
    box.fill("We read the repairs record and visited the kitchen.")
    worker.press("Issue the response")
    leave()


def ask(worker: Worker) -> None:
    """The complainant wants stage 2, and it is taken on."""
    form = worker.begin("They ask for stage 2")
    form.write("What do they say is still wrong? (optional)", "The ceiling is still down.")
    worker.press("Record the request")


def accept(worker: Worker) -> None:
    """The request is accepted."""
    form = worker.begin("Accept the request for stage 2")
    form.write("What must we see or ask that stage 1 did not?", "The ceiling as it is now.")
    worker.press("Accept the request")


def put_right(worker: Worker) -> None:
    """Every remedy is done."""
    while worker.open().offers("A remedy is done"):
        form = worker.begin("A remedy is done")
        form.question("Which one?").get_by_role("radio").first.check()
        form.write("What shows that it is done?", "Job 4711, checked by the surveyor.")
        worker.press("Record it as done")


def close(worker: Worker) -> None:
    """The complaint is closed, and its page says so."""
    worker.begin("Close the complaint")
    worker.press("Close the complaint")
    assert worker.page.get_by_role("list").get_by_text("Closed", exact=True).count()


def letters(worker: Worker, *more: str) -> None:
    """Acknowledgements and responses, the closing, and whatever `more` went out: each opens, and each is a PDF."""
    page = worker.open().page
    region = page.get_by_role("region", name="Letters and messages")
    found = region.get_by_role("link").all()
    kinds = sorted(link.inner_text() for link in found)
    assert kinds == sorted([*["Acknowledgement", "Response"] * 2, "Closing", *more])
    for address in [link.get_attribute("href") for link in found]:
        worker.go(address)
        link = page.get_by_role("button", name="Open the PDF")
        answer = page.request.get(link.get_attribute("href"))
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.body().startswith(b"%PDF-")


def stage_one_dates(worker: Worker, acknowledge_by: date, respond_by: date) -> None:
    """Both days of stage 1 stand on the case with why."""
    shows_due(worker, "stage1.acknowledge", "Acknowledge stage 1", acknowledge_by)
    shows_due(worker, "stage1.respond", "Answer at stage 1", respond_by)
