"""Our form templates make the HTML that GOV.UK Frontend makes, for every one of its fixtures that we can express.

An option is either expressed (EXPRESSED) or left out on purpose (LEFT_OUT); a new one fails until it is in one of them.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from putright.design.fields import DatePartsField
from putright.design.widgets import Affixed, Checkboxes, DateParts, Radios
from tests.design.tree import tree

FIXTURES = Path(__file__).parent / "fixtures"
COMMON = {"name", "id", "classes", "attributes", "hint", "hint.text", "errorMessage", "errorMessage.text"}
LABEL = COMMON | {"label", "label.text"}
LEGEND = COMMON | {"fieldset", "fieldset.legend", "fieldset.legend.text"}
HEADING = {"label.classes", "label.isPageHeading", "formGroup", "formGroup.classes", "describedBy"}
LEGEND_HEADING = {
    "fieldset.classes", "fieldset.attributes", "fieldset.describedBy", "fieldset.legend.classes",
    "fieldset.legend.html", "fieldset.legend.isPageHeading", "formGroup", "formGroup.classes", "describedBy",
}  # fmt: skip
ITEMS = {"items", "items.value", "items.text"}
EXPRESSED = {
    "input": LABEL | {
        "type", "value", "autocomplete", "inputmode", "pattern", "spellcheck", "autocapitalize", "disabled",
        "prefix", "prefix.text", "suffix", "suffix.text",
    },
    "textarea": LABEL | {"value", "rows", "autocomplete", "spellcheck"},
    "character-count": LABEL | {"value", "rows", "maxlength", "threshold", "spellcheck"},
    "password-input": LABEL | {"value", "autocomplete"},
    "select": LABEL | ITEMS | {"items.selected", "value"},
    "radios": LEGEND | ITEMS | {"idPrefix", "value", "items.checked", "items.hint", "items.hint.text"},
    "checkboxes": LEGEND | ITEMS | {"idPrefix", "values", "items.checked", "items.hint", "items.hint.text"},
    "date-input": LEGEND | {"namePrefix", "values", "day", "month", "year", "day.error", "month.error", "year.error"},
    "file-upload": LABEL | {"disabled"},
    "error-summary": {"titleText", "errorList", "errorList.text", "errorList.href"},
    "error-message": {"text"},
    "button": {"text", "classes", "href", "name", "value", "type", "attributes", "preventDoubleClick", "id"},
}  # fmt: skip
CHOICES_LEFT_OUT = LEGEND_HEADING | {
    "items.conditional",  # shown and hidden by CSS: aria-expanded, which the script would set, is not allowed on radios
    "items.disabled", "items.divider", "items.html", "items.id", "items.label", "items.attributes",
}  # fmt: skip
LEFT_OUT = {
    "input": HEADING | {
        "label.html", "prefix.html", "prefix.classes", "prefix.attributes", "suffix.html", "suffix.classes",
        "suffix.attributes", "inputWrapper", "inputWrapper.classes", "inputWrapper.attributes",
    },
    "textarea": HEADING,
    "character-count": HEADING | {
        "countMessage", "countMessage.classes", "countType", "maxwords", "textareaDescriptionText",
        "charactersAtLimitText", "charactersOverLimitText", "charactersUnderLimitText",
        "wordsAtLimitText", "wordsOverLimitText", "wordsUnderLimitText",
    },
    "password-input": HEADING | {
        "showPasswordText", "hidePasswordText", "showPasswordAriaLabelText", "hidePasswordAriaLabelText",
        "passwordShownAnnouncementText", "passwordHiddenAnnouncementText",
    },
    "select": HEADING | {"items.disabled", "items.attributes"},
    "radios": CHOICES_LEFT_OUT,
    "checkboxes": CHOICES_LEFT_OUT | {"items.behaviour", "items.name"},
    "date-input": LEGEND_HEADING | {"items"} | {
        f"{part}.{what}" for part in DateParts.PARTS for what in ("classes", "label", "name", "value")
    },
    "file-upload": HEADING | {
        "multiple", "value", "javascript", "chooseFilesButtonText", "dropInstructionText", "enteredDropZoneText",
        "leftDropZoneText", "multipleFilesChosenText", "noFileChosenText", "wrapperAttributes", "wrapperClasses",
    },
    "error-summary": {
        "attributes", "classes", "descriptionHtml", "descriptionText", "disableAutoFocus", "errorList.html",
        "errorList.attributes", "titleHtml",
    },
    "error-message": {"attributes", "classes", "html", "id", "visuallyHiddenText"},
    "button": {"html", "isStartButton", "disabled"},
}  # fmt: skip
LEAVES = {"attributes", "wrapperAttributes", "values", "multipleFilesChosenText"}


def options_of(options, prefix=""):
    """The dotted names of all options given; a left-out option's own parts are not looked into."""
    for name, value in options.items():
        path = prefix + name
        yield path
        parts = value if isinstance(value, list) else [value]
        if name not in LEAVES and not path.endswith("Text") and path not in ("items.conditional", "items.label"):
            for part in parts:
                if isinstance(part, dict):
                    yield from options_of(part, path + ".")


