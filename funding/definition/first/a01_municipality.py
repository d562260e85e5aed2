"""A1: who applies, who represents it, whom to ask."""

from __future__ import annotations

from funding.definition.language import Block, Field, Heading, Kind, Page, Rule, When
from funding.words.text import Text

OWN_OPERATION = (When("applicant_kind", ("own_operation",)),)

PAGE = Page(
    "A1",
    "municipality",
    "town",
    Text("Ihre Kommune", "Your municipality"),
    (
        Block("register"),
        Field(
            "a1.art",
            "applicant_kind",
            Kind.CHOICE,
            Text("Art der antragstellenden Stelle", "Kind of applicant"),
            choices={
                "municipality": Text("Gemeinde oder Stadt", "Municipality or town"),
                "district": Text("Landkreis", "District"),
                "independent_city": Text("Kreisfreie Stadt", "Independent city"),
                "association": Text("Verwaltungsverband", "Administrative association"),
                "special_purpose": Text("Zweckverband", "Special-purpose association"),
                "own_operation": Text("Eigenbetrieb", "Municipal enterprise"),
            },
            missing=Text(
                "Wählen Sie die Art der antragstellenden Stelle.", "Choose the kind of applicant."
            ),
            rules=(
                Rule(
                    "body_not_allowed",
                    Text(
                        "Zweckverbände sind in diesem Förderaufruf nicht antragsberechtigt.",
                        "Special-purpose associations may not apply in this call.",
                    ),
                ),
            ),
        ),
        Field(
            "a1.traeger",
            "bearing_town",
            Kind.TOWN,
            Text("Trägerkommune des Eigenbetriebs", "Municipality that runs the enterprise"),
            hint=Text("Name oder Gemeindeschlüssel", "Name or municipality key"),
            missing=Text("Wählen Sie die Trägerkommune.", "Choose the municipality that runs it."),
            when=OWN_OPERATION,
        ),
        Field(
            "a1.einwohner",
            "inhabitants",
            Kind.NUMBER,
            Text("Einwohnerzahl", "Number of inhabitants"),
            hint=Text("Stand 31.12. des Vorjahres", "As of 31 December of the year before"),
            rules=(
                Rule(
                    "out_of_range",
                    Text(
                        "Geben Sie die Einwohnerzahl als ganze Zahl ein, zum Beispiel 4.870.",
                        "Enter the number of inhabitants as a whole number, for example 4,870.",
                    ),
                    limits={"least": 1, "most": 700_000},
                ),
            ),
        ),
        Field(
            "a1.strasse",
            "street",
            Kind.LINE,
            Text("Straße und Hausnummer", "Street and number"),
            longest=120,
        ),
        Field(
            "a1.plz",
            "postcode",
            Kind.LINE,
            Text("Postleitzahl", "Postcode"),
            longest=10,
            rules=(
                Rule(
                    "pattern",
                    Text("Die Postleitzahl hat 5 Ziffern.", "The postcode has 5 digits."),
                    limits={"pattern": "[0-9]{5}"},
                ),
            ),
        ),
        Field("a1.ort", "post_town", Kind.LINE, Text("Ort", "Town"), longest=120),
        Field(
            "a1.vertretung_name",
            "representative",
            Kind.LINE,
            Text("Gesetzliche Vertretung: Name", "Legal representative: name"),
            longest=120,
            missing=Text(
                "Geben Sie an, wer die Kommune vertritt.", "Say who represents the municipality."
            ),
        ),
        Field(
            "a1.vertretung_funktion",
            "representative_office",
            Kind.LINE,
            Text("Gesetzliche Vertretung: Funktion", "Legal representative: office"),
            hint=Text("zum Beispiel Bürgermeisterin", "for example mayor"),
            longest=80,
            missing=Text(
                "Geben Sie die Funktion der Vertretung an.", "Enter the representative's office."
            ),
        ),
        Heading(Text("Wen dürfen wir fragen?", "Whom may we ask?")),
        Field(
            "a1.ap_name",
            "contact_name",
            Kind.LINE,
            Text("Ansprechperson", "Contact person"),
            longest=120,
        ),
        Field(
            "a1.ap_tel",
            "contact_phone",
            Kind.PHONE,
            Text("Telefon der Ansprechperson", "Telephone of the contact person"),
            hint=Text("Wir rufen bei Rückfragen hier an.", "We call here if we have questions."),
            rules=(
                Rule(
                    "phone_digits",
                    Text(
                        "Geben Sie eine Telefonnummer mit Vorwahl ein.",
                        "Enter a telephone number with its area code.",
                    ),
                ),
            ),
        ),
        Field(
            "a1.ap_mail",
            "contact_email",
            Kind.EMAIL,
            Text("E-Mail der Ansprechperson", "E-mail of the contact person"),
        ),
        Field(
            "a1.ap_vertretung",
            "contact_deputy",
            Kind.LINE,
            Text("Vertretung der Ansprechperson", "Deputy of the contact person"),
            longest=120,
            optional=True,
        ),
        Heading(Text("Umsatzsteuer und Haushalt", "Value-added tax and budget")),
        Field(
            "a1.vorsteuer",
            "input_tax",
            Kind.CHOICE,
            Text(
                "Ist die Kommune für dieses Vorhaben zum Vorsteuerabzug berechtigt?",
                "May the municipality deduct input tax for this project?",
            ),
            hint=Text(
                "Wenn ja, geben Sie alle Beträge ohne Umsatzsteuer an.",
                "If so, enter all amounts without value-added tax.",
            ),
            choices={
                "yes": Text("Ja", "Yes"),
                "no": Text("Nein", "No"),
                "partly": Text("Teilweise", "Partly"),
            },
            missing=Text(
                "Geben Sie an, ob die Kommune zum Vorsteuerabzug berechtigt ist.",
                "Say whether the municipality may deduct input tax.",
            ),
        ),
        Field(
            "a1.vorsteuer_text",
            "input_tax_note",
            Kind.TEXT,
            Text("Für welche Ausgaben?", "For which expenditure?"),
            longest=500,
            rows=3,
            when=(When("input_tax", ("partly",)),),
        ),
        Field(
            "a1.haushalt",
            "budget_consolidation",
            Kind.YES_NO,
            Text(
                "Haushaltssicherung: Gilt ein Haushaltsstrukturkonzept?",
                "Budget consolidation: is there a budget restructuring plan?",
            ),
            hint=Text(
                "Wenn ja, fügen Sie in A11 die Stellungnahme der Rechtsaufsicht bei.",
                "If so, attach the opinion of the supervisory authority in A11.",
            ),
        ),
    ),
)
