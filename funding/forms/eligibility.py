"""The form of the six questions, built from their table; nothing of it is stored."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import AnyOf

from funding.forms.base import Form
from funding.forms.choices import SelectChoice
from funding.forms.speech import language
from funding.words.eligibility import QUESTIONS


class _Questions(Form):
    def prepare(self, **values: Any) -> None:
        """Write questions and answers in the language of the page, with the rules of the day."""
        speech = language()
        for code, question in QUESTIONS.items():
            field = self[code]
            field.label.text = question.text.fill(speech, **values)
            field.description = question.hint.fill(speech, **values)
            field.choices = [
                SelectChoice(key, answer.text.fill(speech, **values))
                for key, answer in question.answers.items()
            ]

    def given(self) -> dict[str, str]:
        """Return the chosen answers by question."""
        return {code: str(self[code].data) for code in QUESTIONS}


EligibilityForm: type[_Questions] = type(
    "EligibilityForm",
    (_Questions,),
    {
        code: RadioField(
            # The one sentence for an answer that is missing and for one that is made up.
            validators=[AnyOf(list(question.answers), message=_("Choose an answer."))],
            choices=[SelectChoice(key, key) for key in question.answers],
            validate_choice=False,
        )
        for code, question in QUESTIONS.items()
    },
)
