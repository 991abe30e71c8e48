"""A file as an answer: something to look at or to save, never something to run."""

from __future__ import annotations

from django.http import FileResponse

from putright.apps.casework.attachments import Attachment, open_file

LOOKED_AT = ("image/jpeg", "image/png", "image/gif", "image/webp")
"""What a browser may show: pictures that were taken apart and put together here. Everything else is saved."""


def response(file: Attachment) -> FileResponse:
    """The file, for whoever was found to be allowed to have it. Raises `Barred` and `FileNotFoundError`."""
    saved = file.type not in LOOKED_AT
    answer = FileResponse(open_file(file), as_attachment=saved, filename=file.name, content_type=file.type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
