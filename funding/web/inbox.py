"""The inbox: every notice that was sent to the reader, as it was sent."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from funding import clock
from funding.db import transaction
from funding.errors import NotFound
from funding.models import Notice
from funding.queries.accounts.inbox import PAGE, notices
from funding.web.paging import cursor
from funding.web.signin import actor, only_signed_in
from funding.web.view import reader

pages = Blueprint("inbox", __name__, url_prefix="/mitteilungen")
only_signed_in(pages)


@pages.get("")
def index() -> str:
    """List the reader's notices, newest first."""
    account_id = actor().account_id
    assert account_id is not None  # noqa: S101 - only people sign in
    rows = notices(reader(), account_id, cursor())
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    return render_template("inbox/index.html", notices=rows[:PAGE], more=more)


@pages.get("/<uuid:notice_id>")
def notice(notice_id: UUID) -> str:
    """Show one notice as it was sent."""
    with transaction() as session:
        found = session.scalar(
            select(Notice).where(
                Notice.id == notice_id,
                Notice.account_id == actor().account_id,
                Notice.state == "sent",
            )
        )
        if found is None:
            raise NotFound(str(notice_id))
        found.read_at = found.read_at or clock.now()
    return render_template("inbox/notice.html", notice=found)


@pages.post("/gelesen")
def all_read() -> ResponseReturnValue:
    """Mark everything as read."""
    with transaction() as session:
        for found in session.scalars(
            select(Notice).where(
                Notice.account_id == actor().account_id,
                Notice.state == "sent",
                Notice.read_at.is_(None),
            )
        ):
            found.read_at = clock.now()
    return redirect(url_for("inbox.index"), 303)
