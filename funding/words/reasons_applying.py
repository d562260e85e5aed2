"""Why steps of applying, and steps of a call, are not possible."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

APPLYING: dict[str, ReasonWords] = {
    "wrong_state": ReasonWords(
        Text(
            "Dieser Schritt ist beim jetzigen Stand nicht möglich.",
            "This step is not possible at the present stage.",
        ),
        Text(
            "Laden Sie die Seite neu und sehen Sie sich den aktuellen Stand an.",
            "Reload the page and look at the current state.",
        ),
        "",
    ),
    "another_person": ReasonWords(
        Text(
            "Sie haben an diesem Vorgang schon mitgewirkt. Dieser Schritt ist einer "
            "anderen Person vorbehalten.",
            "You have already had a part in this case. This step is reserved for another person.",
        ),
        Text(
            "Bitten Sie eine Kollegin oder einen Kollegen, den Schritt zu übernehmen.",
            "Ask a colleague to take this step.",
        ),
        "",
    ),
    "not_your_municipality": ReasonWords(
        Text("Sie handeln nicht für diese Kommune.", "You do not act for this municipality."),
        Text(
            "Wählen Sie Ihre eigene Kommune oder lassen Sie sich einen Zugang einrichten.",
            "Choose your own municipality, or have an account set up.",
        ),
        "",
    ),
    "call_announced": ReasonWords(
        Text(
            "In diesem Förderaufruf kann kein Antrag begonnen werden. Die "
            "Antragsfrist läuft vom {opens_at} bis zum {closes_at}.",
            "No application can be begun in this call. The application period runs "
            "from {opens_at} to {closes_at}.",
        ),
        Text(
            "Sehen Sie nach, welcher Förderaufruf geöffnet oder angekündigt ist.",
            "See which call is open or announced.",
        ),
        "call",
    ),
    "call_open": ReasonWords(
        Text(
            "Der Förderaufruf ist nicht geöffnet. Die Antragsfrist läuft vom "
            "{opens_at} bis zum {closes_at}.",
            "The call is not open. The application period runs from {opens_at} to {closes_at}.",
        ),
        Text(
            "Reichen Sie den Antrag innerhalb der Frist ein. Waren Sie ohne "
            "Verschulden verhindert, rufen Sie uns bitte an.",
            "Submit the application within the period. If you were prevented through "
            "no fault of your own, please call us.",
        ),
        "call",
    ),
    "call_over": ReasonWords(
        Text(
            "Die Antragsfrist läuft noch bis zum {closes_at}.",
            "The application period still runs until {closes_at}.",
        ),
        Text("Warten Sie den Antragsschluss ab.", "Wait for the application deadline."),
        "call",
    ),
    "later_end": ReasonWords(
        Text(
            "Das neue Ende der Frist muss in der Zukunft und nach dem bisherigen Ende liegen.",
            "The new end of the period must lie in the future and after the present end.",
        ),
        Text("Wählen Sie einen späteren Tag.", "Choose a later day."),
        "",
    ),
    "complete": ReasonWords(
        Text(
            "Der Antrag ist noch nicht vollständig oder in sich nicht stimmig. Offene "
            "Punkte: {count}.",
            "The application is not yet complete or not consistent. Open points: {count}.",
        ),
        Text(
            "Bearbeiten Sie die Punkte, die auf der Seite „Angaben prüfen“ stehen.",
            "Deal with the points listed on the page “Check your answers”.",
        ),
        "draft:review",
    ),
    "advised": ReasonWords(
        Text(
            "Die Beratung durch die Geschäftsstelle muss vor der Einreichung stattgefunden haben.",
            "The advice by the office must have been given before submission.",
        ),
        Text(
            "Reichen Sie den Antrag nach dem Beratungstermin ein und tragen Sie das "
            "Datum der Beratung ein.",
            "Submit the application after the advice and enter the date on which it was given.",
        ),
        "draft:advice",
    ),
    "not_begun": ReasonWords(
        Text(
            "Ein Vorhaben, das vor Eingang des Antrags begonnen wurde, kann nicht "
            "gefördert werden.",
            "A project that was begun before the application is received cannot be funded.",
        ),
        Text(
            "Prüfen Sie Ihre Angabe zum Beginn. Auch ein Vertrag oder ein Auftrag "
            "gilt als Beginn. Bei Zweifeln rufen Sie uns bitte an.",
            "Check your answer on the start. A contract or an order also counts as a "
            "start. If in doubt, please call us.",
        ),
        "draft:schedule",
    ),
    "reauthenticated": ReasonWords(
        Text(
            "Für diesen Schritt müssen Sie Ihr Passwort erneut eingeben.",
            "You must enter your password again for this step.",
        ),
        Text(
            "Geben Sie Ihr Passwort ein und bestätigen Sie den Schritt.",
            "Enter your password and confirm the step.",
        ),
        "",
    ),
    "reason_given": ReasonWords(
        Text("Für diesen Schritt ist eine Begründung nötig.", "This step needs a reason."),
        Text(
            "Schreiben Sie in ein bis zwei Sätzen, warum Sie den Schritt gehen.",
            "Write in one or two sentences why you take this step.",
        ),
        "",
    ),
    "opening_reached": ReasonWords(
        Text(
            "Der Beginn der Antragsfrist ist noch nicht erreicht.",
            "The start of the application period has not come yet.",
        ),
        Text(
            "Warten Sie den Beginn ab oder ändern Sie den Termin des Förderaufrufs.",
            "Wait for the start, or change the date of the call.",
        ),
        "call",
    ),
    "closing_reached": ReasonWords(
        Text(
            "Das Ende der Antragsfrist ist noch nicht erreicht.",
            "The end of the application period has not come yet.",
        ),
        Text(
            "Warten Sie das Ende der Antragsfrist ab.",
            "Wait for the end of the application period.",
        ),
        "call",
    ),
    "new_dates": ReasonWords(
        Text(
            "Das neue Ende der Antragsfrist muss in der Zukunft liegen.",
            "The new end of the application period must lie in the future.",
        ),
        Text("Wählen Sie einen späteren Tag.", "Choose a later day."),
        "call",
    ),
    "nothing_submitted": ReasonWords(
        Text(
            "In diesem Förderaufruf sind schon Anträge eingegangen.",
            "Applications have already been received in this call.",
        ),
        Text(
            "Schließen Sie den Förderaufruf regulär und entscheiden Sie über die Anträge.",
            "Close the call in the regular way and decide on the applications.",
        ),
        "call",
    ),
    "all_cases_ended": ReasonWords(
        Text(
            "In diesem Förderaufruf sind noch nicht alle Vorgänge abgeschlossen.",
            "Not all cases of this call are closed yet.",
        ),
        Text("Schließen Sie zuerst die offenen Vorgänge ab.", "Close the open cases first."),
        "call",
    ),
}
