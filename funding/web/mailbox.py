"""The mail that an embedded portal has sent: a folder on this machine, shown as pages.

This blueprint is registered in embedded mode only.
"""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from flask import Blueprint, render_template

from funding.errors import NotFound
from funding.forms.speech import language
from funding.forms.words import size_in_words
from funding.web.view import settings

pages = Blueprint("mailbox", __name__, url_prefix="/dev/postfach")
MOST = 200


def _folder() -> Path:
    return Path(settings().mail_url.removeprefix("file:"))


def _files() -> list[Path]:
    found = [p for part in ("new", "cur") for p in (_folder() / part).glob("*")]
    return sorted(found, key=lambda p: p.stat().st_mtime, reverse=True)[:MOST]


def _read(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy makes it one
    return message


@pages.get("")
def index() -> str:
    """List the letters, newest first."""
    letters = [
        {
            "name": path.name,
            "to": message["To"],
            "subject": message["Subject"],
            "date": message["Date"].datetime,
        }
        for path in _files()
        if (message := _read(path))
    ]
    return render_template("mailbox/index.html", letters=letters)


@pages.get("/<name>")
def letter(name: str) -> str:
    """Show one letter as text, and name what went along."""
    path = next((p for p in _files() if p.name == name), None)
    if path is None:
        raise NotFound(name)
    message = _read(path)
    body = message.get_body(preferencelist=("plain",))
    text = body.get_content().replace("\r\n", "\n") if body else ""
    enclosed = [
        {
            "name": part.get_filename(),
            "type": part.get_content_type(),
            "size": size_in_words(len(part.get_payload(decode=True) or b""), language()),
        }
        for part in message.iter_attachments()
    ]
    return render_template("mailbox/letter.html", message=message, text=text, enclosed=enclosed)
