"""Pages. Every blueprint denies strangers by default; what is public says so."""

from __future__ import annotations

from flask import Flask

from funding.web import (
    absences,
    accounts,
    applying,
    banking,
    budget,
    calculating,
    case_file,
    changes,
    deciding,
    drawing,
    due_dates,
    errors,
    feeds,
    giving_opinions,
    handing_out,
    headers,
    inbox,
    intake,
    issuing,
    keeping,
    mailbox,
    mandates,
    navigation,
    notice_register,
    operations,
    paying,
    payment_files,
    postal_address,
    posting_log,
    public,
    reckoning,
    registering,
    remedies,
    reporting,
    reviewing,
    signin,
    speech,
    spending,
    static,
    team,
    texts,
    view,
)

PAGES = (
    static.pages,
    public.pages,
    accounts.pages,
    feeds.pages,
    mandates.pages,
    giving_opinions.pages,
    absences.pages,
    inbox.pages,
    applying.pages,
    reporting.pages,
    reviewing.pages,
    case_file.pages,
    changes.pages,
    issuing.pages,
    remedies.pages,
    team.pages,
    deciding.pages,
    budget.pages,
    spending.pages,
    drawing.pages,
    paying.pages,
    payment_files.pages,
    banking.pages,
    keeping.pages,
    notice_register.pages,
    postal_address.pages,
    posting_log.pages,
    due_dates.pages,
    calculating.pages,
    reckoning.pages,
    operations.pages,
    registering.pages,
    texts.pages,
)


def init_app(app: Flask) -> None:
    """Hang every page, and what all of them need."""
    app.jinja_environment = view.Environment  # before anything asks for it
    intake.init_app(app)
    speech.init_app(app)
    view.init_app(app)
    signin.init_app(app)
    navigation.init_app(app)
    errors.init_app(app)
    headers.init_app(app)
    handing_out.init_app(app)
    for pages in PAGES:
        app.register_blueprint(pages)
    if app.config["FUNDING"].embedded:
        app.register_blueprint(mailbox.pages)
