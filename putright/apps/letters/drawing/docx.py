"""A letter as a Word file, for those who must edit or read it there: real headings, lists and tables, no macros."""

# ruff: noqa: SLF001 (python-docx names no other way to what Word has beyond it)
from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from putright.apps.letters.drawing import pdf
from putright.core.letters import blocks as b
from putright.core.letters import links
from putright.core.letters.layout import look
from putright.core.letters.printable import one_line, ready

FONT = "Arial"
"""The fonts of the PDF are on few people's computers; this is on nearly all."""
SIZES = {"standard": 11, "large": 18, "easy": 17}
INK, ACCENT, LINK = RGBColor(0x16, 0x23, 0x2A), RGBColor(0x0F, 0x4C, 0x5C), RGBColor(0x0B, 0x4A, 0x8F)
MOST_COLUMNS = 2
"""In a table of large print."""
COPY = "Copy of the letter of {day}. The letter as it was issued is the PDF."
DRAFT = "Draft. No letter has been issued."


def to_word(letter: b.Letter, note: str) -> bytes:
    """The letter as a .docx. `note` stands at the head of every page and says what this file is (`COPY`, `DRAFT`)."""
    shown = ready(letter)
    writer = _Writer(Document(), shown)
    writer.prepare(one_line(note))
    for block in shown.blocks:
        if any(text.strip() for text in b.texts(block)):
            _WRITE[type(block)](writer, block)
    out = io.BytesIO()
    writer.document.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class _Writer:
    document: Any
    letter: b.Letter

    @property
    def size(self) -> int:
        """Of the running text, in points."""
        return SIZES[look(self.letter)]

    # ---- the document itself ----------------------------------------------------------------

    def prepare(self, note: str) -> None:
        """Page, styles, language, title; the note above each page and the page's number below it."""
        self._styles()
        self._properties()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin = section.bottom_margin = Mm(22)
        if self.letter.rtl:
            section._sectPr.insert_element_before(
                OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid", "w:printerSettings"
            )
        small = max(9, 16 if self.size > SIZES["standard"] else 0)
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        self._run(head, note, lang="en-GB").font.size = Pt(small)
        self.direct(foot, self.letter.language)
        words = pdf.tongue_of(self.letter.language).t("Page {n} of {count}")
        self._run(foot, f"{self.letter.reference}   ").font.size = Pt(small)
        for piece in re.split(r"(\{n\}|\{count\})", words):
            field = {"{n}": "PAGE", "{count}": "NUMPAGES"}.get(piece)
            run = self._run(foot, "" if field else piece)
            run.font.size = Pt(small)
            if field:
                _field(run, field)

    def _styles(self) -> None:
        styles = self.document.styles
        for name, size, colour in (
            ("Normal", 1, INK), ("Heading 1", 1.3, ACCENT), ("Heading 2", 1.12, ACCENT), ("Heading 3", 1, INK),
        ):  # fmt: skip
            font = styles[name].font
            font.name, font.size, font.color.rgb = FONT, Pt(round(self.size * size)), colour
            fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{kind}"), None)
            fonts.set(qn("w:cs"), FONT)
            _complex_size(styles[name].element.get_or_add_rPr(), round(self.size * size))
        airy = self.size > SIZES["standard"]
        styles["Normal"].paragraph_format.line_spacing = 1.5 if airy else 1.2
        styles["Normal"].paragraph_format.space_after = Pt(12 if airy else 8)
        for defaults in styles.element.iter(qn("w:rPrDefault")):
            for lang in defaults.iter(qn("w:lang")):
                lang.set(qn("w:val"), self.letter.language)
                lang.set(qn("w:bidi"), self.letter.language)

    def _properties(self) -> None:
        found = self.document.core_properties
        author = next((block.name for block in self.letter.blocks if isinstance(block, b.Letterhead)), "")
        found.title, found.author, found.last_modified_by = self.letter.title[:255], author[:255], author[:255]
        found.language, found.comments, found.subject = self.letter.language, "", self.letter.reference[:255]
        on = self.letter.on
        found.created = found.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001 (Word keeps no zone)

    # ---- pieces ---------------------------------------------------------------------------------

    def paragraph(self, block: b.Any, style: str | None = None) -> Any:
        """A new paragraph in the block's language and direction."""
        found = self.document.add_paragraph(style=style)
        self.direct(found, self.language(block))
        return found

    def language(self, block: b.Any) -> str:
        """The language that a block is in."""
        return block.lang or self.letter.language

    def lines(self, paragraph: Any, text: str, block: b.Any, *, bold: bool = False) -> None:
        """Text with its line breaks."""
        for n, line in enumerate(text.split("\n")):
            if n:
                paragraph.add_run().add_break(WD_BREAK.LINE)
            self._run(paragraph, line, lang=self.language(block), bold=bold)

    def linked(self, paragraph: Any, value: str, block: b.Any) -> None:
        """The value, as a link where it is an address."""
        to = links.target(value)
        if not to:
            self.lines(paragraph, value, block)
            return
        run = self._run(paragraph, value, lang=self.language(block))
        run.font.underline, run.font.color.rgb = True, LINK
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run._r.addprevious(link)
        link.append(run._r)

    def _run(self, paragraph: Any, text: str, *, lang: str = "", bold: bool = False) -> Any:
        run = paragraph.add_run(text)
        run.bold = bold or None
        code = lang or self.letter.language
        if code != self.letter.language or self.letter.rtl:
            mark = OxmlElement("w:lang")
            mark.set(qn("w:val"), code)
            mark.set(qn("w:bidi"), code)
            run._r.get_or_add_rPr().append(mark)
        if b.right_to_left(code):
            run.font.rtl = True
        return run

    def direct(self, paragraph: Any, code: str) -> None:
        """Marks a paragraph of a language that runs from right to left."""
        if b.right_to_left(code):
            bidi = OxmlElement("w:bidi")
            paragraph._p.get_or_add_pPr().insert_element_before(bidi, *_AFTER_BIDI)

    def restarted(self, paragraph: Any) -> int:
        """A list of its own for a numbered paragraph, which begins at 1; gives its number."""
        numbering = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element.pPr.numPr.numId.val
        abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == style)
        found = numbering.add_num(abstract)
        found.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(found.numId)