def cases():
    for file in sorted(FIXTURES.glob("*.json")):
        for fixture in json.loads(file.read_text()):
            yield file.stem, fixture


def expressible(component, options):
    """Whether a Django form can say this: every option expressed, and what Django always writes is there."""
    if not set(options_of(options)) <= EXPRESSED[component]:
        return False
    items = options.get("items", [])
    return {
        "select": bool(items)
        and all(item and item.get("value", False) is not False and item.get("selected") is not False for item in items),
        "radios": bool(options.get("fieldset")) and all(items) and not any(i.get("checked") is False for i in items),
        "checkboxes": bool(options.get("fieldset"))
        and all(items)
        and not any(i.get("checked") is False for i in items),
        "date-input": bool(options.get("fieldset"))
        and all(options.get(part) is not False for part in DateParts.PARTS)
        and ("errorMessage" in options or not _faulty(options, ())),
        "error-summary": bool(options.get("errorList")) and options.get("titleText") == "There is a problem",
        "button": options.get("classes", "") in ("", "govuk-button--secondary", "govuk-button--warning"),
        "character-count": bool(options.get("maxlength")) and "maxlength" not in options.get("attributes", {}),
    }.get(component, True)


def _faulty(options, otherwise):
    says = {part: options[part]["error"] for part in DateParts.PARTS if "error" in (options.get(part) or {})}
    marked = tuple(part for part, faulty in says.items() if faulty)
    return marked or tuple(part for part in otherwise if part not in says)


RUN = [(component, fixture) for component, fixture in cases() if expressible(component, fixture["options"])]


@pytest.mark.parametrize(("component", "fixture"), RUN, ids=lambda p: p if isinstance(p, str) else p["name"])
def test_same_html(component, fixture):
    options = fixture["options"]
    ours = BUILD.get(component, field_html)(component, options)
    theirs = fixture["html"]
    if component == "date-input" and "namePrefix" not in options:
        for part in DateParts.PARTS:  # ours always carry the field's name
            theirs = theirs.replace(f'name="{part}"', f'name="{options["id"]}-{part}"')
    assert tree(ours) == tree(theirs)


@pytest.mark.parametrize("component", sorted(EXPRESSED))
def test_every_option_is_known(component):
    given = {name for stem, fixture in cases() if stem == component for name in options_of(fixture["options"])}
    known = EXPRESSED[component] | LEFT_OUT[component]
    assert {name for name in given if not _known(name, known)} == set()
    assert EXPRESSED[component] & LEFT_OUT[component] == set()


def test_enough_is_compared():
    assert {component for component, _ in RUN} == set(EXPRESSED)
    assert len(RUN) > 100


def _known(name, known):
    return name in known or (name.startswith("items.") and "items" in known and "items.value" not in known)


# ---- from a fixture's options to a form ---------------------------------------------------------


class Id(str):
    """A form's auto_id that gives its field just this id."""

    def __mod__(self, name):
        return self.removeprefix("%s")


