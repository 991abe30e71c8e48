"""Small files of every kind that a case may hold, each saying which it is on each of its pages."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw

PDF, TEXT, MAIL = "application/pdf", "text/plain", "message/rfc822"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf(*pages: str, rotate: int = 0, size=(595, 842), crop=None, **more) -> bytes:
    """A PDF with a page for each text, its lines one below the other."""
    with Pdf.new() as made:
        font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for text in pages:
            lines = "".join(f"({line}) Tj 0 -14 Td\n" for line in text.split("\n"))
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, *size]),
                Rotate=rotate,
                Resources=Dictionary(Font=Dictionary(F1=font)),
                Contents=Stream(made, f"BT /F1 11 Tf 60 {size[1] - 80} Td\n{lines}ET".encode()),
            )
            if crop:
                page.CropBox = Array(crop)
            made.pages.append(pikepdf.Page(made.make_indirect(page)))
        for change in more.get("changes", ()):
            change(made)
        out = io.BytesIO()
        made.save(out, encryption=more.get("encryption", False))
        return out.getvalue()


def picture(kind: str = "PNG", text: str = "", size=(600, 400), colour="orange", frames: int = 1) -> bytes:
    pictures = []
    for n in range(frames):
        one = Image.new("RGB", size, colour)
        ImageDraw.Draw(one).text((20, 20), f"{text} {n}", fill="black")
        pictures.append(one)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if frames > 1 else {}
    pictures[0].save(out, kind, **more)
    return out.getvalue()


def word(*paragraphs: str, extra: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        document = f"<w:document {space}><w:body>{body}{extra}</w:body></w:document>"
        for name, content in {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": document,
            **(parts or {}),
        }.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def mail(text: str, subject: str = "About the roof", attached: dict[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "rosa@mail.example", "homes@landlord.example", subject
    message.set_content(text)
    for name, content in (attached or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()
