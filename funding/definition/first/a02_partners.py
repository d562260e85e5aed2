"""A2: applying together – who leads, who signs along, by which key the cost is shared."""

from __future__ import annotations

from funding.definition.language import Field, Kind, Page, Rows, Rule, Severity, When
from funding.words.grounds import AGREEMENT
from funding.words.text import Text

TOGETHER = (When("together", (True,)),)

PARTNERS = Rows(
    "a2.partner",
    "partners",
    Text("Partnerkommunen", "Partner municipalities"),
    Text("Partner {number}", "Partner {number}"),
    Text("Weitere Partnerkommune", "Another partner"),
    (
        Field(
            "a2.partner.kommune",
            "key",
            Kind.TOWN,
            Text("Partnerkommune", "Partner municipality"),
            hint=Text(
                "Achten Sie auf den Landkreis: Es gibt Auerbach zweimal.",
                "Mind the district: there are two towns called Auerbach.",
            ),
        ),
        Field(
            "a2.partner.ap_mail",
            "contact_email",
            Kind.EMAIL,
            Text("E-Mail der Ansprechperson", "E-mail of the contact person"),
            hint=Text(
                "Dorthin geht die Bitte um Mitzeichnung.", "The request to co-sign goes there."
            ),
            rules=(
                Rule(
                    "unknown_domain",
                    Text(
                        "Das ist keine Adresse einer Verwaltung. Bitte prüfen Sie sie.",
                        "This is not the address of an administration. Please check it.",
                    ),
                    Severity.HINT,
                ),
            ),
        ),
        Field(
            "a2.partner.rolle",
            "task",
            Kind.TEXT,
            Text("Aufgabe im Vorhaben", "Task in the project"),
            longest=500,
            rows=3,
            missing=Text(
                "Beschreiben Sie die Aufgabe dieser Partnerkommune.",
                "Describe the task of this partner municipality.",
            ),
        ),
        Field(
            "a2.partner.anteil",
            "contribution",
            Kind.MONEY,
            Text("Finanzieller Beitrag", "Financial contribution"),
            hint=Text("0 ist möglich.", "0 is possible."),
        ),
        Field(
            "a2.partner.schluessel",
            "share",
            Kind.DECIMAL,
            Text("Anteil an den Ausgaben in Prozent", "Share of the expenditure in percent"),
            hint=Text(
                "Kostenschlüssel; den Rest trägt die federführende Kommune.",
                "Cost key; the lead municipality bears the rest.",
            ),
            optional=True,
        ),
    ),
    hint=Text(
        "Schreiben Sie Name oder Schlüssel der Kommune. Heißen mehrere so, wählen Sie danach aus.",
        "Type the name or the key of the municipality; if several have that name, you choose "
        "afterwards.",
    ),
    required=True,
    missing=Text(
        "Fügen Sie mindestens eine Partnerkommune hinzu.", "Add at least one partner municipality."
    ),
    when=TOGETHER,
)

PAGE = Page(
    "A2",
    "partners",
    "town",
    Text("Gemeinsamer Antrag", "Applying together"),
    (
        Field(
            "a2.verbund",
            "together",
            Kind.YES_NO,
            Text(
                "Stellen Sie den Antrag gemeinsam mit anderen Kommunen?",
                "Do you apply together with other municipalities?",
            ),
            hint=Text(
                "Eine Kommune ist federführend: Sie stellt den Antrag und erhält die Zuwendung. "
                "Alle anderen zeichnen mit.",
                "One municipality leads: it applies and receives the grant. All others co-sign.",
            ),
            missing=Text("Wählen Sie ja oder nein.", "Choose yes or no."),
        ),
        Field(
            "a2.name",
            "alliance_name",
            Kind.LINE,
            Text("Name des Verbunds", "Name of the alliance"),
            hint=Text(
                "zum Beispiel Städteverbund Göltzschtal", "for example Städteverbund Göltzschtal"
            ),
            longest=120,
            optional=True,
            when=TOGETHER,
        ),
        PARTNERS,
        Field(
            "a2.vereinbarung",
            "agreement",
            Kind.CHOICE,
            Text("Kooperationsvereinbarung", "Cooperation agreement"),
            choices=AGREEMENT,
            when=TOGETHER,
        ),
        Field(
            "a2.vereinbarung_datum",
            "agreement_on",
            Kind.DAY,
            Text("Datum der Vereinbarung", "Date of the agreement"),
            hint=Text(
                "Tag der Unterzeichnung oder Tag, bis zu dem sie vorliegt",
                "Date of signing, or the day by which it will be there",
            ),
            missing=Text(
                "Nennen Sie das Datum, bis zu dem die Vereinbarung vorliegt.",
                "Enter the date by which the agreement will be there.",
            ),
            when=TOGETHER,
            rules=(
                Rule(
                    "agreement_late",
                    Text(
                        "Die Vereinbarung muss spätestens zum Beginn des Vorhabens vorliegen.",
                        "The agreement must be there by the start of the project.",
                    ),
                ),
                Rule(
                    "agreement_ahead",
                    Text(
                        "Eine Vereinbarung, die vorliegt, ist nicht erst am {date} unterzeichnet. "
                        "Prüfen Sie das Datum, oder wählen Sie „Die Vereinbarung wird "
                        "nachgereicht“.",
                        "An agreement that has been signed is not signed only on {date}. Check the "
                        "date, or choose “The agreement will follow”.",
                    ),
                ),
            ),
        ),
    ),
    rules=(
        Rule(
            "shares_over",
            Text(
                "Die Anteile der Partner ergeben mehr als 100 %.",
                "The partners' shares add up to more than 100 %.",
            ),
            field="partners",
        ),
    ),
)
