"""Whatever bytes come in: a message comes out, and no word of it is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from putright.apps.mailbox.reading import html, message, read, rtf
from putright.apps.mailbox.reading.shapes import Mail
from tests.apps.mailbox.corpus import base
from tests.apps.mailbox.corpus.make import OURS, corpus
from tests.apps.mailbox.corpus.structure import PACKED

SMALL = [sample.raw for sample in corpus() if 20 < len(sample.raw) < 6_000]
BAD = "could not be taken apart"
PUT_IN = [
    b"\0",
    b"\r",
    b"\n\n",
    b"=?utf-8?B?",
    b"?=",
    b'"',
    b"<",
    b";",
    b"\xff",
    b"--",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Type: multipart/mixed; boundary=",
    b"\nbegin 644 x\n",
    b"*0*=",
    b"\xe2\x80\xae",
]
often = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
NOUNS = st.text("abcdefghijklmnopqrstuvwxyzłŷ暖ж", min_size=3, max_size=9)


def whole(mail: Mail) -> None:
    """What holds of every message."""
    shown = [
        mail.text,
        mail.new_text,
        mail.subject,
        mail.sender.name,
        mail.why,
        *mail.to,
        *mail.problems,
        *mail.references,
    ]
    shown += [text for header in mail.headers for text in header] + [file.name for file in mail.files]
    for text in shown:
        assert "\0" not in text
        assert "\u202e" not in text
        text.encode()
    for file in mail.files:
        assert file.name.strip()
        assert not set(file.name) & set('/\\\n\r"<>')
    assert len({file.name.lower() for file in mail.files}) == len(mail.files)
    assert bool(mail.new_text.strip()) == bool(mail.text.strip())
    assert "\n" not in mail.subject + mail.sender.name + mail.sender.email
    assert (mail.bounce is None) == (mail.kind != "bounce")
    assert mail.why


@pytest.mark.parametrize("sample", corpus(), ids=lambda sample: sample.name)
def test_every_message_of_the_corpus_is_whole(sample):
    began = time.monotonic()
    mail = read(sample.raw, OURS)
    assert time.monotonic() - began < 10
    whole(mail)
    assert not any(BAD in problem for problem in mail.problems) or "too many" in " ".join(mail.problems)


@often
@given(st.binary(max_size=3_000))
def test_any_bytes_give_a_message(raw):
    whole(read(raw))


@often
@given(
    st.sampled_from(SMALL),
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.2), st.sampled_from([b"", *PUT_IN, *SMALL[:20]])), max_size=5),
)
def test_damaged_messages_give_a_message(raw, damages):
    for place, length, instead in damages:
        start = int(place * len(raw))
        raw = raw[:start] + instead + raw[start + int(length * len(raw)) :]
    mail = read(raw, OURS)
    whole(mail)
    assert not any("damaged and could not" in problem for problem in mail.problems if "winmail" not in problem)


@often
@given(st.sampled_from(SMALL), st.floats(0, 1))
def test_a_message_cut_anywhere_gives_a_message(raw, share):
    whole(read(raw[: int(share * len(raw))], OURS))


@st.composite
def leaves(draw):
    """A part that holds a word of its own."""
    word = draw(NOUNS)
    how = draw(
        st.sampled_from(["plain", "html", "flowed", "coded", "quoted", "file", "bare", "calendar", "report", "gbk"])
    )
    made = {
        "plain": lambda: base.plain(f"It is {word}."),
        "html": lambda: base.html(f"<p>It is <b>{word}</b>.</p>"),
        "flowed": lambda: base.part("text/plain; charset=utf-8; format=flowed", f"It \r\nis {word} \r\nnow"),
        "coded": lambda: base.part("text/plain; charset=utf-8", f"It is {word}.", "base64"),
        "quoted": lambda: base.part("text/html; charset=utf-8", f"It is {word}.", "quoted-printable"),
        "file": lambda: base.file("note.txt", "text/plain", f"It is {word}.".encode()),
        "bare": lambda: b"\r\n" + f"It is {word}.".encode(),
        "calendar": lambda: base.part(
            "text/calendar; charset=utf-8; method=REQUEST", f"BEGIN:VEVENT\r\nSUMMARY:{word}\r\nEND:VEVENT"
        ),
        "report": lambda: base.part(
            "message/delivery-status", f"Reporting-MTA: dns; a\r\n\r\nAction: failed\r\nX-Said: {word}"
        ),
        "gbk": lambda: base.part("text/plain; charset=gb18030", f"It is {word}.", charset="gb18030"),
    }
    return [word], made[how]()


def branches(children):
    """Parts of parts, or a message inside a message."""
    kinds = st.sampled_from(["mixed", "alternative", "related", "digest", "report", "signed", "x-strange", "parallel"])
    several = st.builds(
        lambda kind, inner: (
            [word for words, _ in inner for word in words],
            base.several(kind, *(part for _, part in inner)),
        ),
        kinds,
        st.lists(children, min_size=1, max_size=4),
    )
    return several | children.map(lambda inner: (inner[0], base.part("message/rfc822", base.mail(inner[1]))))


@often
@given(st.recursive(leaves(), branches, max_leaves=10))
def test_no_word_of_any_tree_is_lost(tree):
    words, content = tree
    mail = read(base.mail(content), OURS)
    whole(mail)
    kept = mail.text + "".join(file.body.decode("utf-8", "replace") for file in mail.files)
    assert [word for word in words if word not in kept] == []
    assert not any(BAD in problem for problem in mail.problems)


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<br>",
        "<html>",
        "</html>",
        "</body>",
        "<ul>",
        "<li>",
        "<!-- x -->",
        "<a href='x>y'>",
        "<o:p>",
        "<!doctype html>",
        "</x>",
        "<head>",
        "</head>",
        "<pre>",
        "<form>",
        "<center>",
        "\n",
        " ",
    ]
)


@often
@given(st.lists(TAGS | NOUNS.map(lambda word: f" {word} "), max_size=25))
def test_no_word_of_html_is_lost(pieces):
    written = [piece.strip() for piece in pieces if not piece.startswith("<") and piece.strip()]
    text = html.to_text("".join(pieces))
    assert [word for word in written if word not in text] == []


@often
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]) | st.sampled_from("\n> -:"), max_size=400)
)
def test_text_is_what_was_written(text):
    assume(not text.lstrip().startswith("<"))
    mail = read(base.mail(base.part("text/plain; charset=utf-8", text, "base64")), OURS)
    assert "".join(mail.text.split()) == "".join(text.split())
    assert "".join(mail.new_text.split()) in "".join(text.split())


def test_formatted_text_is_uncompressed_as_the_specification_shows():
    assert rtf.uncompressed(PACKED) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert rtf.to_text(rtf.uncompressed(PACKED).decode()).strip() == "hello world"


def test_pictures_in_the_text_are_told_from_files():
    logo = base.part("image/png", b"x", "base64", Content_ID="<1>", Content_Disposition="inline; filename=logo.png")
    related = base.several("related", base.html("<p>See</p>"), logo, base.file("damp.jpg", Content_ID="<2>"))
    files = read(base.mail(related), OURS).files
    assert [(file.name, file.inline, file.type) for file in files] == [
        ("logo.png", True, "image/png"),
        ("damp.jpg", False, "image/jpeg"),
    ]


def test_each_problem_is_told_once():
    broken = base.part("text/plain; charset=x-none", "Cold £40".encode())
    assert len(read(base.mail(base.several("mixed", broken, broken)), OURS).problems) == 1


def test_nothing_that_goes_wrong_inside_stops_it(monkeypatch):
    monkeypatch.setattr(message, "take", lambda *_: 1 / 0)
    mail = read(base.mail(), OURS)
    assert (mail.kind, mail.sender.email, mail.files[0].name) == ("person", "mair@post.example", "message.eml")
    assert "boiler" in mail.text
    assert BAD in mail.problems[0]


def test_a_message_beyond_every_size_is_told_by_its_headers(monkeypatch):
    monkeypatch.setattr(message, "LARGEST", 1_000)
    mail = read(base.mail("cold " * 1_000), OURS)
    assert (mail.sender.email, mail.subject) == ("mair@post.example", "No heating")
    assert "larger than" in mail.problems[0]


def test_without_our_addresses_a_person_is_a_person_and_ours_is_ours():
    assert read(base.mail()).kind == "person"
    assert read(base.mail(name="own", Message_ID=base.LETTER)).kind == "own"
