"""A text in both languages, and the small records that the tables of words are made of."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """The same text in German and in English."""

    de: str
    en: str

    def in_(self, language: str) -> str:
        """Return the text in a language; whatever is not English is German."""
        return self.en if language == "en" else self.de

    def fill(self, language: str, **params: object) -> str:
        """Return the text in a language with its placeholders filled."""
        return self.in_(language).format(**params)


class StateWords(NamedTuple):
    """How a state is called, whom it concerns and what comes next.

    ``ball_town`` answers "Whose turn is it?" as the town reads it, ``next_town`` says in one
    sentence what happens next. A badge is "", "info", "warning", "danger" or "success".
    """

    town: Text
    staff: Text
    badge_town: str
    badge_staff: str
    ball_town: Text
    next_town: Text


class TriggerWords(NamedTuple):
    """A step as the button names it, and as the history tells it."""

    button: Text
    done: Text


class ReasonWords(NamedTuple):
    """Why a step is not possible, what cures it, and where in the portal."""

    text: Text
    cure: Text
    target: str


class Criterion(NamedTuple):
    """A criterion of the assessment, and what 0, 3 and 5 points mean."""

    name: Text
    anchors: dict[int, Text]


class Checkpoint(NamedTuple):
    """A point of the formal check, and what to look at."""

    name: Text
    hint: Text
