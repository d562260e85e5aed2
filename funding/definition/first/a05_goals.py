"""A5: problem, causes, goals and measures, along the Beccaria standards in plain words."""

from __future__ import annotations

from funding.definition.language import Field, Kind, Page, Rows, Rule
from funding.words.text import Text


def _long(  # noqa: PLR0913 - a long text is about that many things
    key: str, name: str, label: Text, longest: int, shortest: str, hint: Text | None = None
) -> Field:
    short = Text(
        "Der Text ist zu kurz ({length} von mindestens {shortest} Zeichen).",
        "The text is too short ({length} of at least {shortest} characters).",
    )
    rules = (Rule("too_short", short, limits={"shortest": shortest}),)
    return Field(key, name, Kind.TEXT, label, hint, longest=longest, rules=rules, rows=7)


GOALS = Rows(
    "a5.ziele",
    "goals",
    Text("Ziele", "Goals"),
    Text("Ziel {number}", "Goal {number}"),
    Text("Weiteres Ziel", "Another goal"),
    (
        Field(
            "a5.ziele.was",
            "what",
            Kind.TEXT,
            Text("Was soll erreicht sein?", "What is to be achieved?"),
            longest=300,
            rows=2,
        ),
        Field(
            "a5.ziele.messgroesse",
            "measure",
            Kind.LINE,
            Text("Woran messen Sie es?", "How do you measure it?"),
            longest=120,
        ),
        Field(
            "a5.ziele.zielwert",
            "target",
            Kind.LINE,
            Text("Zielwert", "Target"),
            longest=60,
            missing=Text(
                "Geben Sie für Ziel {number} einen Zielwert an.",
                "Enter a target for goal {number}.",
            ),
        ),
        Field("a5.ziele.bis", "due", Kind.DAY, Text("Bis wann?", "By when?")),
    ),
    hint=Text(
        "Was soll bis wann erreicht sein? Woran messen Sie es? Beispiel: Bis 12/2027 mindestens 6 "
        "Sitzungen des Präventionsrats.",
        "What is to be achieved, by when, and how is it measured? For example: at least 6 meetings "
        "of the prevention council by 12/2027.",
    ),
    most=6,
    required=True,
    missing=Text(
        "Nennen Sie mindestens ein messbares Ziel.", "Name at least one goal that can be measured."
    ),
)

PAGE = Page(
    "A5",
    "goals",
    "project",
    Text("Ausgangslage und Ziele", "Starting point and goals"),
    (
        _long(
            "a5.problem",
            "problem",
            Text("Welches Problem gibt es?", "What is the problem?"),
            3000,
            "problem_shortest",
            Text(
                "Zahlen, Vorfälle, Beobachtungen; Quelle nennen",
                "Figures, incidents, observations; name the source",
            ),
        ),
        _long(
            "a5.ursachen",
            "causes",
            Text("Was sind die Ursachen?", "What are the causes?"),
            2000,
            "causes_shortest",
        ),
        Field(
            "a5.zielgruppe",
            "audience",
            Kind.CHOICES,
            Text("Wen wollen Sie erreichen?", "Whom do you want to reach?"),
            choices={
                "children": Text("Kinder", "Children"),
                "youth": Text("Jugendliche", "Young people"),
                "adults": Text("Erwachsene", "Adults"),
                "elderly": Text("Ältere", "Older people"),
                "residents": Text("Anwohnerinnen und Anwohner", "Residents"),
                "traders": Text("Gewerbetreibende", "Traders"),
                "clubs": Text("Vereine", "Clubs"),
                "professionals": Text("Fachkräfte", "Professionals"),
            },
            missing=Text(
                "Wählen Sie mindestens eine Zielgruppe.", "Choose at least one target group."
            ),
        ),
        Field(
            "a5.zielgruppe_zahl",
            "audience_size",
            Kind.NUMBER,
            Text("Wie viele Menschen etwa?", "About how many people?"),
            optional=True,
        ),
        GOALS,
        _long(
            "a5.massnahmen",
            "measures",
            Text("Welche Maßnahmen planen Sie?", "What measures do you plan?"),
            4000,
            "measures_shortest",
        ),
        Field(
            "a5.querschnitt",
            "crosscutting",
            Kind.TEXT,
            Text(
                "Wie berücksichtigen Sie Barrierefreiheit und Beteiligung?",
                "How do you provide for accessibility and participation?",
            ),
            longest=1000,
            optional=True,
        ),
    ),
)
