"""A notice as a PDF that is sent to whoever may read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from funding.forms.change_paper import change_pdf
from funding.forms.final_paper import final_pdf
from funding.forms.interest_paper import interest_pdf
from funding.forms.letter_paper import issue_pdf, letter_pdf
from funding.forms.notice_paper import notice_pdf
from funding.models import IssuedNotice
from funding.web.view import close_reader
from funding.words.letter_paper import BY_LETTER


def as_pdf(content: Mapping[str, Any], *, draft: bool) -> Response:
    """Typeset a notice and send it as a file; nothing of the database is held meanwhile."""
    close_reader(None)
    return _sent(notice_pdf(content, draft=draft), content, draft=draft)


def issue_as_pdf(issue: IssuedNotice, content: Mapping[str, Any], *, draft: bool) -> Response:
    """Typeset a notice of the portal, as the letter that goes out where it goes as one."""
    kind, address, channel = issue.kind, issue.address, issue.channel
    close_reader(None)
    if channel in BY_LETTER:
        document = letter_pdf(kind, content, address, channel, draft=draft)
    else:
        document = issue_pdf(kind, content, draft=draft)
    return _sent(document, content, draft=draft)


def change_as_pdf(content: Mapping[str, Any], *, draft: bool) -> Response:
    """Typeset a notice on a change and send it as a file, as the notice of the award is."""
    close_reader(None)
    return _sent(change_pdf(content, draft=draft), content, draft=draft)


def final_as_pdf(content: Mapping[str, Any], *, draft: bool) -> Response:
    """Typeset a final notice and send it as a file, as the notice of the award is."""
    close_reader(None)
    return _sent(final_pdf(content, draft=draft), content, draft=draft)


def interest_as_pdf(content: Mapping[str, Any], *, draft: bool) -> Response:
    """Typeset a notice about interest and send it as a file, as the notice of the award is."""
    close_reader(None)
    return _sent(interest_pdf(content, draft=draft), content, draft=draft)


def _sent(document: bytes, content: Mapping[str, Any], *, draft: bool) -> Response:
    response = Response(document, mimetype="application/pdf")
    name = f'attachment; filename="{"Entwurf" if draft else "Bescheid"}-{content["reference"]}.pdf"'
    response.headers["Content-Disposition"] = name
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
