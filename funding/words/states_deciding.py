"""Words for the states of an application until its decision."""

from __future__ import annotations

from funding.words.text import StateWords, Text

# One text for all stages of a decision: a town must not read off how far it is.
PENDING = Text(
    "Zwei Personen entscheiden über den Antrag; danach erhalten Sie einen Bescheid.",
    "Two people decide on the application; then you will receive a notice.",
)

DECIDING: dict[str, StateWords] = {
    "new": StateWords(
        Text("Neu", "New"),
        Text("Neu (noch nicht angelegt)", "New (not yet created)"),
        "",
        "",
        Text("Sie", "You"),
        Text(
            "Sie legen einen Entwurf an und können ihn jederzeit bearbeiten.",
            "You create a draft and can work on it at any time.",
        ),
    ),
    "draft": StateWords(
        Text("Entwurf", "Draft"),
        Text("Entwurf der Kommune", "Draft of the municipality"),
        "",
        "",
        Text("Sie", "You"),
        Text(
            "Eine zeichnungsberechtigte Person reicht den Antrag bis zum Antragsschluss ein.",
            "An authorised signatory submits the application by the deadline.",
        ),
    ),
    "cosigning": StateWords(
        Text("Wird mitgezeichnet", "Being co-signed"),
        Text("Mitzeichnung der Partnerkommunen läuft", "Partners are co-signing"),
        "info",
        "",
        Text("Partnerkommunen", "The partner municipalities"),
        Text(
            "Haben alle Partnerkommunen mitgezeichnet, reicht eine zeichnungsberechtigte Person "
            "den Antrag ein.",
            "Once all partner municipalities have co-signed, an authorised signatory submits the "
            "application.",
        ),
    ),
    "cosigned": StateWords(
        Text("Alle haben mitgezeichnet", "All have co-signed"),
        Text("Mitgezeichnet, noch nicht eingereicht", "Co-signed, not yet submitted"),
        "warning",
        "",
        Text("Sie: Antrag einreichen", "You: submit the application"),
        Text(
            "Eine zeichnungsberechtigte Person reicht den Antrag bis zum Antragsschluss ein.",
            "An authorised signatory submits the application by the deadline.",
        ),
    ),
    "submitted": StateWords(
        Text("Eingereicht", "Submitted"),
        Text("Neu eingegangen", "Newly received"),
        "info",
        "warning",
        Text("Geschäftsstelle", "The office"),
        Text(
            "Die Geschäftsstelle übernimmt den Antrag und nennt Ihnen Ihre Ansprechperson.",
            "The office takes over the application and names your contact person.",
        ),
    ),
    "in_check": StateWords(
        Text("In Prüfung", "Under review"),
        Text("Formale Prüfung", "Formal check"),
        "info",
        "info",
        Text("Geschäftsstelle", "The office"),
        Text(
            "Wir prüfen, ob alles vollständig ist, und fragen nach, wenn etwas fehlt.",
            "We check whether everything is complete and ask if something is missing.",
        ),
    ),
    "info_requested": StateWords(
        Text("Ihre Antwort fehlt noch", "Your reply is missing"),
        Text("Nachforderung läuft", "Information requested"),
        "warning",
        "info",
        Text("Sie", "You"),
        Text(
            "Bitte beantworten Sie die Nachforderung bis zur genannten Frist; danach "
            "prüfen wir weiter.",
            "Please reply to the request by the date given; then we continue the review.",
        ),
    ),
    "in_assessment": StateWords(
        Text("In Prüfung", "Under review"),
        Text("Fachliche Bewertung", "Assessment"),
        "info",
        "info",
        Text("Geschäftsstelle", "The office"),
        Text(
            "Wir bewerten das Vorhaben fachlich und bereiten einen Entscheidungsvorschlag vor.",
            "We assess the project and prepare a proposal for the decision.",
        ),
    ),
    "reviewed": StateWords(
        Text("Entscheidung wird vorbereitet", "Decision being prepared"),
        Text("Vorschlag liegt vor (1. Freigabe)", "Proposal ready (first approval)"),
        "info",
        "warning",
        Text("Geschäftsstelle", "The office"),
        PENDING,
    ),
    "waitlisted": StateWords(
        Text("Auf der Warteliste", "On the waiting list"),
        Text("Warteliste", "Waiting list"),
        "info",
        "info",
        Text(
            "Geschäftsstelle: Wir melden uns, wenn Mittel frei werden",
            "The office: we will contact you when money becomes available",
        ),
        Text(
            "Werden Mittel frei, rückt Ihr Antrag nach; die Liste gilt längstens bis "
            "zum Ende des Haushaltsjahres.",
            "If money becomes available your application moves up; the list ends with "
            "the budget year at the latest.",
        ),
    ),
    "first_approved": StateWords(
        Text("Entscheidung wird vorbereitet", "Decision being prepared"),
        Text("Bewilligung: 2. Freigabe offen", "Grant: second approval open"),
        "info",
        "warning",
        Text("Geschäftsstelle", "The office"),
        PENDING,
    ),
    "first_rejected": StateWords(
        Text("Entscheidung wird vorbereitet", "Decision being prepared"),
        Text("Ablehnung: 2. Freigabe offen", "Rejection: second approval open"),
        "info",
        "warning",
        Text("Geschäftsstelle", "The office"),
        PENDING,
    ),
    "decision_pending": StateWords(
        Text("Entscheidung wird vorbereitet", "Decision being prepared"),
        Text("Entschieden, Bescheid offen", "Decided, notice open"),
        "info",
        "warning",
        Text("Geschäftsstelle", "The office"),
        PENDING,
    ),
    "notice_to_retrieve": StateWords(
        Text("Bescheid liegt bereit", "Notice is ready"),
        Text("Entschieden, Bescheid liegt im Portal bereit", "Decided, notice ready in the portal"),
        "warning",
        "info",
        Text("Sie: Bescheid abrufen", "You: retrieve the notice"),
        Text(
            "Über Ihren Antrag ist entschieden. Ab wann der Bescheid gilt, steht auf seiner Seite.",
            "Your application has been decided. The page of the notice says from when it counts.",
        ),
    ),
    "notice_sent": StateWords(
        Text("Bescheid ist abgesandt", "Notice is sent"),
        Text("Entschieden, Bescheid wird zugestellt", "Decided, notice being served"),
        "info",
        "info",
        Text(
            "Sie, sobald der Bescheid da ist: ein beiliegendes Empfangsbekenntnis zurücksenden",
            "You, once the notice is there: return an enclosed acknowledgement of receipt",
        ),
        Text(
            "Über Ihren Antrag ist entschieden, und der Bescheid ist auf Papier abgesandt. Er gilt "
            "ab dem Tag, den das Empfangsbekenntnis oder die Zustellungsurkunde nennt.",
            "Your application has been decided, and the notice has been sent on paper. It counts "
            "from the day that the acknowledgement of receipt or the deed of service names.",
        ),
    ),
    "notice_ready": StateWords(
        Text("Bescheid ist unterwegs", "Notice is on its way"),
        Text("Entschieden, Bekanntgabe läuft", "Decided, being notified"),
        "info",
        "info",
        Text("Niemand", "Nobody"),
        Text(
            "Der Bescheid gilt an diesem Tag als bekannt gegeben. Dann beginnen die Fristen, die "
            "er nennt, und auch hier stehen das Ergebnis und Ihre nächsten Termine.",
            "The notice counts as notified on this day. Then the periods begin that it states, "
            "and the result and your next dates are shown here too.",
        ),
    ),
}
