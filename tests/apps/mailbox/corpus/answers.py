"""Answers: what is new above, below or between what is quoted, as each program writes it; and calendar entries."""

from __future__ import annotations

from collections.abc import Iterator

from tests.apps.mailbox.corpus.base import LETTER, WORDS, Sample, file, html, mail, part, plain, several

NEW = "It is still not mended."
OLD = "We will call on Tuesday."
LETTER_LINES = f"> {OLD}\r\n> Yours, the landlord\r\n"
QUOTED = {
    "Gmail": f"On Mon, 9 Nov 2026 at 09:30, Landlord <c@landlord.example> wrote:\r\n\r\n{LETTER_LINES}",
    "Gmail, broken line": (
        "On Mon, 9 Nov 2026 at 09:30, The Landlord With A Long "
        f"Name\r\n<c@landlord.example> wrote:\r\n\r\n{LETTER_LINES}"
    ),
    "Apple": f"> On 9 Nov 2026, at 09:30, Landlord <c@landlord.example> wrote:\r\n> \r\n{LETTER_LINES}",
    "Outlook": (
        "________________________________\r\nFrom: Landlord "
        "<c@landlord.example>\r\nSent: 09 November 2026 09:30\r\n"
        f"To: Mair <mair@post.example>\r\nSubject: Your complaint\r\n\r\n{OLD}\r\n"
    ),
    "Outlook, old": (
        "-----Original Message-----\r\nFrom: Landlord\r\nSent: 09 "
        f"November 2026\r\nTo: Mair\r\nSubject: x\r\n\r\n{OLD}\r\n"
    ),
    "Yahoo": (
        f"    On Monday, 9 November 2026 at 09:30:00 GMT, Landlord <c@landlord.example> wrote:\r\n\r\n{LETTER_LINES}"
    ),
    "Thunderbird": f"On 09/11/2026 09:30, Landlord wrote:\r\n{LETTER_LINES}",
    "German": f"Am 9. November 2026 um 09:30 schrieb Landlord <c@landlord.example>:\r\n\r\n{LETTER_LINES}",
    "French": f"Le lun. 9 nov. 2026 à 09:30, Landlord <c@landlord.example> a écrit :\r\n\r\n{LETTER_LINES}",
    "Polish": f"pon., 9 lis 2026 o 09:30 Landlord <c@landlord.example> napisał(a):\r\n\r\n{LETTER_LINES}",
    "Spanish": f"El lun, 9 nov 2026 a las 9:30, Landlord (<c@landlord.example>) escribió:\r\n\r\n{LETTER_LINES}",
    "Welsh": f"Ar Llun, 9 Tach 2026 am 09:30, Landlord <c@landlord.example> ysgrifennodd:\r\n\r\n{LETTER_LINES}",
    "Romanian": f"În lun., 9 nov. 2026 la 09:30, Landlord <c@landlord.example> a scris:\r\n\r\n{LETTER_LINES}",
    "Lithuanian": f"2026-11-09, pr, 09:30 Landlord <c@landlord.example> rašė:\r\n\r\n{LETTER_LINES}",
    "Portuguese": f"Em seg., 9 de nov. de 2026 às 09:30, Landlord <c@landlord.example> escreveu:\r\n\r\n{LETTER_LINES}",
    "Arabic": (
        "في الاثنين، 9 نوفمبر 2026 في 9:30 ص تمت كتابة ما يلي "
        f"بواسطة Landlord <c@landlord.example>:\r\n\r\n{LETTER_LINES}"
    ),
    "Urdu": f"پیر، 9 نومبر 2026 کو 9:30 پر Landlord <c@landlord.example> نے لکھا:\r\n\r\n{LETTER_LINES}",
    "Italian": (
        f"Il giorno lun 9 nov 2026 alle ore 09:30 Landlord <c@landlord.example> ha scritto:\r\n\r\n{LETTER_LINES}"
    ),
    "our line": f"-- Reply above this line --\r\n\r\n{OLD}\r\n",
    "our line, quoted": f"On Mon, 9 Nov 2026, Landlord wrote:\r\n> Please reply above this line.\r\n> {OLD}\r\n",
}
ANSWER = {"In_Reply_To": LETTER, "References": LETTER, "Subject": "Re: Your complaint NH-2026-000123"}


