"""A7: the expenditure plan, line by line: quantity times price, eligible part, year."""

from __future__ import annotations

from funding.definition.language import Block, Field, Kind, Page, Rows, Rule, Severity, When
from funding.words.expenditure import EXPENDITURE, PAY_GRADES, UNITS
from funding.words.text import Text

PERSONNEL = (When("kind", ("personnel",)),)
COUNTED = (When("unit", ("piece", "hour", "month", "day", "km")),)

KIND_AND_LABEL = (
    Field(
        "a7.pos.art",
        "kind",
        Kind.CHOICE,
        Text("Ausgabenart", "Kind of expenditure"),
        choices=EXPENDITURE,
        missing=Text("Wählen Sie eine Ausgabenart.", "Choose a kind of expenditure."),
    ),
    Field(
        "a7.pos.bezeichnung",
        "label",
        Kind.LINE,
        Text("Bezeichnung", "Description"),
        longest=160,
        missing=Text("Schreiben Sie, was genau es ist.", "Say what exactly it is."),
    ),
)
AMOUNTS = (
    Field(
        "a7.pos.einheit",
        "unit",
        Kind.CHOICE,
        Text("Einheit", "Unit"),
        choices=UNITS,
    ),
    Field(
        "a7.pos.menge",
        "quantity",
        Kind.DECIMAL,
        Text("Menge", "Quantity"),
        digits=3,
        when=COUNTED,
        rules=(
            Rule(
                "quantity_positive",
                Text("Die Menge muss größer als 0 sein.", "The quantity must be more than 0."),
            ),
        ),
    ),
    Field(
        "a7.pos.einzel", "unit_price", Kind.MONEY, Text("Einzelbetrag", "Unit price"), when=COUNTED
    ),
    Field(
        "a7.pos.betrag",
        "amount",
        Kind.MONEY,
        Text("Betrag", "Amount"),
        hint=Text(
            "Bei „pauschal“ hier eintragen; sonst wird er aus Menge und Einzelbetrag berechnet.",
            "Enter it here for a lump sum; else it is computed from quantity and unit price.",
        ),
        optional=True,
        quiet=True,
        rules=(
            Rule(
                "amount_missing",
                Text(
                    "Geben Sie den Betrag in Euro ein, zum Beispiel 1.234,50.",
                    "Enter the amount in euros, for example 1,234.50.",
                ),
            ),
        ),
    ),
    Field(
        "a7.pos.jahr",
        "year",
        Kind.CHOICE,
        Text("Jahr", "Year"),
        source="years",
        rules=(
            Rule(
                "wrong_year",
                Text(
                    "Dieser Förderaufruf gilt nur für Ausgaben der Jahre {year} bis {last}.",
                    "This call covers only expenditure of the years {year} to {last}.",
                ),
            ),
        ),
    ),
    Field(
        "a7.pos.kommune",
        "municipality",
        Kind.CHOICE,
        Text("Fällt an bei", "Arises at"),
        source="towns",
        optional=True,
        when=(When("together", (True,)),),
    ),
    Field(
        "a7.pos.foerderfaehig",
        "eligible",
        Kind.TICK,
        Text("Zuwendungsfähig", "Eligible"),
        optional=True,
        quiet=True,
    ),
    Field(
        "a7.pos.davon",
        "eligible_part",
        Kind.MONEY,
        Text("davon zuwendungsfähig", "of which eligible"),
        hint=Text(
            "Nur, wenn es nicht der ganze Betrag ist.", "Only if it is not the whole amount."
        ),
        optional=True,
        when=(When("eligible", (True,)),),
        rules=(
            Rule(
                "part_over",
                Text(
                    "Der zuwendungsfähige Betrag ist höher als der Betrag der Position.",
                    "The eligible amount is higher than the amount of the line.",
                ),
            ),
        ),
    ),
)
PERSONS = (
    Field(
        "a7.pos.abschluss",
        "qualification",
        Kind.CHOICE,
        Text("Beruflicher Abschluss", "Qualification"),
        hint=Text(
            "Davon hängt die höchste förderfähige Entgeltgruppe ab.",
            "The highest eligible pay grade depends on it.",
        ),
        choices={
            "vocational": Text("Berufsausbildung", "Vocational training"),
            "applied": Text("Fachhochschule oder Bachelor", "Applied sciences or bachelor"),
            "university": Text("Universität oder Master", "University or master"),
            "leading": Text("Universität, mit Leitung", "University, in a leading position"),
        },
        missing=Text("Geben Sie den Abschluss an.", "Enter the qualification."),
        when=PERSONNEL,
    ),
    Field(
        "a7.pos.entgelt",
        "pay_grade",
        Kind.CHOICE,
        Text("Entgeltgruppe", "Pay grade"),
        hint=Text("zum Beispiel E9b", "for example E9b"),
        choices={grade: Text(grade, grade) for grade in PAY_GRADES},
        missing=Text("Geben Sie die Entgeltgruppe an.", "Enter the pay grade."),
        when=PERSONNEL,
    ),
    Field(
        "a7.pos.stellenanteil",
        "post_share",
        Kind.DECIMAL,
        Text("Stellenanteil", "Part of a full post"),
        hint=Text("zum Beispiel 0,5", "for example 0.5"),
        when=PERSONNEL,
        rules=(
            Rule(
                "post_share_range",
                Text(
                    "Geben Sie den Stellenanteil von 0,05 bis 1 an.",
                    "Enter the part of a full post, from 0.05 to 1.",
                ),
            ),
        ),
    ),
)
NOTE = Field(
    "a7.pos.erlaeuterung",
    "note",
    Kind.TEXT,
    Text("Erläuterung", "Explanation"),
    longest=500,
    rows=2,
    optional=True,
)

LINES = Rows(
    "a7.pos",
    "lines",
    Text("Ausgabenplan", "Expenditure plan"),
    Text("Position {number}", "Line {number}"),
    Text("Weitere Position", "Another line"),
    (*KIND_AND_LABEL, *AMOUNTS, *PERSONS, NOTE),
    hint=Text(
        "Beträge in Euro, zum Beispiel 1.234,50. Haben Sie nur eine Summe, wählen Sie „pauschal“. "
        "Investitionen sind nicht zuwendungsfähig; nehmen Sie dort den Haken weg.",
        "Amounts in euros, for example 1,234.50. If you have only a sum, choose “lump sum”. "
        "Investments are not eligible; remove the tick there.",
    ),
    most=500,
    required=True,
    missing=Text(
        "Tragen Sie mindestens eine Position in den Ausgabenplan ein.",
        "Enter at least one line in the expenditure plan.",
    ),
    rules=(
        Rule(
            "grade_over",
            Text(
                "Für diesen Abschluss ist höchstens Entgeltgruppe {grade} Stufe 3 "
                "zuwendungsfähig. Führen Sie den Rest als nicht zuwendungsfähig.",
                "With this qualification, at most pay grade {grade} step 3 is eligible. Enter the "
                "rest as not eligible.",
            ),
            Severity.HINT,
            field="pay_grade",
        ),
        Rule(
            "personnel_ceiling",
            Text(
                "Für diesen Stellenanteil ist der Betrag ungewöhnlich hoch: über {ceiling} im "
                "Jahr. Bitte erläutern Sie ihn.",
                "For this part of a post the amount is unusually high: above {ceiling} a year. "
                "Please explain it.",
            ),
            Severity.HINT,
            field="amount",
        ),
    ),
)

PAGE = Page(
    "A7",
    "expenditure",
    "money",
    Text("Ausgabenplan", "Expenditure plan"),
    (LINES, Block("years"), Block("expenditure_sums")),
)
