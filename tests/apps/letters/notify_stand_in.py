"""A stand-in for GOV.UK Notify: a real HTTP server with the shapes, codes and checks of its documented v2 API."""

from __future__ import annotations

import base64
import io
import json
import re
import threading
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pikepdf
from notifications_python_client.authentication import TokenError, decode_jwt_token, get_token_issuer

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"the_key-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
PERSONALISATION = {"subject", "body", "link_to_file"}
"""What the template of the stand-in asks for."""
FIRST_LETTER, MAX_FILE = b"%PDF", 2 * 1024 * 1024


class Answer(Exception):
    """What the server answers instead of doing what it was asked."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"status_code": status, "errors": [{"error": kind, "message": message}]}


RATE = Answer(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds")
LIMIT = Answer(429, "TooManyRequestsError", "Exceeded send limits (50) for today")
BROKEN = Answer(500, "Exception", "Internal server error")
TEAM = Answer(400, "BadRequestError", "Can't send to this recipient using a team-only API key")
TRIAL = Answer(400, "BadRequestError", "Can't send to this recipient when service is in trial mode")


@dataclass
class StandIn:
    """What it was given (`kept`, by id), and the answers that are lined up instead of doing what is asked (`next`)."""

    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    next: list[Answer] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def only(self) -> dict[str, Any]:
        """The one notification there is."""
        (found,) = self.kept.values()
        return found

    def becomes(self, status: str, completed_at: str | None = None) -> None:
        """What became of it."""
        self.only().update(status=status, completed_at=completed_at)

    def answer(self, method: str, path: str, query: dict[str, list[str]], token: str, body: Any) -> tuple[int, Any]:
        self.asked.append(f"{method} {path}")
        _authorised(token)
        if self.next:
            raise self.next.pop(0)
        if (method, path) == ("GET", "/v2/notifications"):
            return 200, self._listed(query.get("reference", [""])[0])
        if method == "GET" and (one := re.fullmatch(r"/v2/notifications/([0-9a-f-]{36})", path)):
            if one[1] not in self.kept:
                raise Answer(404, "NoResultFound", "No result found")
            return 200, self.kept[one[1]]
        if (method, path) == ("POST", "/v2/notifications/email"):
            return 201, self._email(body)
        if (method, path) == ("POST", "/v2/notifications/letter"):
            return 201, self._letter(body)
        raise Answer(404, "NoResultFound", "No result found")

    def _listed(self, reference: str) -> Any:
        found = [one for one in self.kept.values() if one["reference"] == reference]
        here = f"{self.url}/v2/notifications?reference={reference}"
        return {"notifications": found, "links": {"current": here, "next": f"{here}&older_than=x"} if found else
                {"current": here}}  # fmt: skip

    def _email(self, body: Any) -> Any:
        if set(body) - {"email_address", "template_id", "personalisation", "reference", "sanitise_content_for"}:
            raise Answer(400, "ValidationError", "Additional properties are not allowed")
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", body["email_address"]):
            raise Answer(400, "ValidationError", "email_address Not a valid email address")
        if body["template_id"] != TEMPLATE:
            raise Answer(400, "BadRequestError", "Template not found")
        given = body["personalisation"]
        if missing := PERSONALISATION - set(given):
            raise Answer(400, "BadRequestError", f"Missing personalisation: {', '.join(sorted(missing))}")
        for value in given.values():
            if isinstance(value, dict) and len(base64.b64decode(value["file"])) > MAX_FILE:
                raise Answer(400, "BadRequestError", "File is larger than 2MB")
        kept = self._keep("email", body, email_address=body["email_address"], given=given)
        content = {"subject": given["subject"], "body": given["body"], "from_email": "complaints@notify.example"}
        return {"id": kept["id"], "reference": kept["reference"], "content": content, "scheduled_for": None,
                "uri": f"{self.url}/v2/notifications/{kept['id']}", "template": kept["template"]}  # fmt: skip

    def _letter(self, body: Any) -> Any:
        if set(body) - {"reference", "content", "postage"}:
            raise Answer(400, "ValidationError", "Additional properties are not allowed")
        content = base64.b64decode(body["content"], validate=True)
        try:
            pages = len(pikepdf.open(io.BytesIO(content)).pages)
        except pikepdf.PdfError:
            raise Answer(400, "BadRequestError", "Letter content is not a valid PDF") from None
        if pages > 10 or body.get("postage") not in ("first", "second", "economy", None):
            raise Answer(400, "ValidationError", "postage invalid")
        kept = self._keep("letter", body, status="pending-virus-check", pdf=content, postage=body["postage"])
        return {"id": kept["id"], "reference": kept["reference"], "postage": kept["postage"]}

    def _keep(self, kind: str, body: Any, **more: Any) -> dict[str, Any]:
        one = str(uuid.uuid4())
        template = {"id": body.get("template_id", TEMPLATE), "version": 1, "uri": f"{self.url}/v2/template/{TEMPLATE}"}
        self.kept[one] = {
            "id": one, "reference": body.get("reference"), "type": kind, "status": "created", "template": template,
            "created_at": datetime.now(UTC).isoformat(), "sent_at": None, "completed_at": None, **more,
        }  # fmt: skip
        return self.kept[one]


def _authorised(token: str) -> None:
    try:
        if get_token_issuer(token) != SERVICE:
            raise Answer(403, "AuthError", "Invalid token: service not found")
        decode_jwt_token(token, SECRET)
    except TokenError:
        raise Answer(403, "AuthError", "Invalid token: API key not found") from None


def serve(stand_in: StandIn) -> ThreadingHTTPServer:
    """Starts the stand-in on a port of its own; `shutdown()` and `server_close()` end it."""

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            parts = urlsplit(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else None
            token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            try:
                status, said = stand_in.answer(self.command, parts.path, parse_qs(parts.query), token, body)
            except Answer as answer:
                status, said = answer.status, answer.body
            found = json.dumps(said, default=lambda _: None).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(found)))
            self.end_headers()
            self.wfile.write(found)

        do_GET = do_POST = _do  # noqa: N815 (their names)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
