"""A10: how success is measured and what remains."""

from __future__ import annotations

from funding.definition.language import Field, Kind, Page, Rows
from funding.words.text import Text

PAGE = Page(
    "A10",
    "effect",
    "project",
    Text("Wirkung und Erfolgskontrolle", "Effect and evaluation"),
    (
        Field(
            "a10.methode",
            "methods",
            Kind.CHOICES,
            Text("Wie messen Sie den Erfolg?", "How do you measure success?"),
            choices={
                "counting": Text("Zählung", "Counting"),
                "survey": Text("Befragung", "Survey"),
                "police_statistics": Text("Polizeistatistik", "Police statistics"),
                "external": Text("Externe Evaluation", "External evaluation"),
                "photos": Text("Fotodokumentation", "Photo documentation"),
            },
            missing=Text("Wählen Sie mindestens eine Methode.", "Choose at least one method."),
        ),
        Rows(
            "a10.indikatoren",
            "goals",
            Text("Ausgangswerte Ihrer Ziele", "Starting values of your goals"),
            Text("Ziel {number}", "Goal {number}"),
            Text("Weiteres Ziel", "Another goal"),
            (
                Field(
                    "a10.indikatoren.ausgangswert",
                    "baseline",
                    Kind.LINE,
                    Text("Ausgangswert", "Starting value"),
                    hint=Text(
                        "Stand heute; „unbekannt“ ist möglich", "As of today; “unknown” is possible"
                    ),
                    longest=60,
                    optional=True,
                ),
            ),
            hint=Text("Die Ziele stehen in A5.", "The goals are in A5."),
            most=6,
            fixed=True,
        ),
        Field(
            "a10.nachhaltigkeit",
            "sustainability",
            Kind.TEXT,
            Text("Was bleibt nach dem Ende der Förderung?", "What remains after the funding?"),
            longest=1500,
        ),
        Field(
            "a10.oeffentlich",
            "publicity",
            Kind.TEXT,
            Text("Wie machen Sie das Vorhaben bekannt?", "How do you make the project known?"),
            hint=Text(
                "Veröffentlichungen nennen die Förderung durch den Freistaat Sachsen.",
                "Publications name the funding by the Free State of Saxony.",
            ),
            longest=800,
        ),
    ),
)
