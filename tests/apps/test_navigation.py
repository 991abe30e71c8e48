"""The main navigation: every day's pages in one line, the others together on a page of their own."""

from __future__ import annotations

import re

import pytest

from putright.config.navigation import PAGES, REST


def shown(client, path="/search"):
    """The texts of the main navigation on a page, and which of them are marked as where one is."""
    nav = re.search(r'<nav class="pr-nav".*?</nav>', client.get(path).content.decode(), re.DOTALL).group()
    links = re.findall(r'<a class="pr-nav__link"[^>]*?( aria-current="page")?>([^<]+?)\s*<', nav)
    return [text for _, text in links], [text for here, text in links if here]


def test_pages_for_now_and_then_stand_behind_one_entry(client, people):
    client.force_login(people.una)
    assert shown(client)[0] == [
        "What is due", "Log a complaint", "Someone is unhappy", "E-mail", "Registers", "Residents", "Figures", "Search",
        "More",
    ]  # fmt: skip
    page = client.get("/more").content.decode()
    for name in ("Money owed", "Letters to post", "The Ombudsman", "People"):
        assert f">{name}</a>" in page
    assert ">Publications</a>" not in page


def test_whoever_has_one_such_page_goes_straight_to_it(client, people):
    client.force_login(people.flo)
    assert shown(client)[0] == ["What is due", "Log a complaint", "Someone is unhappy", "Search"]
    assert "nothing more here" in client.get("/more").content.decode()
    client.force_login(people.max)
    assert shown(client)[0] == ["What is due", "Search", "People"]


@pytest.mark.parametrize(("path", "here"), [
    ("/", "What is due"), ("/log", "Log a complaint"), ("/registers/comment", "Registers"), ("/sorting", "Registers"),
    ("/residents/add", "Residents"), ("/more", "More"), ("/money", "More"), ("/people/", "More"),
])  # fmt: skip
def test_the_navigation_says_where_one_is(client, people, path, here):
    client.force_login(people.una)
    assert shown(client, path)[1] == [here]


def test_every_page_for_now_and_then_says_what_is_there():
    assert all(page.about for page in REST)
    assert not any(page.about for page in PAGES)
