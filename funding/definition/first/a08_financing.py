"""A8: where the money comes from; expenditure and financing must be equal."""

from __future__ import annotations

from funding.definition.language import Block, Field, Heading, Kind, Page, Rows, Rule, Severity
from funding.words.grounds import FLOOR_EXCEPTIONS
from funding.words.text import Text

THIRD_PARTIES = Rows(
    "a8.dritte",
    "third_parties",
    Text("Mittel Dritter", "Funds of third parties"),
    Text("Mittel {number}", "Funds {number}"),
    Text("Weitere Mittel Dritter", "More funds of third parties"),
    (
        Field("a8.dritte.geber", "giver", Kind.LINE, Text("Wer gibt?", "Who gives?"), longest=120),
        Field(
            "a8.dritte.art",
            "kind",
            Kind.CHOICE,
            Text("Art", "Kind"),
            choices={
                "donation": Text("Spende", "Donation"),
                "district": Text("Landkreis", "District"),
                "land": Text("Freistaat Sachsen", "Free State of Saxony"),
                "federation": Text("Bund", "Federation"),
                "eu": Text("Europäische Union", "European Union"),
                "association": Text("Verein", "Association"),
            },
            rules=(
                Rule(
                    "land_money",
                    Text(
                        "Andere Mittel des Freistaates schließen eine Förderung oft aus. Bitte "
                        "erläutern Sie sie in der Kurzbeschreibung.",
                        "Other money of the Free State often rules a grant out. Please explain it "
                        "in the summary.",
                    ),
                    Severity.HINT,
                ),
            ),
        ),
        Field(
            "a8.dritte.stand",
            "standing",
            Kind.CHOICE,
            Text("Stand", "State"),
            choices={
                "promised": Text("zugesagt", "promised"),
                "applied": Text("beantragt", "applied for"),
                "planned": Text("geplant", "planned"),
            },
        ),
        Field("a8.dritte.betrag", "amount", Kind.MONEY, Text("Betrag", "Amount")),
    ),
    hint=Text(
        "Spenden, Landkreis, Bund, Europäische Union, Vereine",
        "Donations, district, federation, European Union, associations",
    ),
)
YEARLY = Rows(
    "a8.jahre",
    "yearly",
    Text("Zuwendung je Jahr", "Grant by year"),
    Text("Jahr {number}", "Year {number}"),
    Text("Weiteres Jahr", "Another year"),
    (
        Field("a8.jahre.jahr", "year", Kind.CHOICE, Text("Jahr", "Year"), source="years"),
        Field("a8.jahre.betrag", "amount", Kind.MONEY, Text("Betrag", "Amount")),
    ),
    hint=Text(
        "Nur bei mehreren Jahren nötig. Zusammen ergeben sie die beantragte Zuwendung.",
        "Needed only for several years. Together they make up the grant applied for.",
    ),
    most=5,
)
REQUESTED = (
    Rule(
        "nothing_requested",
        Text("Geben Sie an, welche Zuwendung Sie beantragen.", "Enter the grant you apply for."),
    ),
    Rule(
        "rate_exceeded",
        Text(
            "Die Zuwendung darf höchstens {highest} betragen ({rate} % von {base}).",
            "The grant must not exceed {highest} ({rate} % of {base}).",
        ),
    ),
    Rule(
        "sums_short",
        Text(
            "Ausgaben und Finanzierung müssen gleich sein. Es fehlen {amount}.",
            "Expenditure and financing must be equal. {amount} is missing.",
        ),
    ),
    Rule(
        "sums_over",
        Text(
            "Ausgaben und Finanzierung müssen gleich sein. Es sind {amount} zu viel.",
            "Expenditure and financing must be equal. There is {amount} too much.",
        ),
    ),
)
SMALL = (
    Heading(
        Text("Nur für kleine Zuwendungen", "Only for small grants"),
        Text(
            "Zuwendungen bis 10.000 Euro sind nur in drei Ausnahmefällen möglich.",
            "Grants of 10,000 euros or less are possible in three exceptional cases only.",
        ),
    ),
    Field(
        "a8.ausnahme",
        "floor_exception",
        Kind.CHOICE,
        Text("Ausnahmegrund für eine kleine Zuwendung", "Exception for a small grant"),
        choices=FLOOR_EXCEPTIONS,
        optional=True,
        quiet=True,
        rules=(
            Rule(
                "floor",
                Text(
                    "Zuwendungen bis {floor} sind nur in Ausnahmefällen möglich. Wählen Sie einen "
                    "Ausnahmegrund oder beantragen Sie mehr.",
                    "Grants of {floor} or less are possible only in exceptional cases. Choose an "
                    "exception or apply for more.",
                ),
            ),
        ),
    ),
    Field(
        "a8.ausnahme_grund",
        "floor_reason",
        Kind.TEXT,
        Text("Begründung der Ausnahme", "Reason for the exception"),
        longest=800,
        rows=4,
        optional=True,
        quiet=True,
        rules=(
            Rule(
                "floor_reason",
                Text(
                    "Begründen Sie die Ausnahme oder erhöhen Sie den Betrag auf mehr als {floor}.",
                    "Give reasons for the exception, or apply for more than {floor}.",
                ),
            ),
        ),
    ),
)

PAGE = Page(
    "A8",
    "financing",
    "money",
    Text("Finanzierung", "Financing"),
    (
        Field(
            "a8.eigenmittel",
            "own_cash",
            Kind.MONEY,
            Text("Eigenmittel der Kommune", "Own funds of the municipality"),
            hint=Text("Geld aus Ihrem Haushalt", "Money from your budget"),
            rules=(
                Rule(
                    "own_share_short",
                    Text(
                        "Der Eigenanteil muss mindestens {needed} betragen ({share} %). Es sind "
                        "{own}.",
                        "The own share must be at least {needed} ({share} %). It is {own}.",
                    ),
                ),
            ),
        ),
        Field(
            "a8.haushaltsstelle",
            "budget_item",
            Kind.LINE,
            Text("Haushaltsstelle", "Budget item"),
            longest=80,
            optional=True,
        ),
        Block("own_outputs"),
        THIRD_PARTIES,
        Field(
            "a8.einnahmen",
            "income",
            Kind.MONEY,
            Text("Einnahmen aus dem Vorhaben", "Income from the project"),
            hint=Text("zum Beispiel Teilnahmebeiträge", "for example fees of participants"),
        ),
        Field(
            "a8.zuwendung",
            "requested",
            Kind.MONEY,
            Text("Beantragte Zuwendung", "Grant applied for"),
            optional=True,
            quiet=True,
            rules=REQUESTED,
        ),
        Block("sums"),
        YEARLY,
        Field(
            "a8.folge",
            "follow_up",
            Kind.TEXT,
            Text(
                "Wer trägt die Folgekosten nach Ende der Förderung?",
                "Who bears the costs after the end of the funding?",
            ),
            hint=Text(
                "Nötig, wenn Personalausgaben geplant sind", "Needed if personnel is planned"
            ),
            longest=800,
            optional=True,
            quiet=True,
            rules=(
                Rule(
                    "follow_up_missing",
                    Text(
                        "Schreiben Sie, wer das Personal nach der Förderung bezahlt.",
                        "Say who pays the personnel after the funding.",
                    ),
                ),
            ),
        ),
        *SMALL,
    ),
    rules=(
        Rule(
            "years_differ",
            Text(
                "Die Jahresbeträge ergeben {given}, beantragt sind {requested}.",
                "The amounts by year add up to {given}; {requested} is applied for.",
            ),
            field="yearly",
        ),
    ),
)
