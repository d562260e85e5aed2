"""Six questions before an application: what may be answered, and what a wrong answer is cured by.

``{rate}``, ``{share}`` (percent) and ``{floor}`` (euro) are filled from the rules of the day.
"""

from __future__ import annotations

from typing import NamedTuple

from funding.words.text import Text

# Whether these may apply is a rule of the day.
SPECIAL_PURPOSE = "special_purpose"


class Barrier(NamedTuple):
    """Why an answer stands in the way, and what cures it."""

    reason: Text
    cure: Text


class Answer(NamedTuple):
    """One answer to choose; without a barrier it is a condition that is met."""

    text: Text
    barrier: Barrier | None = None


class Question(NamedTuple):
    """A question with its hint, its answers and how the result names the condition."""

    text: Text
    hint: Text
    met: Text
    answers: dict[str, Answer]


QUESTIONS: dict[str, Question] = {
    "applicant": Question(
        Text("Wer stellt den Antrag?", "Who applies?"),
        Text(
            "Bei einem gemeinsamen Antrag ist eine Kommune federführend und stellt ihn.",
            "In a joint application one municipality leads and applies.",
        ),
        Text("Antragsberechtigt", "Entitled to apply"),
        {
            "municipality": Answer(
                Text(
                    "eine sächsische Gemeinde, Stadt oder ein Landkreis",
                    "a Saxon municipality, town or district",
                )
            ),
            "enterprise": Answer(
                Text(
                    "der Eigenbetrieb einer sächsischen Kommune",
                    "a municipal enterprise of a Saxon municipality",
                )
            ),
            "association": Answer(
                Text(
                    "ein sächsischer Verwaltungsverband", "an administrative association of Saxony"
                )
            ),
            SPECIAL_PURPOSE: Answer(
                Text("ein Zweckverband", "a special-purpose association"),
                Barrier(
                    Text(
                        "Zweckverbände sind in diesem Förderaufruf nicht antragsberechtigt.",
                        "Special-purpose associations may not apply in this call.",
                    ),
                    Text(
                        "Sprechen Sie mit Ihren Mitgliedskommunen: Eine von ihnen kann den Antrag "
                        "stellen, allein oder gemeinsam mit anderen.",
                        "Talk to your member municipalities: one of them can apply, alone or "
                        "together with others.",
                    ),
                ),
            ),
            "other": Answer(
                Text(
                    "ein Verein, ein Unternehmen oder eine andere Stelle",
                    "an association, a company or somebody else",
                ),
                Barrier(
                    Text(
                        "Anträge stellen können nur Kommunen, Verwaltungsverbände und "
                        "Eigenbetriebe von Kommunen.",
                        "Only municipalities, administrative associations and municipal "
                        "enterprises can apply.",
                    ),
                    Text(
                        "Sprechen Sie mit Ihrer Stadt oder Gemeinde: Sie kann den Antrag stellen "
                        "und Mittel an Sie weitergeben.",
                        "Talk to your municipality: it can apply, and pass money on to you.",
                    ),
                ),
            ),
        },
    ),
    "place": Question(
        Text("Findet das Vorhaben in Sachsen statt?", "Does the project take place in Saxony?"),
        Text(
            "Es zählt, wo die Maßnahmen wirken sollen.",
            "What counts is where the measures are to work.",
        ),
        Text("Vorhaben in Sachsen", "Project in Saxony"),
        {
            "yes": Answer(Text("ja", "yes")),
            "no": Answer(
                Text("nein", "no"),
                Barrier(
                    Text(
                        "Gefördert werden nur Vorhaben im Freistaat Sachsen.",
                        "Only projects in Saxony are funded.",
                    ),
                    Text(
                        "Grenzen Sie den Teil ab, der in Sachsen stattfindet, und beantragen Sie "
                        "nur diesen.",
                        "Set apart the part that takes place in Saxony, and apply for that only.",
                    ),
                ),
            ),
        },
    ),
    "advice": Question(
        Text(
            "Hat die Geschäftsstelle des Landespräventionsrates Sie zu diesem Vorhaben beraten?",
            "Has the office of the State Prevention Council advised you about this project?",
        ),
        Text(
            "Die Beratung ist Voraussetzung und kostet nichts.",
            "The advice is a condition, and free of charge.",
        ),
        Text("Beratung", "Advice"),
        {
            "yes": Answer(Text("ja", "yes")),
            "appointed": Answer(
                Text("ein Termin ist vereinbart", "an appointment is made"),
                Barrier(
                    Text(
                        "Die Beratung muss vor dem Einreichen stattgefunden haben.",
                        "The advice must have taken place before you submit.",
                    ),
                    Text(
                        "Beginnen Sie schon mit dem Entwurf, und reichen Sie ihn nach dem Termin "
                        "ein.",
                        "Begin the draft already, and submit it after the appointment.",
                    ),
                ),
            ),
            "no": Answer(
                Text("nein", "no"),
                Barrier(
                    Text(
                        "Ohne Beratung kann kein Antrag eingereicht werden.",
                        "Without the advice no application can be submitted.",
                    ),
                    Text(
                        "Vereinbaren Sie einen Termin: Telefon 0351 564 00000.",
                        "Make an appointment: telephone 0351 564 00000.",
                    ),
                ),
            ),
        },
    ),
    "begun": Question(
        Text("Haben Sie mit dem Vorhaben schon begonnen?", "Has the project already begun?"),
        Text(
            "Auch ein Vertrag oder ein Auftrag gilt als Beginn.",
            "A contract or an order counts as a beginning, too.",
        ),
        Text("Noch nicht begonnen", "Not begun yet"),
        {
            "no": Answer(Text("nein", "no")),
            "yes": Answer(
                Text("ja", "yes"),
                Barrier(
                    Text(
                        "Ein Vorhaben, das vor Eingang des Antrags begonnen wurde, kann nicht "
                        "gefördert werden.",
                        "A project that began before the application came in cannot be funded.",
                    ),
                    Text(
                        "Rufen Sie uns an, wenn sich ein Teil abgrenzen lässt, der noch nicht "
                        "begonnen hat: Telefon 0351 564 00000.",
                        "Call us if a part can be set apart that has not begun: telephone "
                        "0351 564 00000.",
                    ),
                ),
            ),
        },
    ),
    "investment": Question(
        Text(
            "Geht es vor allem um Bau oder Anschaffungen?",
            "Is it mainly about building or purchases?",
        ),
        Text(
            "Zum Beispiel Beleuchtung, Kameras, Fahrzeuge.",
            "Lighting, cameras or vehicles, for example.",
        ),
        Text("Keine Investition", "No investment"),
        {
            "no": Answer(Text("nein", "no")),
            "partly": Answer(
                Text(
                    "zum Teil; den Rest bezahlen wir selbst",
                    "in part; we pay for that ourselves",
                )
            ),
            "yes": Answer(
                Text("ja", "yes"),
                Barrier(
                    Text(
                        "Investive Ausgaben sind nicht zuwendungsfähig.",
                        "Investments are not eligible.",
                    ),
                    Text(
                        "Führen Sie sie im Plan als nicht zuwendungsfähig, und beantragen Sie die "
                        "Förderung für Personal, Honorare, Öffentlichkeitsarbeit und Ähnliches.",
                        "Enter them in the plan as not eligible, and apply for personnel, fees, "
                        "publicity and the like.",
                    ),
                ),
            ),
        },
    ),
    "money": Question(
        Text(
            "Können Sie mindestens {share} Prozent selbst tragen, und brauchen Sie mehr als "
            "{floor} Zuwendung?",
            "Can you bear at least {share} percent yourself, and do you need a grant of more than "
            "{floor}?",
        ),
        Text(
            "Zum Eigenanteil zählen auch Arbeit und Material. Gefördert werden höchstens {rate} "
            "Prozent.",
            "Work and material count as own share, too. At most {rate} percent are funded.",
        ),
        Text("Eigenanteil und Höhe", "Own share and amount"),
        {
            "both": Answer(Text("ja, beides", "yes, both")),
            "exception": Answer(
                Text(
                    "Eigenanteil ja, aber die Zuwendung ist kleiner; es gibt einen kurzfristigen "
                    "Bedarf in der Region, ein örtliches Ereignis oder eine aktuelle Lage",
                    "own share yes, but the grant is smaller; there is a short-term need in the "
                    "region, a local event or a current situation",
                )
            ),
            "small": Answer(
                Text(
                    "Eigenanteil ja, aber die Zuwendung ist kleiner, ohne besonderen Anlass",
                    "own share yes, but the grant is smaller, for no special reason",
                ),
                Barrier(
                    Text(
                        "Zuwendungen bis {floor} gibt es nur in drei Ausnahmefällen.",
                        "Grants of {floor} or less are given in three exceptional cases only.",
                    ),
                    Text(
                        "Fassen Sie Maßnahmen zusammen, oder stellen Sie den Antrag gemeinsam mit "
                        "Nachbarkommunen.",
                        "Combine measures, or apply together with neighbouring municipalities.",
                    ),
                ),
            ),
            "no": Answer(
                Text("nein, der Eigenanteil fehlt", "no, the own share is missing"),
                Barrier(
                    Text(
                        "Mindestens {share} Prozent der zuwendungsfähigen Ausgaben tragen Sie "
                        "selbst.",
                        "You bear at least {share} percent of the eligible expenditure yourself.",
                    ),
                    Text(
                        "Prüfen Sie, ob Arbeitszeit eigener Beschäftigter, Räume, Material oder "
                        "Beiträge von Partnern zählen können.",
                        "See whether working time of your staff, rooms, material or contributions "
                        "of partners can count.",
                    ),
                ),
            ),
        },
    ),
}


def barriers(answers: dict[str, str], *, special_purpose: bool = False) -> dict[str, Barrier]:
    """Return what stands in the way, by question; nothing means that an application is likely.

    ``special_purpose`` tells whether the rules of the day let special-purpose associations apply.
    """
    found = {code: QUESTIONS[code].answers[given].barrier for code, given in answers.items()}
    if special_purpose and answers.get("applicant") == SPECIAL_PURPOSE:
        found.pop("applicant")
    return {code: barrier for code, barrier in found.items() if barrier is not None}
