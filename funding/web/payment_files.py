"""The cashier makes files of ordered payments, and sends them to the bank."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from funding.documents.payment_status import MOST_BYTES
from funding.errors import Fault, Invalid, NotFound
from funding.forms.banking import FileForm, StatusForm
from funding.forms.choices import SelectChoice
from funding.forms.speech import language
from funding.law import money
from funding.models import PaymentFile
from funding.policy import require
from funding.queries.spending.payment_files import drawdowns_in, files, reports_on, to_send
from funding.services.spending.make_payment_file import keep_file, prepare_file
from funding.services.spending.read_payment_status import read_payment_status
from funding.web.drawing import WORDS
from funding.web.signin import actor, only_staff
from funding.web.view import reader, settings, writing
from funding.words.bank_details import PAYMENT_CODES

pages = Blueprint("payment_files", __name__, url_prefix="/mittel/zahlungsdateien")
only_staff(pages)


@pages.route("", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Choose ordered payments for a file, and find the files that were made."""
    require(actor(), "act", "make_payment_file")
    rows = to_send(reader(), actor())
    form = FileForm(drawdowns=[str(row.Drawdown.id) for row in rows])
    form.drawdowns.choices = [
        SelectChoice(
            str(row.Drawdown.id),
            f"{row.reference} / {row.Drawdown.number}: "
            f"{money.euro(row.Drawdown.amount_cents, language())}, {row.Drawdown.account_holder}",
        )
        for row in rows
    ]
    if request.method == "POST" and form.validate():
        try:
            return _make(form)
        except Invalid as invalid:
            form.take_faults(invalid)
    page = render_template("payment_files/index.html", form=form, rows=rows, files=files(reader()))
    return page, 422 if request.method == "POST" else 200


def _make(form: FileForm) -> ResponseReturnValue:
    offered = {str(row.Drawdown.id): row.Drawdown.id for row in to_send(reader(), actor())}
    chosen = [offered[key] for key in form.drawdowns.data or () if key in offered]
    prepared = prepare_file(reader(), actor(), settings().treasury, chosen)
    onward = url_for("payment_files.show", file_id=prepared.file.id)
    with writing(form, url_for("payment_files.index")) as session:
        keep_file(session, actor(), prepared)
    flash(_("The file is made. Send it to the bank once; a bank takes it only once."), "success")
    return redirect(onward, 303)


@pages.route("/<uuid:file_id>", methods=["GET", "POST"])
def show(file_id: UUID) -> ResponseReturnValue:
    """Show a file and what became of its payments; read in what the bank says of it."""
    file = _file(file_id)
    form = StatusForm()
    if request.method == "POST" and form.validate():
        try:
            return _read(form, file)
        except Invalid as invalid:
            form.take_faults(invalid)
    page = render_template(
        "payment_files/show.html",
        file=file,
        form=form,
        rows=drawdowns_in(reader(), actor(), file_id),
        reports=reports_on(reader(), file_id),
        PAYMENT_CODES=PAYMENT_CODES,
        **WORDS,
    )
    return page, 422 if request.method == "POST" else 200


def _read(form: StatusForm, file: PaymentFile) -> ResponseReturnValue:
    upload = form.file.data
    content = upload.stream.read(MOST_BYTES + 1) if isinstance(upload, FileStorage) else b""
    if not content:
        raise Invalid(Fault("file", "report_missing"))
    onward = url_for("payment_files.show", file_id=file.id)
    with writing(form, onward) as session:
        kept = read_payment_status(session, actor(), file.id, content)
        back = sum(one["sent_back"] for one in kept.payments)
    flash(
        ngettext(
            "The report is read in; %(num)d payment goes back.",
            "The report is read in; %(num)d payments go back.",
            back,
        ),
        "success",
    )
    return redirect(onward, 303)


@pages.get("/<uuid:file_id>/datei.xml")
def download(file_id: UUID) -> Response:
    """Send the very bytes that were made; asking again makes no second file."""
    file = _file(file_id)
    name = f"{file.message_id}.xml"
    response = Response(file.content, mimetype="application/xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file(file_id: UUID) -> PaymentFile:
    require(actor(), "act", "make_payment_file")
    found = reader().get(PaymentFile, file_id)
    if found is None:
        raise NotFound(str(file_id))
    return found
