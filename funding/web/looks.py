"""Remembering what somebody of the office has seen; a script asks, or a button."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from funding.db import transaction
from funding.forms.base import Form
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reviewing.looks import looked_at, seen_by
from funding.services.reviewing.note_look import note_look
from funding.web.signin import actor
from funding.web.view import reader


def hang(pages: Blueprint) -> None:
    """Hang the address under the blueprint of the case file."""
    pages.add_url_rule("/gesehen", "seen", seen, methods=["POST"])


def looked(case: Case) -> dict[str, Any]:
    """Return what the page of a case shows of the reader's last look."""
    form = Form(formdata=None, data={"version": case.application.version})
    return {"looked": looked_at(case), "seen_form": form, "seen_by": seen_by(case)}


def seen(reference: str) -> ResponseReturnValue:
    """Note up to which version the reader has seen the case."""
    find.case(reader(), actor(), reference)  # whoever may not know of it is told so first
    form = Form()
    if form.validate():
        with transaction() as session:
            note_look(session, actor(), reference, form.read_version)
    return redirect(url_for("case_file.show", reference=reference), 303)
