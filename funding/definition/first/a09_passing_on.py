"""A9: whether money is passed on to third parties, to whom and what for."""

from __future__ import annotations

from funding.definition.language import Field, Kind, Page, Rows, Rule, When
from funding.words.text import Text

RECIPIENTS = Rows(
    "a9.empfaenger",
    "recipients",
    Text("Wer erhält Mittel?", "Who receives money?"),
    Text("Empfänger {number}", "Recipient {number}"),
    Text("Weiterer Empfänger", "Another recipient"),
    (
        Field("a9.empfaenger.name", "name", Kind.LINE, Text("Name", "Name"), longest=120),
        Field(
            "a9.empfaenger.rechtsform",
            "legal_form",
            Kind.LINE,
            Text("Rechtsform", "Legal form"),
            hint=Text("zum Beispiel eingetragener Verein", "for example registered association"),
            longest=80,
        ),
        Field("a9.empfaenger.anschrift", "address", Kind.LINE, Text("Anschrift", "Address")),
        Field(
            "a9.empfaenger.zweck",
            "purpose",
            Kind.TEXT,
            Text("Zweck", "Purpose"),
            longest=500,
            rows=3,
        ),
        Field("a9.empfaenger.betrag", "amount", Kind.MONEY, Text("Betrag", "Amount")),
        Field(
            "a9.empfaenger.vertrag",
            "contract",
            Kind.CHOICE,
            Text("Vertrag über die Weitergabe", "Contract on passing the money on"),
            choices={
                "signed": Text("Liegt vor", "Signed"),
                "draft": Text("Liegt im Entwurf vor", "In draft"),
                "none": Text("Liegt noch nicht vor", "Not there yet"),
            },
        ),
    ),
    required=True,
    missing=Text("Nennen Sie mindestens einen Empfänger.", "Name at least one recipient."),
    when=(When("passing_on", (True,)),),
)

PAGE = Page(
    "A9",
    "passing_on",
    "money",
    Text("Weitergabe von Mitteln", "Passing money on"),
    (
        Field(
            "a9.weitergabe",
            "passing_on",
            Kind.YES_NO,
            Text("Geben Sie Mittel an Dritte weiter?", "Do you pass money on to third parties?"),
            hint=Text("zum Beispiel an einen Verein", "for example to an association"),
            missing=Text("Wählen Sie ja oder nein.", "Choose yes or no."),
        ),
        RECIPIENTS,
    ),
    rules=(
        Rule(
            "passed_on_over",
            Text(
                "Die weitergegebenen Beträge ({passed}) sind höher als die Zuwendung "
                "({requested}).",
                "The amounts passed on ({passed}) are higher than the grant ({requested}).",
            ),
            field="recipients",
        ),
    ),
)
