"""What a typed text of a kind of notice may name, what it has to tell, and how it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, meta

from funding.notices.catalogue import OWED
from funding.notices.letters import FOLDER, LANGUAGES, environment_of
from funding.notices.placeholders import FACTS, FORMATS, Placeholder, Sort, sort_of
from funding.notices.reminders import REMINDERS
from funding.notices.typed import Typed

LINK = "url"
# Known of every case, and no secret to whom it is told of.
OF_A_CASE = frozenset({"reference", "title", "municipality", "call"})
ACCOUNT = ("invitation", "password_reset", "account_changed")
FAILED = "delivery_failed"
# What a notice has to tell beside its link: the day that its reader has to keep, and what the law
# attaches to a decision.
DEMANDED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("invitation", "password_reset"), frozenset({"valid_until"})),
    "account_changed": frozenset({"what"}),
    **dict.fromkeys(
        (
            *("cosign_requested", "cosign_again", "cosign_contact", "deadline_extended"),
            *("extension_granted", "extension_refused", "proof_due"),
            *("change_questioned", "change_to_decide", "hearing_opened", "revocation_hearing"),
            "annulment_hearing",
            *("interest_hearing", "interim_questioned"),
            *("opinion_requested", "opinion_reminder", "decision_requested", "rejection_proposed"),
            *("second_approval_requested", "second_rejection_requested"),
            *("further_approval_requested", "settlement_to_sign", "report_available"),
        ),
        frozenset({"due"}),
    ),
    "information_requested": frozenset({"due", "item_list"}),
    **dict.fromkeys(
        (
            *("cosign_reminder", "answer_reminder", "answer_lapsed", "annex_reminder"),
            *("proof_reminder", "drawdown_reminder"),
            *("remedy_ending", "waitlist_ending", "period_ending", "task_overdue", "legal_limit"),
            *("approval_reminder", "change_reminder", "hearing_reminder", "revocation_ending"),
            *("interest_hearing_reminder", "interest_ending"),
            *("interim_reminder", "interim_overdue"),
            *("change_consent_reminder", "change_consent_overdue"),
        ),
        frozenset({"subject_due"}),
    ),
    **dict.fromkeys(("proof_overdue", "proof_threat"), frozenset({"subject_due", "new_due"})),
    "hearing_to_open": frozenset({"new_due"}),
    **dict.fromkeys(("draft_created", "draft_reminder"), frozenset({"closing_day"})),
    **dict.fromkeys(("call_opened", "call_reopened"), frozenset({"closes_on"})),
    **dict.fromkeys(("notice_granted", "notice_rejected"), frozenset({"notification", "remedy"})),
    **dict.fromkeys(("settled", "revoked", "interest_claimed"), frozenset({"remedy"})),
    **dict.fromkeys(
        ("repayment_due", "repayment_reminder", "deferral_granted", "instalments_granted"),
        frozenset({"due"}),
    ),
    "score_requested": frozenset({"opinion_day"}),
}
# It says nothing where it does not apply.
MAY_BE_SILENT = frozenset({"remedy"})
BY_ITSELF = re.compile(r"^\{% block (\w+) %\}$", re.MULTILINE)
BLANK = re.compile(r"\n{3,}")


@cache
def kinds() -> tuple[str, ...]:
    """Return every kind of notice whose text can be typed, in the order of the procedure."""
    stepwise = (owed.kind for row in OWED.values() for owed in row)
    daily = (threshold.kind for row in REMINDERS.values() for threshold in row)
    return tuple(dict.fromkeys((*stepwise, *daily, *ACCOUNT, FAILED)))


@cache
def allowed(kind: str) -> frozenset[str]:
    """Return what a text of this kind may name: what its delivered texts tell, and their parts.

    A text never tells more than the delivered ones do, so that nobody learns too early or too much.
    """
    asked: set[str] = set()
    for language in LANGUAGES:
        environment = environment_of(language)
        asked |= meta.find_undeclared_variables(environment.parse(_source(kind, language)))
        asked |= set(environment.get_template(f"{language}/{kind}.txt").blocks)
    parts = {name for name in asked if name not in FACTS and name in parts_of(kind)}
    facts = {name for name in asked if name in FACTS}
    return frozenset(facts | parts | (OF_A_CASE if "title" in facts else frozenset()))


@cache
def parts_of(kind: str) -> frozenset[str]:
    """Return the parts of a delivered text that a program decides."""
    template = environment_of(LANGUAGES[0]).get_template(f"{LANGUAGES[0]}/{kind}.txt")
    return frozenset(template.blocks)


@cache
def paragraphs_of(kind: str) -> frozenset[str]:
    """Return the parts among them that are paragraphs of their own."""
    return frozenset(BY_ITSELF.findall(_source(kind, LANGUAGES[0])))


def allowed_in_subject(kind: str) -> frozenset[str]:
    """Return what a subject may name: no link, which may be secret, nothing of several lines."""
    return allowed(kind) - paragraphs_of(kind) - {LINK, "reason", "why", "content_sha256"}


def demanded(kind: str) -> frozenset[str]:
    """Return what a text of this kind cannot leave out."""
    return DEMANDED.get(kind, frozenset()) | {LINK}


def typed_text(kind: str, subject: str, body: str) -> Typed:
    """Return a typed text with what its kind may name and has to tell."""
    return Typed(subject, body, allowed(kind), demanded(kind), MAY_BE_SILENT)


@cache
def beginning(kind: str, language: str) -> tuple[str, str]:
    """Return subject and text with which typing begins: the delivered ones, with placeholders.

    It is their usual form, in which everything is known.
    """
    template = _marking().get_template(f"{language}/{kind}.txt")
    own = paragraphs_of(kind)
    context = template.new_context({name: _mark(name) for name in FACTS} | _silent())
    context.blocks = {name: [_drawn(name, own=name in own)] for name in template.blocks}
    subject, _, body = "".join(template.root_render_func(context)).partition("\n")
    return " ".join(subject.split()), BLANK.sub("\n\n", body).strip()


def _source(kind: str, language: str) -> str:
    return (FOLDER / language / f"{kind}.txt").read_text(encoding="utf-8")


def _mark(name: str) -> Any:
    mark = str(Placeholder(name))
    return [mark] if sort_of(name) == Sort.LIST else mark


def _silent() -> dict[str, Any]:
    """Return what is only asked for inside of parts, or around them."""
    return {
        "items": "x",
        "over": "x",
        "leads": "",
        "corrects": "",
        "against_receipt": "",
        "about": "",
        "outside": "",
        "to_come": "",
        "promised": "",
    } | {"reclaims": ""}


def _drawn(name: str, *, own: bool) -> Any:
    def draw(_context: Any) -> Iterator[str]:
        yield f"\n\n{{{name}}}\n\n" if own else f"{{{name}}}"

    return draw


@cache
def _marking() -> Environment:
    """Return what reads a delivered letter with its filters as formats of placeholders."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=False,  # noqa: S701 - plain text, read by nobody but the editor of a text
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for how in ("date", "date_short", "moment", "second", "euro"):
        environment.filters[how] = lambda mark, how=how: _formatted(mark, how)
    return environment


def _formatted(mark: str, how: str) -> str:
    name = mark.strip("{}")
    known = FORMATS[sort_of(name)]
    return str(Placeholder(name, next(form for form, filter in known.items() if filter == how)))
