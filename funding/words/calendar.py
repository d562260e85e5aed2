"""How the entries of a calendar feed are called."""

from __future__ import annotations

from funding.words.text import Text

OPINION = Text("Stellungnahme", "Opinion")
FEED_OWN = Text("Fristen im Förderportal", "Deadlines in the funding portal")
FEED_TOWN = Text("Fristen {town}", "Deadlines {town}")
FEED_MADE = Text("geheime Adresse für einen Kalender angelegt", "secret calendar address made")
ENTRY = Text("{reference}: {deadline}", "{reference}: {deadline}")
