"""A PDF as it is read aloud: its words in the order of its tags, artifacts left out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Said:
    """A stretch of tagged text: what it is tagged as, in which language, and its words."""

    tag: str
    lang: str
    text: str


def spoken(pdf: bytes) -> Iterator[Said]:
    """Every tagged stretch of text in the order of the structure tree, page by page."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            tree = raw.FPDF_StructTree_GetForPage(page)
            marked = _marked(page)
            for n in range(raw.FPDF_StructTree_CountChildren(tree)):
                yield from _walk(raw.FPDF_StructTree_GetChildAtIndex(tree, n), marked, "", "")
            raw.FPDF_StructTree_Close(tree)


def words(pdf: bytes) -> str:
    """All of it but the marks of lists, without white space: what text is compared by."""
    return squeezed("".join(one.text for one in spoken(pdf) if one.tag != "Lbl"))


def squeezed(text: str) -> str:
    """Without white space and places to break; a hyphen at the end of a line, which PDFium marks, is one again."""
    return "".join(text.replace("\u200b", "").replace("\x02", "-").split())


def _walk(element, marked: dict[int, str], tag: str, lang: str) -> Iterator[Said]:
    tag = _string(raw.FPDF_StructElement_GetType, element) or tag
    lang = _string(raw.FPDF_StructElement_GetLang, element) or lang
    for n in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, n)
        if child:
            yield from _walk(child, marked, tag, lang)
        elif (at := raw.FPDF_StructElement_GetChildMarkedContentID(element, n)) >= 0:
            yield Said(tag, lang, marked.get(at, ""))


def _marked(page) -> dict[int, str]:
    """The text of each piece of marked content; what bears no tag is not among it."""
    text, found = raw.FPDFText_LoadPage(page), {}
    for n in range(raw.FPDFPage_CountObjects(page)):
        one = raw.FPDFPage_GetObject(page, n)
        if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_TEXT:
            at = raw.FPDFPageObj_GetMarkedContentID(one)
            found[at] = found.get(at, "") + _string(raw.FPDFTextObj_GetText, one, text)
    raw.FPDFText_ClosePage(text)
    return found


def _string(ask, *of) -> str:
    length = ask(*of, None, 0)
    if not length:
        return ""
    room = ctypes.create_string_buffer(length * 2)
    ask(*of, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)) if ask is raw.FPDFTextObj_GetText else room, length * 2)
    return room.raw[: length * 2].decode("utf-16-le", "replace").split("\0")[0]
