"""Texts of notices: staff see them all, and write them anew with preview, test and versions."""

from __future__ import annotations

import base64
import difflib
import hashlib
import re
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Incomplete, Invalid, NotFound
from funding.forms.speech import language
from funding.forms.texts import BackForm, TextForm, by_name, kind_text, offered, who_gets
from funding.models.notice_text import LONGEST_BODY
from funding.notices.allowed import kinds
from funding.notices.letters import LANGUAGES, Letter
from funding.notices.samples import sample_letter
from funding.policy import permits, require
from funding.queries.notices.texts import Version, valid_texts, versions
from funding.services.notices.edit_text import checked, go_back, save_text, send_test
from funding.web.signin import actor, only_staff
from funding.web.view import reader, settings, writing

pages = Blueprint("texts", __name__, url_prefix="/verwaltung/texte")
only_staff(pages)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
KEPT, SAVE, TEST, BARE = "aktion", "speichern", "probe", "html"


@pages.before_request
def demand() -> None:
    """Let only administration and the lead see and write texts, and only those that there are."""
    require(actor(), "act", "edit_texts")
    given = request.view_args or {}
    if given and (given["kind"] not in kinds() or given["speech"] not in LANGUAGES):
        raise NotFound(request.path)


@pages.get("")
def index() -> str:
    """List the kinds of notices: who gets them, and whose text is valid in each language."""
    valid = valid_texts(reader())
    own = {key: row for key, row in valid.items() if not row.delivered}
    changed = request.args.get("nur") == "eigene"
    shown = [kind for kind in kinds() if not changed or any((kind, s) in own for s in LANGUAGES)]
    return render_template(
        "texts/index.html",
        kinds=by_name(tuple(shown)),
        own=own,
        changed=changed,
        counts=(len(kinds()), len({kind for kind, _speech in own})),
        **_words(),
    )


@pages.get("/<kind>/<speech>")
def edit(kind: str, speech: str) -> str:
    """Show the valid text in a form, with the placeholders that it may have, and its versions."""
    valid = versions(reader(), kind, speech)[0]
    form = TextForm(subject=valid.subject, body=valid.body, version=valid.number)
    return _page(kind, speech, form)


@pages.post("/<kind>/<speech>")
def write(kind: str, speech: str) -> ResponseReturnValue:
    """Preview a text, send it as a test, show it as HTML, or keep it as the next version."""
    form = TextForm()
    what = request.form.get(KEPT, "")
    try:
        if what == SAVE:
            return _save(kind, speech, form)
        if what == TEST:
            return _test(kind, speech, form)
        subject, body = checked(kind, _sent("subject"), str(form.body.data or ""))
        letter = sample_letter(kind, speech, actor().name, subject, body, settings().base_url)
    except Invalid as invalid:
        form.take_faults(invalid)
        return _page(kind, speech, form), 422
    return bare(letter) if what == BARE else _page(kind, speech, form, letter)


@pages.get("/<kind>/<speech>/fassungen")
def compare(kind: str, speech: str) -> str:
    """List the versions of a text, and show what differs between two of them."""
    known = versions(reader(), kind, speech)
    later = _named(known, "bis", known[0])
    earlier = _named(known, "von", known[min(1, len(known) - 1)])
    lines = difflib.ndiff(_lines(earlier), _lines(later))
    return render_template(
        "texts/versions.html",
        kind=kind,
        speech=speech,
        versions=known,
        earlier=earlier,
        later=later,
        lines=[(line[0], line[2:]) for line in lines if line[0] in "+- " and line[2:].strip()],
        **_words(),
    )


@pages.post("/<kind>/<speech>/zurueck")
def back(kind: str, speech: str) -> ResponseReturnValue:
    """Make the delivered text valid again, as a version of its own."""
    form = BackForm()
    location = url_for("texts.edit", kind=kind, speech=speech)
    try:
        with writing(form, location) as session:
            why, number = str(form.why.data or ""), form.read_version
            number = go_back(session, actor(), kind, speech, why=why, read_number=number)
    except Invalid as invalid:
        form.take_faults(invalid)
        valid = versions(reader(), kind, speech)[0]
        typed = TextForm(None, subject=valid.subject, body=valid.body, version=valid.number)
        return _page(kind, speech, typed, returning=form), 422
    flash(_("The delivered text is valid again, as version %(number)d.", number=number), "success")
    return redirect(location, 303)


def bare(letter: Letter) -> Response:
    """Answer with a letter's HTML as a mail program shows it; only its own style is let in."""
    style = STYLE.search(letter.html)
    digest = hashlib.sha256((style[1] if style else "").encode()).digest()
    own = f"'sha256-{base64.b64encode(digest).decode()}'"
    answer = Response(letter.html, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {own}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return answer


def _save(kind: str, speech: str, form: TextForm) -> ResponseReturnValue:
    location = url_for("texts.edit", kind=kind, speech=speech)
    with writing(form, location) as session:
        number = save_text(
            session,
            actor(),
            kind,
            speech,
            subject=_sent("subject"),
            body=str(form.body.data or ""),
            why=str(form.why.data or ""),
            read_number=form.read_version,
        )
    flash(_("Version %(number)d is kept and valid from now on.", number=number), "success")
    return redirect(location, 303)


def _test(kind: str, speech: str, form: TextForm) -> ResponseReturnValue:
    text = {"subject": _sent("subject"), "body": str(form.body.data or "")}
    with writing(form, url_for("texts.edit", kind=kind, speech=speech)) as session:
        base_url = settings().base_url
        address = send_test(session, actor(), kind, speech, **text, base_url=base_url)
    # A new key: what is typed stays on the page, and can be tried again.
    form.form_key.data = str(uuid4())
    flash(_("A test is on its way to %(address)s. Nothing is saved yet.", address=address), "info")
    return _page(kind, speech, form)


def _page(
    kind: str,
    speech: str,
    form: TextForm,
    letter: Letter | None = None,
    returning: BackForm | None = None,
) -> str:
    known = versions(reader(), kind, speech)
    return render_template(
        "texts/edit.html",
        kind=kind,
        speech=speech,
        form=form,
        letter=letter,
        versions=known,
        returning=returning or BackForm(None, version=known[0].number),
        offered=offered(kind, speech),
        longest=LONGEST_BODY,
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "kind_text": kind_text,
        "who_gets": who_gets,
        "speeches": {"de": _("German"), "en": _("English")},
        "page_language": language(),
        "runs_portal": permits(actor(), "act", "see_operations"),
    }


def _sent(name: str) -> str:
    """Return a text as it was sent: the form would make one line of two."""
    found = request.form.get(name)
    if found is None:
        raise Incomplete(name)
    return found


def _named(known: list[Version], name: str, usual: Version) -> Version:
    typed = request.args.get(name, "")
    return next((one for one in known if str(one.number) == typed), usual)


def _lines(version: Version) -> list[str]:
    return [version.subject, *version.body.split("\n")]
