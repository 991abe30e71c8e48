"""Renders every Django form of the site as GOV.UK Frontend markup: `FORM_RENDERER = "putright.design.forms.Renderer"`.

Page builders write ordinary Django forms; nothing here needs importing but for the widgets and fields beside it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

from putright.design.widgets import DateParts

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    # CheckboxSelectMultiple is a RadioSelect to Django: it must come first.
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (DateParts, "date-input"),
    (forms.FileInput, "file-upload"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.PasswordInput, "password"),
    (Input, "input"),
)
CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "file-upload": "govuk-file-upload",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "input": "govuk-input",
}
GROUPS = {"radios", "checkboxes", "date-input"}
COUNT_FROM = 75
"""Per cent of a text area's limit from which the count shows; `data-threshold` on the widget says otherwise."""
NOT_WRITTEN = ("maxlength", "minlength", "min", "max", "step", "cols", "placeholder")
"""Left out of the page: the server checks; maxlength silently cuts what is pasted; placeholders go when needed."""
PASSWORD = {"autocomplete": "current-password", "autocapitalize": "none", "spellcheck": "false"}


class BoundField(DjangoBoundField):
    """A field of a form on a page: what its templates ask it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        self.count_from = field.widget.attrs.pop("data-threshold", COUNT_FROM)
        _leave_checks_to_the_server(field)
        for code, text in self._messages().items():
            if field.error_messages.get(code) in (None, _default_message(field, code)):
                field.error_messages[code] = text

    @property
    def kind(self) -> str:
        """The GOV.UK component it is drawn as."""
        return _kind(self.field.widget)

    @property
    def template_name(self) -> str:
        layout = "group" if self.use_fieldset else "checkbox" if self.kind == "checkbox" else "field"
        return getattr(self.field, "template_name", None) or f"design/forms/{layout}.html"

    @property
    def use_fieldset(self) -> bool:
        return bool(self.field.widget.use_fieldset) and self.kind != "file-upload"

    @property
    def limit(self) -> int | None:
        """The most characters a text area takes, if it says so."""
        return getattr(self.field, "max_length", None) if self.kind == "textarea" else None

    @property
    def limit_text(self) -> str:
        return f"You can enter up to {self.limit:,} characters"

    @property
    def aria_describedby(self) -> str | None:
        if not self.auto_id or self.is_hidden or self.field.widget.attrs.get("aria-describedby"):
            return None
        parts = (("info", self.limit), ("hint", self.help_text), ("error", self.errors))
        return " ".join(f"{self.auto_id}-{part}" for part, present in parts if present) or None

    @property
    def faulty_parts(self) -> tuple[str, ...]:
        """Of a date: the boxes an error is about; all three if the error does not say."""
        if not self.errors:
            return ()
        params = [error.params or {} for error in self.errors.as_data()]
        return tuple(part for found in params for part in found.get("parts", ())) or DateParts.PARTS

    @property
    def error_target(self) -> str:
        """The id an error summary links to: the first input to put right."""
        if self.kind != "date-input":
            return self.auto_id
        first = next((part for part in DateParts.PARTS if part in self.faulty_parts), "day")
        return f"{self.auto_id}-{first}"

    @property
    def is_revealed(self) -> bool:
        """Whether it is drawn under a choice of another field (`reveals` of Radios and Checkboxes)."""
        return any(
            self.name in names
            for field in self.form.fields.values()
            for names in getattr(field.widget, "reveals", {}).values()
        )

    def as_widget(self, widget: Any = None, attrs: Any = None, only_initial: bool = False) -> Any:
        drawn = widget or self.field.widget
        if hasattr(drawn, "bound"):
            drawn.bound = self
        return super().as_widget(widget, attrs, only_initial)

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        built.pop("aria-invalid", None)
        drawn = widget or self.field.widget
        if not drawn.is_hidden and (classes := self._classes(drawn)):
            built["class"] = classes
        return built

    def _classes(self, widget: forms.Widget) -> str:
        base = CLASSES.get(_kind(widget), "")
        if not base:
            return ""
        error = f"{base.split()[0]}--error" if self.errors and _kind(widget) != "checkbox" else ""
        count = "govuk-js-character-count" if self.limit else ""
        return " ".join(filter(None, (base, error, count, widget.attrs.get("class"))))

    @property
    def _asked(self) -> str:
        """What was asked, as errors repeat it."""
        return str(self.label).removesuffix(" (optional)")

    def _messages(self) -> dict[str, str]:
        """Errors that name the field, in place of Django's that do not; a form's own messages stay."""
        texts = {"required": self._missing(), "max_length": f"“{self._asked}” may have %(limit_value)d characters"}
        texts["max_length"] += " at most; it has %(show_value)d."
        if isinstance(self.field, forms.IntegerField | forms.DecimalField | forms.FloatField):
            texts["invalid"] = f"“{self._asked}” must be a number, for example 20."
        elif isinstance(self.field, forms.EmailField):
            texts["invalid"] = f"“{self._asked}” must be an e-mail address, for example name@example.org."
        return texts

    def _missing(self) -> str:
        if self.kind in ("radios", "checkboxes", "select"):
            return f"Choose an answer to “{self._asked}”."
        if self.kind == "file-upload":
            return f"Choose a file for “{self._asked}”."
        return f"Fill in “{self._asked}”." if self.kind != "checkbox" else f"Tick “{self._asked}” to go on."


class Renderer(TemplatesSetting):
    """The project's FORM_RENDERER."""

    form_template_name = "design/forms/form.html"
    formset_template_name = "design/forms/formset.html"
    field_template_name = "design/forms/field.html"
    bound_field_class = BoundField


def _kind(widget: forms.Widget) -> str:
    return next((kind for cls, kind in KINDS if isinstance(widget, cls)), "other")


def _default_message(field: forms.Field, code: str) -> Any:
    """The message the class of the field comes with."""
    defaults = (getattr(cls, "default_error_messages", {}) for cls in type(field).__mro__)
    return next((messages[code] for messages in defaults if code in messages), None)


def _leave_checks_to_the_server(field: forms.Field) -> None:
    widget = field.widget
    for name in NOT_WRITTEN:
        widget.attrs.pop(name, None)
    if isinstance(widget, forms.NumberInput):
        # type=number loses what it cannot read and changes when scrolled over
        widget.input_type = "text"
        widget.attrs.setdefault("inputmode", "numeric" if type(field) is forms.IntegerField else "decimal")
    elif isinstance(widget, forms.EmailInput):
        widget.attrs.setdefault("spellcheck", "false")
    elif isinstance(widget, forms.PasswordInput):
        widget.attrs = PASSWORD | widget.attrs
    elif isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
        widget.attrs["rows"] = "5"  # "10", a string, is Django's default and nobody's choice
