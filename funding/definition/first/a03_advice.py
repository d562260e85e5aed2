"""A3: advice by the office, and how far prevention is organised."""

from __future__ import annotations

from funding.definition.language import Block, Field, Heading, Kind, Page, Rule, When
from funding.words.grounds import ADVICE
from funding.words.text import Text

ADVISED = (When("advice", ("held", "dated")),)
YEAR = Text(
    "Geben Sie ein Jahr von {least} bis {most} ein.", "Enter a year from {least} to {most}."
)


def _year_field(key: str, name: str, label: Text, when: When, least: int) -> Field:
    rules = (Rule(f"{name}_range", YEAR, limits={"least": least}),)
    return Field(key, name, Kind.YEAR, label, when=(when,), rules=rules)


PAGE = Page(
    "A3",
    "advice",
    "town",
    Text("Beratung und Gremien", "Advice and bodies"),
    (
        Field(
            "a3.beratung",
            "advice",
            Kind.CHOICE,
            Text(
                "Hat die Geschäftsstelle des Landespräventionsrats Sie zu diesem Vorhaben beraten?",
                "Has the office of the State Prevention Council advised you on this project?",
            ),
            hint=Text(
                "Die Beratung ist Voraussetzung.", "The advice is required before you submit."
            ),
            choices=ADVICE,
            rules=(
                Rule(
                    "no_advice",
                    Text(
                        "Vereinbaren Sie zuerst einen Beratungstermin mit der Geschäftsstelle: "
                        "0351 564 00000. Die Beratung ist Voraussetzung.",
                        "First arrange an appointment for advice with the office: 0351 564 00000. "
                        "The advice is required.",
                    ),
                ),
            ),
        ),
        Field(
            "a3.beratung_datum",
            "advice_on",
            Kind.DAY,
            Text("Datum der Beratung", "Date of the advice"),
            when=ADVISED,
            rules=(
                Rule(
                    "advice_ahead",
                    Text(
                        "Reichen Sie den Antrag nach dem Beratungstermin ein. Der Termin ist am "
                        "{date}.",
                        "Submit the application after the appointment for advice. It is on {date}.",
                    ),
                ),
            ),
        ),
        Field(
            "a3.beratung_person",
            "adviser",
            Kind.LINE,
            Text("Beratende Person", "Adviser"),
            longest=120,
            when=ADVISED,
        ),
        Block("advice_help"),
        Heading(Text("Gremien und Grundlagen", "Bodies and foundations")),
        Field(
            "a3.asskomm",
            "cooperation",
            Kind.CHOICE,
            Text(
                "Besteht eine ASSKomm-Kooperationsvereinbarung?",
                "Is there an ASSKomm cooperation agreement?",
            ),
            choices={
                "yes": Text("Ja", "Yes"),
                "preparing": Text("In Vorbereitung", "Being prepared"),
                "no": Text("Nein", "No"),
            },
        ),
        Field(
            "a3.asskomm_datum",
            "cooperation_on",
            Kind.DAY,
            Text("Datum der Kooperationsvereinbarung", "Date of the cooperation agreement"),
            when=(When("cooperation", ("yes",)),),
        ),
        Field(
            "a3.kpr",
            "council",
            Kind.CHOICE,
            Text(
                "Gibt es einen Kommunalen Präventionsrat (KPR)?",
                "Is there a municipal prevention council?",
            ),
            choices={
                "since": Text("Ja", "Yes"),
                "founding": Text("Wird gegründet", "Being founded"),
                "reactivated": Text("Wird wieder aktiv", "Being revived"),
                "no": Text("Nein", "No"),
            },
        ),
        _year_field(
            "a3.kpr_jahr",
            "council_since",
            Text("Seit welchem Jahr?", "Since which year?"),
            When("council", ("since",)),
            1990,
        ),
        Field(
            "a3.analyse",
            "analysis",
            Kind.CHOICE,
            Text("Liegt eine Sicherheitsanalyse vor?", "Is there a security analysis?"),
            hint=Text("ASSKomm bietet Analysen an.", "ASSKomm offers analyses."),
            choices={
                "yes": Text("Ja", "Yes"),
                "planned": Text("Geplant", "Planned"),
                "no": Text("Nein", "No"),
            },
        ),
        _year_field(
            "a3.analyse_jahr",
            "analysis_year",
            Text("Aus welchem Jahr?", "From which year?"),
            When("analysis", ("yes",)),
            2000,
        ),
        Field(
            "a3.polizei",
            "police",
            Kind.CHOICE,
            Text(
                "Welche Polizeidirektion ist eingebunden?", "Which police directorate is involved?"
            ),
            choices={
                "chemnitz": Text("Polizeidirektion Chemnitz", "Chemnitz police directorate"),
                "dresden": Text("Polizeidirektion Dresden", "Dresden police directorate"),
                "goerlitz": Text("Polizeidirektion Görlitz", "Görlitz police directorate"),
                "leipzig": Text("Polizeidirektion Leipzig", "Leipzig police directorate"),
                "zwickau": Text("Polizeidirektion Zwickau", "Zwickau police directorate"),
                "none": Text("Noch nicht eingebunden", "Not involved yet"),
            },
        ),
        Field(
            "a3.polizei_text",
            "police_note",
            Kind.TEXT,
            Text("Wie ist sie eingebunden?", "How is it involved?"),
            longest=300,
            rows=3,
            optional=True,
        ),
    ),
)
