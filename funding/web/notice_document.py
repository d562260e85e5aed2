"""A notice as a PDF that is sent to whoever may read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from funding.forms.notice_paper import notice_pdf
from funding.web.view import close_reader


def as_pdf(content: Mapping[str, Any], *, draft: bool) -> Response:
    """Typeset a notice and send it as a file; nothing of the database is held meanwhile."""
    close_reader(None)
    response = Response(notice_pdf(content, draft=draft), mimetype="application/pdf")
    name = f'attachment; filename="{"Entwurf" if draft else "Bescheid"}-{content["reference"]}.pdf"'
    response.headers["Content-Disposition"] = name
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
