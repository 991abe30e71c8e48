"""The pages of an import: choosing a file, what would become of it, taking it in, its results."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.accounts.access import requires
from putright.apps.accounts.permissions import IMPORT_RESIDENTS
from putright.apps.residents.importing import reading, report, run
from putright.apps.residents.importing.columns import COLUMNS
from putright.apps.residents.models import Import

State = Import.State
SHOWN = {"invalid": 100, "changed": 50, "missing": 50, "new": 20}
"""How many rows of each kind the page shows; the report has all."""


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label="File", widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
        help_text=f"CSV, up to {reading.MOST_BYTES // 1_000_000} MB and {reading.MOST_ROWS:,} rows.",
    )  # fmt: skip

    content = b""
    table: reading.Table

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > reading.MOST_BYTES:
            raise forms.ValidationError("The file is too large. Cut it in two.")
        self.content = file.read()
        try:
            self.table = reading.table(self.content)
        except reading.Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        return file


def _all_brands(request: HttpRequest) -> None:
    if request.user.brands:
        raise PermissionDenied("A file is taken in by somebody who works for every landlord of the group.")


@requires(IMPORT_RESIDENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def resident_imports(request: HttpRequest) -> HttpResponse:
    """Earlier imports, the columns, and choosing a file; it is looked through before anything is changed."""
    _all_brands(request)
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        return redirect("resident_import", _take(request, form).pk)
    earlier = Import.objects.filter(landlord=request.user.landlord).defer("content").select_related("by")[:30]
    context = {"form": form, "columns": COLUMNS, "imports": earlier}
    return render(request, "residents/imports.html", context, status=422 if form.errors else 200)


def _take(request: HttpRequest, form: FileForm) -> Import:
    now, table, name = timezone.now(), form.table, PurePath(form.cleaned_data["file"].name).name[:200]
    return Import.objects.create(
        landlord=request.user.landlord, by=request.user, at=now, name=name,
        content=form.content, sha256=hashlib.sha256(form.content).hexdigest(), encoding=table.encoding,
        delimiter=table.delimiter, ignored=list(table.ignored), next_try=now,
    )  # fmt: skip


@requires(IMPORT_RESIDENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def resident_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What would become of a file, or became of it; saying that it is to be taken in, or not."""
    _all_brands(request)
    job = get_object_or_404(Import.objects.defer("content"), landlord=request.user.landlord, pk=pk)
    if request.method == "POST":
        return _decided(request, job)
    found = run.counts(job)
    context = {
        "job": job, "counts": [(one, found[one.value]) for one in run.Outcome],
        "takes": found["new"] + found["changed"], "encoding": ENCODINGS.get(job.encoding, job.encoding),
        "delimiter": reading.DELIMITERS[job.delimiter],
        "samples": [(kind, _sample(job, kind, most), found[kind] > most) for kind, most in SHOWN.items()],
    }  # fmt: skip
    return render(request, "residents/import.html", context)


ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16",
             "cp1252": "Windows (cp1252): look whether accents came out right"}  # fmt: skip


def _sample(job: Import, kind: str, most: int) -> list[Any]:
    return list(job.rows.filter(outcome=kind).order_by("line", "id")[:most])


def _decided(request: HttpRequest, job: Import) -> HttpResponse:
    waiting = Import.objects.filter(pk=job.pk, state=State.CHECKED)
    if "discard" in request.POST:
        if waiting.update(state=State.FAILED, content=None, problem=f"{request.user} decided not to take it in."):
            messages.success(request, "Nothing was taken in. The file is removed.")
    elif waiting.update(state=State.RUNNING, next_try=timezone.now(), attempts=0, done=0):
        messages.info(request, "It is being taken in. You can leave this page.")
    return redirect("resident_import", job.pk)


@requires(IMPORT_RESIDENTS)
@require_safe
def resident_import_report(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Every row with what became of it, as a file."""
    _all_brands(request)
    job = get_object_or_404(Import.objects.defer("content"), landlord=request.user.landlord, pk=pk)
    name = f"import-{job.pk}-results.csv"
    return StreamingHttpResponse(
        report.lines(job), content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )  # fmt: skip


@requires(IMPORT_RESIDENTS)
@require_safe
def resident_import_template(request: HttpRequest) -> HttpResponse:
    """A file with every column and an example."""
    headers = {"Content-Disposition": 'attachment; filename="residents-template.csv"'}
    return HttpResponse(f"\ufeff{reading.template()}", content_type="text/csv; charset=utf-8", headers=headers)
