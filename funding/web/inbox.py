"""The inbox: every notice that was sent to the reader, as it was sent."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select, update

from funding import clock
from funding.db import transaction
from funding.errors import NotFound
from funding.models import Notice
from funding.queries.accounts.inbox import PAGE, cases_told, notices, own
from funding.web.paging import cursor
from funding.web.signin import actor, only_signed_in
from funding.web.view import reader

pages = Blueprint("inbox", __name__, url_prefix="/mitteilungen")
only_signed_in(pages)


@pages.get("")
def index() -> str:
    """List the reader's notices, newest first, of one case where it is chosen."""
    mine, chosen = _account(), request.args.get("vorgang", "").strip()
    rows = notices(reader(), mine, cursor(), chosen)
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    cases = cases_told(reader(), mine)
    return render_template(
        "inbox/index.html", notices=rows[:PAGE], more=more, cases=cases, chosen=chosen
    )


def _account() -> UUID:
    account_id = actor().account_id
    assert account_id is not None  # noqa: S101 - only people sign in
    return account_id


@pages.get("/<uuid:notice_id>")
def notice(notice_id: UUID) -> str:
    """Show one notice as it was sent."""
    with transaction() as session:
        found = session.scalar(
            select(Notice).where(
                Notice.id == notice_id,
                *own(_account()),
            )
        )
        if found is None:
            raise NotFound(str(notice_id))
        found.read_at = found.read_at or clock.now()
    return render_template("inbox/notice.html", notice=found)


@pages.post("/gelesen")
def all_read() -> ResponseReturnValue:
    """Mark everything as read, or what was told of the case that is chosen."""
    chosen = request.form.get("vorgang", "").strip()
    with transaction() as session:
        session.execute(
            update(Notice)
            .where(*own(_account(), chosen), Notice.read_at.is_(None))
            .values(read_at=clock.now())
            .execution_options(synchronize_session=False)
        )
    return redirect(url_for("inbox.index", vorgang=chosen or None), 303)
