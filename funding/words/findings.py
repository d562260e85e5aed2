"""What the check of an application finds, section by section."""

from __future__ import annotations

from funding.words.faults import FAULTS
from funding.words.labels import FIELD_LABELS
from funding.words.text import Text

SECTIONS: dict[str, Text] = {
    "municipality": Text("Ihre Kommune und Partner", "Your municipality and partners"),
    "project": Text("Ihr Vorhaben", "Your project"),
    "advice": Text("Beratung", "Advice"),
    "plan": Text("Ausgaben und Finanzierung", "Expenditure and financing"),
    "declarations": Text("Erklärungen", "Declarations"),
}

FINDINGS: dict[str, Text] = {
    "missing": Text("Bitte ergänzen Sie diese Angabe.", "Please add this information."),
    "no_partner": Text(
        "Fügen Sie mindestens eine Partnerkommune hinzu.", "Add at least one partner municipality."
    ),
    "partner_task_missing": Text(
        "Beschreiben Sie die Aufgabe dieser Partnerkommune.",
        "Describe the task of this partner municipality.",
    ),
    "title_short": Text(
        "Der Titel ist zu kurz. Er muss mindestens 5 Zeichen haben.",
        "The title is too short. It must have at least 5 characters.",
    ),
    "summary_short": Text(
        "Die Kurzbeschreibung ist zu kurz ({length} von mindestens {shortest} Zeichen).",
        "The summary is too short ({length} of at least {shortest} characters).",
    ),
    "end_before_begin": Text(
        "Das Ende liegt nicht nach dem Beginn.", "The end is not after the start."
    ),
    "begins_in_past": Text("Der Beginn liegt in der Vergangenheit.", "The start lies in the past."),
    "begun": Text(
        "Ein Vorhaben, das vor Eingang des Antrags begonnen wurde, kann nicht "
        "gefördert werden. Bitte rufen Sie uns an.",
        "A project that was begun before the application is received cannot be "
        "funded. Please call us.",
    ),
    "no_advice": Text(
        "Vereinbaren Sie zuerst einen Beratungstermin mit der Geschäftsstelle. "
        "Die Beratung ist Voraussetzung.",
        "First arrange an appointment for advice with the office. The advice is required.",
    ),
    "advice_ahead": Text(
        "Reichen Sie den Antrag nach dem Beratungstermin ein.",
        "Submit the application after the appointment for advice.",
    ),
    "no_line": Text(
        "Tragen Sie mindestens eine Position in den Ausgabenplan ein.",
        "Enter at least one line in the expenditure plan.",
    ),
    "amount_missing": Text(
        "Geben Sie den Betrag in Euro ein, zum Beispiel 1.234,50.",
        "Enter the amount in euros, for example 1,234.50.",
    ),
    "wrong_year": Text(
        "Dieser Förderaufruf gilt nur für Ausgaben im Jahr {year}.",
        "This call covers only expenditure in the year {year}.",
    ),
    "sums_short": Text(
        "Ausgaben und Finanzierung müssen gleich sein. Es fehlen {amount}.",
        "Expenditure and financing must be equal. {amount} is missing.",
    ),
    "sums_over": Text(
        "Ausgaben und Finanzierung müssen gleich sein. Es sind {amount} zu viel.",
        "Expenditure and financing must be equal. There is {amount} too much.",
    ),
    "nothing_requested": Text(
        "Geben Sie an, welche Zuwendung Sie beantragen.", "Enter the grant you apply for."
    ),
    "rate_exceeded": Text(
        "Die Zuwendung darf höchstens {highest} betragen ({rate} % der "
        "zuwendungsfähigen Ausgaben).",
        "The grant must not exceed {highest} ({rate} % of the eligible expenditure).",
    ),
    "own_share_short": Text(
        "Der Eigenanteil muss mindestens {needed} betragen ({share} %). Es sind {own}.",
        "The own share must be at least {needed} ({share} %). It is {own}.",
    ),
    "floor": Text(
        "Zuwendungen bis {floor} sind nur in Ausnahmefällen möglich. Wählen Sie "
        "einen Ausnahmegrund oder beantragen Sie mehr.",
        "Grants of {floor} or less are possible only in exceptional cases. Choose "
        "an exception or apply for more.",
    ),
    "not_checked": Text(
        "Sehen Sie die übernommenen Angaben durch und speichern Sie den Abschnitt.",
        "Look through what was taken over, and save the section.",
    ),
    "not_declared": Text("Bestätigen Sie diese Erklärung.", "Confirm this declaration."),
}

__all__ = ["FAULTS", "FIELD_LABELS", "FINDINGS", "SECTIONS"]