_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
               "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap",
               "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")  # fmt: skip


def _field(run: Any, name: str) -> None:
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _complex_size(properties: Any, size: int) -> None:
    """The size of Arabic and Hebrew letters, which Word keeps apart from that of others."""
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    found = OxmlElement("w:szCs")
    found.set(qn("w:val"), str(size * 2))
    after = properties.find(qn("w:sz"))
    after.addnext(found)


def _letterhead(writer: _Writer, block: b.Letterhead) -> None:
    name = writer.paragraph(block)
    writer.lines(name, block.name, block, bold=True)
    for run in name.runs:
        run.font.size, run.font.color.rgb = Pt(round(writer.size * 1.3)), ACCENT
    if block.contacts:
        reached = writer.paragraph(block)
        for n, (label, value) in enumerate(block.contacts):
            if n:
                reached.add_run().add_break(WD_BREAK.LINE)
            writer.lines(reached, f"{label}: ", block)
            writer.linked(reached, value, block)


def _bullets(writer: _Writer, block: b.Bullets) -> None:
    number = 0
    for item in block.items:
        found = writer.paragraph(block, "List Number" if block.numbered else "List Bullet")
        if block.numbered:
            number = number or writer.restarted(found)
            properties = found._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number
        writer.lines(found, item, block)


def _table(writer: _Writer, block: b.Table) -> None:
    if writer.size > SIZES["standard"] and len(block.head) > MOST_COLUMNS:
        _stretches(writer, block)
        return
    table = writer.document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    if b.right_to_left(writer.language(block)):
        table._tbl.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), "w:tblStyleRowBandSize", "w:tblW", "w:jc",
                                               "w:tblLayout", "w:tblLook")  # fmt: skip
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:cantSplit"))
    head.append(OxmlElement("w:tblHeader"))
    for row in (block.head, *block.rows):
        cells = table.rows[0].cells if row is block.head else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            writer.direct(cell.paragraphs[0], writer.language(block))
            writer.lines(cell.paragraphs[0], text, block, bold=row is block.head)
    writer.document.add_paragraph()


def _stretches(writer: _Writer, block: b.Table) -> None:
    """A table too wide for its print: each row a paragraph, each cell behind its heading."""
    for row in block.rows:
        found = writer.paragraph(block)
        for n, (name, cell) in enumerate(zip(block.head, row, strict=True)):
            if n:
                found.add_run().add_break(WD_BREAK.LINE)
            writer.lines(found, f"{name}: ", block, bold=True)
            writer.lines(found, cell, block)


def _details(writer: _Writer, block: b.Details) -> None:
    for label, value in block.rows:
        found = writer.paragraph(block)
        writer.lines(found, label, block, bold=True)
        if writer.size > SIZES["standard"]:
            found.add_run().add_break(WD_BREAK.LINE)
        else:
            found.paragraph_format.tab_stops.add_tab_stop(Mm(45))
            found.paragraph_format.left_indent, found.paragraph_format.first_line_indent = Mm(45), Mm(-45)
            found.add_run().add_tab()
        writer.linked(found, value, block)


def _signature(writer: _Writer, block: b.Signature) -> None:
    closing = writer.paragraph(block)
    writer.lines(closing, block.closing, block)
    closing.paragraph_format.space_after, closing.paragraph_format.keep_with_next = Pt(36), True
    signs = "\n".join(one for one in (block.role, block.organisation) if one)
    writer.lines(writer.paragraph(block), signs, block)


def _heading(writer: _Writer, block: b.Heading) -> None:
    writer.lines(writer.paragraph(block, f"Heading {max(1, min(block.level, 3))}"), block.text, block)


_WRITE: Mapping[type, Callable[[_Writer, Any], None]] = {
    b.Letterhead: _letterhead,
    b.Address: lambda writer, block: writer.lines(writer.paragraph(block), "\n".join(block.lines), block),
    b.Heading: _heading,
    b.Paragraph: lambda writer, block: writer.lines(writer.paragraph(block), block.text, block, bold=block.strong),
    b.Bullets: _bullets,
    b.Table: _table,
    b.Details: _details,
    b.Signature: _signature,
}
