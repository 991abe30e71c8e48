"""The form for bringing a document."""

from __future__ import annotations

from typing import Any

from django import forms

from putright.apps.workbench.readings import actions, extracting


class DocumentForm(forms.Form):
    """The document."""

    document = forms.FileField(
        label="Printed policy", widget=forms.FileInput(attrs={"accept": extracting.ENDINGS}),
        help_text=f"Text, Word (.docx) or PDF, up to {extracting.MOST_BYTES // 1_000_000} MB. Only its text is kept.",
        error_messages={"required": "Choose the document of your printed policy."},
    )  # fmt: skip
    body, text = b"", ""

    def clean_document(self) -> Any:
        file = self.cleaned_data["document"]
        if file.size > extracting.MOST_BYTES:
            raise forms.ValidationError(f"It may have {extracting.MOST_BYTES // 1_000_000} MB. Leave pictures out.")
        self.body = file.read()
        self.text = actions.text_in(file.name, self.body)
        return file
