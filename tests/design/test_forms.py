"""What our fields, widgets and tags do beyond GOV.UK's markup."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template

from putright.design.badges import due_badge
from putright.design.fields import DatePartsField
from putright.design.widgets import Checkboxes, Radios
from tests.design.tree import tree


class Day(forms.Form):
    on = DatePartsField(label="Date sent")


def typed(day="", month="", year=""):
    return Day({"on-day": day, "on-month": month, "on-year": year})


def show(text, **context):
    return Template("{% load design %}" + text).render(Context(context))


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MAR."])
def test_date_is_read(month):
    form = typed(" 27", month, "2026 ")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == dt.date(2026, 3, 27)


@pytest.mark.parametrize(
    ("boxes", "faulty", "words"),
    [
        (("", "", ""), ("day", "month", "year"), "Fill in “Date sent”."),
        (("27", "", ""), ("month", "year"), "“Date sent” needs a month and a year as well."),
        (("27", "3", "26"), ("year",), "must have 4 digits"),
        (("27", "3", "0000"), ("year",), "must have 4 digits"),
        (("27", "13", "2026"), ("month",), "from 1 to 12"),
        (("27", "Marz", "2026"), ("month",), "from 1 to 12"),
        (("29", "2", "2026"), ("day",), "February 2026 has 28 days"),
        (("0", "2", "2026"), ("day",), "from 1 to 28"),
        (("²", "2", "2026"), ("day",), "from 1 to 28"),
        (("9" * 5000, "2", "2026"), ("day",), "from 1 to 28"),
    ],
)
def test_date_error_marks_its_boxes(boxes, faulty, words):
    form = typed(*boxes)
    assert words in form.errors["on"][0]
    assert form["on"].faulty_parts == faulty
    marked = re.findall(r'class="[^"]*govuk-input--error[^"]*" id="id_on-(\w+)"', str(form))
    assert tuple(marked) == faulty
    assert f'href="#id_on-{faulty[0]}"' in show("{% error_summary form %}", form=form)


def test_what_was_typed_stays():
    html = str(typed("31", "Febtober", "26"))
    assert 'value="31"' in html
    assert 'value="Febtober"' in html
    assert 'value="26"' in html


def test_own_error_marks_all_boxes_or_those_it_names():
    form = typed("1", "1", "2026")
    form.add_error("on", "It was not open then.")
    assert form["on"].faulty_parts == ("day", "month", "year")
    form = typed("1", "1", "2026")
    form.add_error("on", ValidationError("Not that year.", params={"parts": ("year",)}))
    assert form["on"].error_target == "id_on-year"


def test_date_from_initial_and_unchanged():
    form = Day({"on-day": "2", "on-month": "4", "on-year": "2026"}, initial={"on": dt.date(2026, 4, 2)})
    assert not form.has_changed()
    assert 'value="2"' in str(Day(initial={"on": dt.date(2026, 4, 2)}))


def test_optional_date_left_empty_is_none():
    class Optional(forms.Form):
        on = DatePartsField(required=False)

    form = Optional({})
    assert form.is_valid()
    assert form.cleaned_data["on"] is None


class Contact(forms.Form):
    way = forms.ChoiceField(
        label="How?", choices=[("phone", "Phone"), ("post", "Post")], widget=Radios(reveals={"phone": ["number"]})
    )
    number = forms.CharField(label="Number", max_length=3)
    kinds = forms.MultipleChoiceField(
        label="Kinds", choices=[("a", "A"), ("b", "B")], widget=Checkboxes(hints={"b": "Bee"})
    )
    much = forms.IntegerField(label="How many", max_value=9, widget=forms.NumberInput)
    note = forms.CharField(label="Note", widget=forms.Textarea, max_length=2_000)
    sure = forms.BooleanField(label="Sure")
    hidden = forms.CharField(widget=forms.HiddenInput)


def test_revealed_field_is_drawn_once_under_its_choice():
    html = str(Contact())
    assert html.count('name="number"') == 1
    assert html.index("govuk-radios__conditional") < html.index('name="number"') < html.index('value="post"')


def test_browser_checks_nothing():
    html = str(Contact())
    for attribute in (" required", 'maxlength="3"', 'type="number"', " max=", " cols="):
        assert attribute not in html
    assert 'data-maxlength="2000"' in html
    assert "You can enter up to 2,000 characters" in html
    assert 'inputmode="numeric"' in html


def test_every_problem_is_listed_in_order_and_linked():
    form = Contact({"way": "phone", "number": "12345", "much": "some"})
    form.add_error(None, "Both cannot be so.")
    html = show("{% error_summary form %}", form=form)
    listed = [
        "Both cannot be so.",
        'href="#id_number">“Number” may have 3 characters at most; it has 5.',
        'href="#id_kinds">Choose an answer to “Kinds”.',
        'href="#id_much">“How many” must be a number, for example 20.',
        'href="#id_note">Fill in “Note”.',
        'href="#id_sure">Tick “Sure” to go on.',
        "<li>Fill in “Hidden”.",
    ]
    places = [html.index(text) for text in listed]
    assert places == sorted(places)
    page = str(form)
    for target in ("id_number", "id_kinds", "id_much", "id_note", "id_sure"):
        assert page.count(f' id="{target}"') == 1
    assert tree(html)
    assert tree(page)


def test_no_problem_no_summary():
    assert show("{% error_summary form nothing %}", form=Contact()).strip() == ""


def test_own_message_wins():
    class Own(forms.Form):
        name = forms.CharField(error_messages={"required": "Say who complains."})

    assert Own({}).errors["name"] == ["Say who complains."]


def test_formset_errors_are_summed_up():
    formset = forms.formset_factory(Day, min_num=1, validate_min=True)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-on-day": "1"}
    )
    html = show("{% error_summary formset %}", formset=formset)
    assert 'href="#id_form-0-on-month"' in html


def test_typed_text_is_escaped():
    form = Contact({"note": "<script>", "number": '"><b>'})
    form.add_error("note", "<i>no</i>")
    html = str(form) + show("{% error_summary form %}", form=form)
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>" not in html


@pytest.mark.parametrize(
    ("status", "ahead", "look", "text"),
    [
        ("open", -3, "overdue", "Overdue by 3 days"),
        ("overdue", -1, "overdue", "Overdue by 1 day"),
        ("open", 0, "today", "Due today"),
        ("open", 1, "soon", "Due tomorrow"),
        ("open", 3, "soon", "Due Sun 5 Apr 2026"),
        ("open", 4, "later", "Due Mon 6 Apr 2026"),
        ("open", None, "later", "Open, no date set"),
        ("waiting", 10, "waiting", "Not started: likely 12 Apr 2026"),
        ("waiting", None, "waiting", "Not started"),
        ("met", -9, "met", "Done"),
        ("met_late", -9, "met", "Done late"),
        ("lapsed", None, "lapsed", "Not owed"),
    ],
)
def test_due_badge(status, ahead, look, text):
    today = dt.date(2026, 4, 2)
    due = None if ahead is None else today + dt.timedelta(days=ahead)
    badge = due_badge(status, due, today)
    assert (badge.look, badge.text) == (look, text)
    html = show("{% due_badge status due today %}", status=status, due=due, today=today)
    assert f"pr-due--{look}" in html
    assert text in html


def test_button():
    assert "<a " in show('{% govuk_button "Back" href="/x" variant="secondary" %}')
    html = show('{% govuk_button "Send" name="go" value="1" data_prevent_double_click="true" %}')
    assert '<button type="submit"' in html
    assert 'data-prevent-double-click="true"' in html
