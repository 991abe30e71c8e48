"""A long page is headed by links to its sections."""

from __future__ import annotations

import re

from django.template import Context, Template

PAGE = """{% load design %}{% on_this_page %}
<h2 class="govuk-heading-m" id="must">Must be changed: {{ many }}</h2>
<h3 class="govuk-heading-s">A finding</h3>
<h3 id="times" class="govuk-heading-s">Times<span class="govuk-visually-hidden"> of {{ who }}</span>: 1</h3>
<h2 class="govuk-heading-m" id="advice">Worth a thought: 0</h2>
{% endon_this_page %}"""


def drawn(page):
    """The page, and the links at its head: where each goes, its text, and whether it stands under another."""
    html = Template(page).render(Context({"many": 2, "who": "<Ann & Co>"}))
    links = re.findall(r'<li( class="pr-on-page__under")?><a class="govuk-link" href="#([^"]+)">(.*?)</a>', html)
    return html, [(to, text, bool(under)) for under, to, text in links]


def test_every_heading_that_has_an_id_is_linked_in_order():
    html, links = drawn(PAGE)
    assert links == [
        ("must", "Must be changed: 2", False),
        ("times", "Times of &lt;Ann &amp; Co&gt;: 1", True),
        ("advice", "Worth a thought: 0", False),
    ]
    assert html.index("<nav") < html.index("<h2 class", html.index("</nav>"))


def test_a_page_of_few_sections_has_no_list():
    html, links = drawn(PAGE.replace(' id="times"', ""))
    assert not links
    assert "On this page" not in html
    assert "Worth a thought: 0" in html
