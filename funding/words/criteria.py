"""The eight criteria of the assessment."""

from __future__ import annotations

from funding.words.text import Criterion, Text

CRITERIA: dict[str, Criterion] = {
    "situation": Criterion(
        Text("Lagebezug", "Grounded in the local situation"),
        {
            0: Text(
                "Die Ausgangslage ist nicht beschrieben.", "The local situation is not described."
            ),
            3: Text(
                "Die Ausgangslage ist mit Beobachtungen beschrieben, Zahlen fehlen zum Teil.",
                "The situation is described by observations; some figures are missing.",
            ),
            5: Text(
                "Die Ausgangslage ist mit Zahlen und Quellen belegt, die Ursachen sind erklärt.",
                "The situation is documented with figures and sources, and the causes are "
                "explained.",
            ),
        },
    ),
    "strategy": Criterion(
        Text("Strategiebezug und Präventionsrat", "Strategy and prevention council"),
        {
            0: Text(
                "Ein Bezug zu einer Präventionsstrategie ist nicht erkennbar.",
                "No link to a prevention strategy can be seen.",
            ),
            3: Text(
                "Das Vorhaben passt zur Strategie; der Präventionsrat ist informiert.",
                "The project fits the strategy; the prevention council is informed.",
            ),
            5: Text(
                "Das Vorhaben setzt die Strategie um und wird vom Präventionsrat getragen.",
                "The project puts the strategy into practice and is carried by the "
                "prevention council.",
            ),
        },
    ),
    "clarity": Criterion(
        Text("Zielklarheit", "Clarity of goals"),
        {
            0: Text("Ziele sind nicht genannt.", "No goals are stated."),
            3: Text(
                "Ziele sind genannt, aber nur teilweise messbar.",
                "Goals are stated but only partly measurable.",
            ),
            5: Text(
                "Alle Ziele sind messbar, mit Zielgruppe und Termin.",
                "All goals are measurable, with target group and date.",
            ),
        },
    ),
    "effect": Criterion(
        Text("Wirksamkeit", "Effectiveness"),
        {
            0: Text(
                "Die Maßnahmen lassen keine Wirkung auf das Problem erwarten.",
                "The measures cannot be expected to affect the problem.",
            ),
            3: Text(
                "Eine Wirkung ist plausibel, aber nicht belegt.",
                "An effect is plausible but not documented.",
            ),
            5: Text(
                "Die Maßnahmen sind erprobt und passen zu den Ursachen.",
                "The measures are proven and address the causes.",
            ),
        },
    ),
    "networking": Criterion(
        Text("Vernetzung", "Networking"),
        {
            0: Text("Andere Stellen sind nicht beteiligt.", "No other bodies are involved."),
            3: Text(
                "Einzelne Stellen wirken mit; ihre Aufgaben sind genannt.",
                "Some bodies take part; their tasks are stated.",
            ),
            5: Text(
                "Alle wichtigen Stellen wirken mit festen Aufgaben zusammen, auch über "
                "die Gemeindegrenze hinaus.",
                "All relevant bodies work together with fixed tasks, also across "
                "municipal borders.",
            ),
        },
    ),
    "evaluation": Criterion(
        Text("Erfolgskontrolle (Evaluation)", "Evaluation"),
        {
            0: Text("Eine Erfolgskontrolle ist nicht vorgesehen.", "No evaluation is planned."),
            3: Text(
                "Ergebnisse werden gezählt oder dokumentiert.", "Results are counted or documented."
            ),
            5: Text(
                "Ausgangswert, Zielwert, Methode und Zeitpunkt sind für jedes Ziel festgelegt.",
                "Baseline, target, method and date are set for each goal.",
            ),
        },
    ),
    "economy": Criterion(
        Text("Wirtschaftlichkeit", "Economy"),
        {
            0: Text(
                "Die Ausgaben sind nicht nachvollziehbar oder unangemessen.",
                "The expenditure is not clear or not reasonable.",
            ),
            3: Text(
                "Die Ausgaben sind überwiegend angemessen und begründet.",
                "Most of the expenditure is reasonable and justified.",
            ),
            5: Text(
                "Alle Ausgaben sind notwendig, angemessen und rechnerisch belegt.",
                "All expenditure is necessary, reasonable and shown by calculation.",
            ),
        },
    ),
    "sustainability": Criterion(
        Text("Nachhaltigkeit", "Sustainability"),
        {
            0: Text(
                "Nach Ende der Förderung bleibt nichts bestehen.",
                "Nothing remains after the funding ends.",
            ),
            3: Text(
                "Einzelne Ergebnisse bleiben; die Finanzierung danach ist offen.",
                "Some results remain; later financing is open.",
            ),
            5: Text(
                "Die Fortführung ist geregelt und ihre Finanzierung gesichert.",
                "Continuation is arranged and its financing secured.",
            ),
        },
    ),
}