def quoted() -> Iterator[Sample]:
    """Answers with the letter below, and other orders."""
    for name, below in QUOTED.items():
        raw = mail(f"{NEW}\r\n\r\n{below}", name=name, **ANSWER)
        yield Sample(f"answer: {name}", raw, words=(NEW, OLD), new=(NEW,), gone=(OLD,), answered=True)
    between = (
        "On Mon, 9 Nov 2026 at 09:30, Landlord <c@landlord.example> wrote:\r\n"
        f"> Is the boiler on?\r\n{NEW}\r\n> Any damp?\r\nYes, mould.\r\n"
    )
    yield Sample(
        "answer: between the lines",
        mail(between, **ANSWER),
        words=(NEW, "Any damp?"),
        new=(NEW, "Yes, mould.", "Is the boiler on?"),
    )
    ends = f"Hello\r\n> Is the boiler on?\r\n{NEW}\r\n> Any damp?\r\n"
    yield Sample(
        "answer: between the lines, a question last", mail(ends, **ANSWER), new=(NEW, "Any damp?", "Is the boiler on?")
    )
    greeted = (
        f"Dear all,\r\n\r\nOn 9 Nov 2026, Landlord wrote:\r\n> Is the boiler on?\r\n{NEW}\r\n> Any damp?\r\nYes.\r\n"
    )
    yield Sample("answer: between the lines, after a greeting", mail(greeted, **ANSWER), new=("Dear all,", NEW, "Yes."))
    after = f"Dear all,\r\n\r\nOn 9 Nov 2026, Landlord wrote:\r\n{LETTER_LINES}\r\n{NEW}\r\n"
    yield Sample("answer: below, after a greeting", mail(after, **ANSWER), new=("Dear all,", NEW))
    undated = f"{NEW}\r\nas you said:\r\n> {OLD}\r\n"
    yield Sample("answer: a colon without a date", mail(undated, **ANSWER), new=(NEW, "as you said:"), gone=(OLD,))
    gaps = f"{NEW}\r\n\r\nPe 9.11.2026 Landlord kirjoitti:\r\n\r\n>\r\n> {OLD}\r\n\r\n> Yours\r\n\r\n"
    yield Sample("answer: a language nobody listed", mail(gaps, **ANSWER), new=(NEW,), gone=(OLD, "kirjoitti"))
    below = f"On Mon, 9 Nov 2026 at 09:30, Landlord <c@landlord.example> wrote:\r\n{LETTER_LINES}\r\n{NEW}\r\n"
    yield Sample("answer: below", mail(below, **ANSWER), words=(NEW,), new=(NEW,))
    yield Sample("answer: nothing but the quotation", mail(QUOTED["Gmail"], **ANSWER), words=(OLD,), new=(OLD,))
    page = html(
        f"<div>{NEW}</div><div class=gmail_quote><div>On Mon, 9 Nov 2026 at "
        "09:30, Landlord &lt;<a href='x'>c@landlord.example</a>&gt; wrote:<br>"
        f"</div><blockquote>{OLD}</blockquote></div>"
    )
    yield Sample("answer: HTML only", mail(page, **ANSWER), words=(NEW, OLD), new=(NEW,), gone=(OLD,))
    yield Sample(
        "answer: a signature stays",
        mail(f"{NEW}\r\n\r\n-- \r\nMair\r\n07700 900123", **ANSWER),
        new=(NEW, "07700 900123"),
    )
    yield Sample(
        "answer: a list with hyphens stays",
        mail(f"{NEW}\r\n\r\n- no heat\r\n- no water\r\nKind regards\r\nMair", **ANSWER),
        new=("no heat", "no water", "Mair"),
    )
    yield Sample(
        "answer: words like headers stay",
        mail("From: the start it was damp.\r\nNobody came.", name="fw"),
        new=("From: the start", "Nobody came."),
    )
    yield Sample(
        "answer: On Monday he wrote",
        mail("On Monday he wrote: no boiler.\r\nI am cold.", name="omw"),
        new=("On Monday he wrote", "I am cold."),
    )
    long = "word " * 400 + "\r\n\r\n" + QUOTED["Gmail"]
    yield Sample("answer: very long lines", mail(f"{NEW}\r\n{long}", **ANSWER), new=(NEW, "word word"), gone=(OLD,))
    blank = f"{NEW}" + "\r\n" * 3000 + QUOTED["Gmail"]
    yield Sample("answer: three thousand empty lines", mail(blank, **ANSWER), new=(NEW,), gone=(OLD,))
    yield Sample(
        "answer: a forward in the text",
        mail(
            f"---------- Forwarded message ---------\r\nFrom: Tom <tom@post.example>\r\nDate: Mon, 9 Nov 2026\r\n"
            f"Subject: Damp\r\nTo: Mair\r\n\r\n{WORDS}",
            name="ff",
            Subject="Fwd: Damp",
        ),
        words=(WORDS,),
        new=("boiler",),
    )


