"""The self-assessment forms of the editions."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from putright.core.assessment.form import Form, form_faults
from putright.data.editions import code_document, edition_names
from putright.data.files import HERE, Invalid, check, load
from putright.data.packs import pack_document, pack_names


def form_names() -> list[str]:
    """The editions whose self-assessment form is shipped."""
    return [name for name in edition_names() if (HERE / "codes" / f"{name}.form.yaml").is_file()]


@cache
def load_form(name: str) -> Form:
    """The self-assessment form of an edition. Raises `Invalid`, and `FileNotFoundError` saying which there are."""
    if name not in form_names():
        raise FileNotFoundError(f"there is no form of {name!r}; shipped are {', '.join(form_names())}")
    return read_form(HERE / "codes" / f"{name}.form.yaml")


def read_form(path: Path) -> Form:
    """A self-assessment form of a file, bound to a shipped edition. Raises `Invalid`, naming each line."""
    from putright.core.measures.catalogue import DIMENSIONS, MEASURES  # noqa: PLC0415 (only forms count)

    form, lines = load(path, Form)
    if form.form not in edition_names():
        raise Invalid([f"{path}:{lines.line(('form',))}: form: there is no edition {form.form!r}"])
    documents = {pack: pack_document(pack) for pack in pack_names()}
    faults = form_faults(form, code_document(form.form).provisions, documents, MEASURES, DIMENSIONS)
    check(path, lines, faults)
    return form
