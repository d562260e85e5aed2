"""The form of a notice's text, and what its placeholders and readers are called."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField

from funding.forms.base import Form
from funding.forms.speech import language
from funding.models.notice_text import LONGEST_WHY
from funding.notices.allowed import allowed, allowed_in_subject, demanded
from funding.notices.audiences import names_of
from funding.notices.catalogue import OWED
from funding.notices.placeholders import Placeholder, formats_of
from funding.notices.reminders import REMINDERS
from funding.notices.samples import sample_of
from funding.words.folding import fold
from funding.words.notices_beside import ALL_KINDS, BESIDE_THE_RULES, OTHER_AUDIENCES
from funding.words.placeholders import FORMATS_IN_WORDS, PLACEHOLDERS
from funding.words.untold import AUDIENCES


class TextForm(Form):
    """Subject and text of a kind of notice, and why they are changed."""

    subject = StringField(_("Subject"), description=_("One line. Placeholders are possible."))
    body = TextAreaField(
        _("Text"),
        description=_(
            "Leave a blank line between paragraphs. Greeting, contact person and closing are added "
            "by the portal."
        ),
    )
    why = StringField(
        _("Why is the text changed?"),
        description=_("Is kept with the version; at most %(most)s characters.", most=LONGEST_WHY),
    )


class BackForm(Form):
    """Why the delivered text is to be valid again."""

    why = StringField(_("Why is the delivered text valid again?"))


class Offered(NamedTuple):
    """A placeholder as the editor offers it: how it is typed, what it means, how it reads."""

    typed: str
    meaning: str
    sample: str
    demanded: bool
    in_subject: bool


def offered(kind: str, speech: str) -> list[Offered]:
    """List what a text of this kind may name, what it has to tell first; ``speech`` is its own."""
    found = []
    needed, subject = demanded(kind), allowed_in_subject(kind)
    for name in sorted(allowed(kind), key=lambda one: (one not in needed, one)):
        for form in formats_of(name):
            typed = str(Placeholder(name, form))
            how = FORMATS_IN_WORDS[form].in_(language())
            meaning = PLACEHOLDERS[name].in_(language()) + (f", {how}" if how else "")
            must = name in needed and not form
            found.append(
                Offered(typed, meaning, sample_of(kind, speech, typed), must, name in subject)
            )
    return found


def kind_text(kind: str) -> str:
    """Name a kind of notice."""
    return ALL_KINDS[kind].in_(language())


def who_gets(kind: str) -> str:
    """Say whom a kind of notice goes to, as the rules of the house name them."""
    if kind in BESIDE_THE_RULES:
        return BESIDE_THE_RULES[kind].in_(language())
    audiences = [owed.audience for row in OWED.values() for owed in row if owed.kind == kind]
    audiences += [t.audience for row in REMINDERS.values() for t in row if t.kind == kind]
    names = dict.fromkeys(name for audience in audiences for name in names_of(audience))
    known = AUDIENCES | OTHER_AUDIENCES
    return "; ".join(known[name].in_(language()) for name in names)


def by_name(kinds: tuple[str, ...]) -> list[str]:
    """Return kinds of notices in the order of their names."""
    return sorted(kinds, key=lambda one: fold(kind_text(one)))