def field_html(component, options):
    name = options.get("namePrefix") or options.get("name") or options.get("id")
    id_ = options.get("idPrefix") or options.get("id") or name
    form = forms.Form(initial={name: _initial(component, options)}, auto_id=Id("%s" + id_))
    form.fields[name] = _field(component, options)
    form._errors = {}
    if error := options.get("errorMessage"):
        parts = _faulty(options, DateParts.PARTS) if component == "date-input" else ()
        form._errors[name] = form.error_class([ValidationError(error["text"], params={"parts": parts})])
    return str(form[name].as_field_group())


def _field(component, options):
    attrs = dict(options.get("attributes", {}))
    for option in ("autocomplete", "inputmode", "pattern", "autocapitalize", "rows"):
        if option in options:
            attrs[option] = options[option]
    if "spellcheck" in options:
        attrs["spellcheck"] = str(options["spellcheck"]).lower()
    if "classes" in options:
        attrs["class"] = options["classes"]
    if component == "character-count":
        attrs["data-threshold"] = options.get("threshold", 0)
    label = options.get("label") or options["fieldset"]["legend"]
    shared = {
        "label": label["text"],
        "help_text": _escaped(options.get("hint", {}).get("text", "")),
        "disabled": options.get("disabled", False),
    }
    return FIELD[component](options, attrs, shared)


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _text(options, attrs, shared):
    affixes = {side: options[side]["text"] for side in ("prefix", "suffix") if side in options}
    widget = Affixed(attrs, **affixes) if affixes else forms.TextInput(attrs)
    widget.input_type = options.get("type", "text")
    return forms.CharField(widget=widget, **shared)


def _choices(options):
    return [(item["value"], item["text"]) for item in options["items"]]


def _radios(widget, field):
    def make(options, attrs, shared):
        hints = {item["value"]: item["hint"]["text"] for item in options["items"] if "hint" in item}
        return field(widget=widget(attrs, hints=hints), choices=_choices(options), **shared)

    return make


FIELD = {
    "input": _text,
    "textarea": lambda options, attrs, shared: forms.CharField(widget=forms.Textarea(attrs), **shared),
    "character-count": lambda options, attrs, shared: forms.CharField(
        max_length=int(options["maxlength"]), widget=forms.Textarea(attrs), **shared
    ),
    "password-input": lambda options, attrs, shared: forms.CharField(
        widget=forms.PasswordInput(attrs, render_value=True), **shared
    ),
    "select": lambda options, attrs, shared: forms.ChoiceField(
        widget=forms.Select(attrs), choices=_choices(options), **shared
    ),
    "radios": _radios(Radios, forms.ChoiceField),
    "checkboxes": _radios(Checkboxes, forms.MultipleChoiceField),
    "date-input": lambda options, attrs, shared: DatePartsField(widget=DateParts(attrs), **shared),
    "file-upload": lambda options, attrs, shared: forms.FileField(widget=forms.FileInput(attrs), **shared),
}


def _initial(component, options):
    if component == "date-input":
        values = {key.split("-")[-1]: str(value) for key, value in options.get("values", {}).items()}
        return tuple(values.get(part, "") for part in DateParts.PARTS)
    chosen = [item["value"] for item in options.get("items", []) if item.get("checked") or item.get("selected")]
    if component == "checkboxes":
        return chosen or options.get("values", [])
    return chosen[0] if chosen else options.get("value")


def _summary(component, options):
    problems = [{"text": error["text"], "href": error.get("href", "").lstrip("#")} for error in options["errorList"]]
    return render_to_string("design/error_summary.html", {"problems": problems})


def _message(component, options):
    field = SimpleNamespace(errors=[options["text"]], auto_id="", help_text="")
    return render_to_string("design/forms/_hint_and_error.html", {"field": field})


def _button(component, options):
    variant = options.get("classes", "").removeprefix("govuk-button--")
    attrs = {name: options[name] for name in ("name", "value", "type", "id") if name in options}
    if "preventDoubleClick" in options:
        attrs["data-prevent-double-click"] = str(options["preventDoubleClick"]).lower()
    given = {"text": options["text"], "variant": variant, "href": options.get("href", "")}
    return render_to_string("design/button.html", {**given, "attrs": attrs | options.get("attributes", {})})


BUILD = {"error-summary": _summary, "error-message": _message, "button": _button}
