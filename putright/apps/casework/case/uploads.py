"""Files that come with a step: taken in as soon as they arrive, given to the case when the step is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from putright.apps.casework import attachments
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.once import as_filled_in
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import Step, StepForm
from putright.design.widgets import Checkboxes


class Files(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else None


class FilesField(forms.Field):
    """Takes no value of its own: `attachments.keep` judges each file as it arrives."""

    widget = Files


def take(request: HttpRequest, data: QueryDict) -> list[str]:
    """Keeps the files that came with a form of somebody signed in; see `taken_in`."""
    landlord, at = request.user.landlord, timezone.now()
    return taken_in(request, data, lambda file: attachments.keep(landlord, file, at, by=request.user))


def taken_in(request: HttpRequest, data: QueryDict, keep: Callable[[UploadedFile], Attachment]) -> list[str]:
    """Keeps the files that came with a form and notes them in it as `kept`; says what is wrong with the others."""
    problems: list[str] = []
    kept = data.getlist("kept")
    for file in request.FILES.getlist("files"):
        if len(kept) >= attachments.MOST_FILES:
            problems.append(f"“{file.name}” is one too many: {attachments.MOST_FILES} files can be added here.")
            continue
        try:
            kept.append(str(keep(file).pk))
        except ValidationError as error:
            problems += error.messages
    data.setlist("kept", kept)
    return problems


class TakesFiles(forms.Form):
    """A form with files: those that are new, and those taken in before it came back."""

    problems: Sequence[str] = ()
    taken_label: ClassVar[str] = "Files taken in"
    ticks: ClassVar[Mapping[str, str]] = {}
    """What the boxes of the files taken in look like."""

    def whose(self) -> dict[str, Any]:
        """Whose files can be chosen, as `attachments.unclaimed` asks it."""
        raise NotImplementedError

    def build_files(self, label: str) -> None:
        """Adds the two fields; what was taken in is shown with a tick that may be taken away."""
        ids = self.data.getlist("kept") if self.is_bound and hasattr(self.data, "getlist") else []
        self.taken = attachments.unclaimed(ids, **self.whose())
        self.fields["files"] = FilesField(
            label=label, required=False, widget=Files(attrs={"accept": attachments.ACCEPT}),
            help_text=attachments.hint(),
        )  # fmt: skip
        if self.taken:
            self.fields["kept"] = forms.MultipleChoiceField(
                label=self.taken_label, required=False, widget=Checkboxes(attrs=self.ticks),
                choices=[(str(f.pk), f"{f.name} ({attachments.in_words(f.size)})") for f in self.taken],
            )  # fmt: skip

    def chosen(self) -> list[Attachment]:
        """The files to give to the case: those taken in and still ticked."""
        ticked = self.cleaned_data.get("kept") or []
        return [file for file in self.taken if str(file.pk) in ticked]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        for problem in self.problems:
            self.add_error("files", problem)
        return typed


class FilesForm(TakesFiles, StepForm):
    """A form of a step, with files of whoever fills it in."""

    ticks: ClassVar[Mapping[str, str]] = {"class": "govuk-checkboxes--small"}

    def whose(self) -> dict[str, Any]:
        return {"by": self.person}

    def build_files(self, label: str = "Files (optional)") -> None:
        super().build_files(label)

    def clean_token(self) -> str:
        """The same files are the same words, though a second click brought them a second time."""
        typed = self.data.copy()
        typed.setlist("kept", attachments.digests(typed.getlist("kept"), **self.whose()))
        return as_filled_in(typed, self.opened.case.pk)


class FilesStep(Step):
    """A step whose form takes files."""

    template = "casework/step_files.html"

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        self._open(request, reference)
        data = request.POST.copy()
        self.problems = take(request, data)
        request.POST = data
        return super().post(request, reference)

    def _form(self, request: HttpRequest, opened: Opened, data: Any = None) -> StepForm:
        form = super()._form(request, opened, data)
        form.problems = getattr(self, "problems", ()) if data is not None else ()
        return form

    def write(self, request: HttpRequest, opened: Opened, form: FilesForm) -> None:
        """The events, and the files given to the case: both, or neither."""
        with transaction.atomic():
            super().write(request, opened, form)
            attachments.claim(opened.case, form.chosen(), came_with=self.came_with(form))

    def came_with(self, form: FilesForm) -> str:
        """The message that the files came with, by id; empty where they came with none."""
        return ""
