"""What goes along with letters, in words: names of files, and titles of dates."""

from __future__ import annotations

from funding.words.text import Text

APPLICATION_FILE = Text("Antrag-{reference}.pdf", "Application-{reference}.pdf")
DATES_FILE = Text("Termine-{reference}.ics", "Dates-{reference}.ics")

# By the fact of the notice that holds the day.
CLAIM = Text(
    "{reference}: Eine Person der Geschäftsstelle übernimmt den Antrag (voraussichtlich bis heute)",
    "{reference}: a person of the office takes the application over (expected by today)",
)
DECISION = Text(
    "{reference}: Entscheidung erwartet (voraussichtlich bis heute)",
    "{reference}: decision expected (by today)",
)
COSIGN = Text(
    "{reference}: Antrag mitzeichnen – letzter Tag",
    "{reference}: last day to co-sign the application",
)