def entry(method: str, description: str = "", comment: str = "") -> str:
    """A calendar entry."""
    lines = [
        "BEGIN:VCALENDAR",
        f"METHOD:{method}" if method else "VERSION:2.0",
        "BEGIN:VEVENT",
        "SUMMARY:Repair visit",
        "DTSTART:20261112T090000Z",
        "LOCATION:12 Mill Lane",
    ]
    lines += [f"DESCRIPTION:{description}"] if description else []
    lines += [f"COMMENT:{comment}"] if comment else []
    return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""])


def calendars() -> Iterator[Sample]:
    """Invitations, answers to them, and what people write in them."""

    def invited(method: str, words: str = "", name: str = "", **more: str) -> bytes:
        return mail(
            several(
                "alternative",
                plain(words),
                part(f"text/calendar; charset=utf-8; method={method}", entry(method, **more)),
            ),
            name=name or method,
        )

    for method in ("REQUEST", "REPLY", "CANCEL", "COUNTER", "REFRESH"):
        yield Sample(
            f"calendar: a bare {method}",
            invited(method),
            kind="calendar",
            files=("attachment.ics",),
            words=("Repair visit",),
            answered=False,
        )
    yield Sample("calendar: accepted", invited("REPLY", "Accepted: Repair visit", "a"), kind="calendar")
    yield Sample(
        "calendar: declined with a word",
        invited("REPLY", "I cannot, the heating has been off for a week and I am at my mother's", "d"),
        words=("my mother's",),
    )
    yield Sample(
        "calendar: declined with a comment",
        invited("REPLY", comment="No heating for a week\\, come at once", name="c"),
        words=("come at once",),
    )
    yield Sample(
        "calendar: an invitation with a letter",
        invited("REQUEST", "Please meet us about the damp in all six flats", "l"),
        words=("all six flats",),
    )
    yield Sample(
        "calendar: a letter in the entry",
        invited("REQUEST", description="Residents ask about\\ndamp in six flats", name="e"),
        words=("damp in six flats",),
    )
    service = "Join the meeting\\nhttps://teams.microsoft.example/l/1\\nMeeting ID: 123\\nPasscode: xyz"
    yield Sample(
        "calendar: nothing but a conference", invited("REQUEST", description=service, name="s"), kind="calendar"
    )
    two = several(
        "mixed",
        part("text/calendar; method=REQUEST", entry("REQUEST")),
        part("text/calendar; method=REQUEST", entry("REQUEST", "Bring the damp report")),
    )
    yield Sample("calendar: two, one with words", mail(two), files=("attachment.ics", "attachment (2).ics"))
    yield Sample(
        "calendar: four words beside it", invited("REPLY", "mould is coming back", "4"), words=("mould is coming back",)
    )
    yield Sample(
        "calendar: labels beside it",
        invited("REQUEST", "When: Thursday at nine in the morning\r\nWhere: at the landlord's own office", "w"),
        kind="calendar",
    )
    kept = mail(
        several(
            "mixed",
            plain("The visit you missed is in the file"),
            file("visit.ics", "text/calendar", entry("").encode()),
        )
    )
    yield Sample("calendar: a file with a complaint", kept, words=("visit you missed",), files=("visit.ics",))
    alone = mail(file("visit.ics", "text/calendar", entry("").encode()))
    yield Sample("calendar: a file alone", alone, files=("visit.ics",), words=("Repair visit",))
    yield Sample(
        "calendar: one that is none",
        mail(several("alternative", plain(WORDS), part("text/calendar; method=REQUEST", "nothing of the kind"))),
        words=("boiler",),
    )


def samples() -> Iterator[Sample]:
    """All of them."""
    for group in (quoted, calendars):
        yield from group()
