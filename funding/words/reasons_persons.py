"""Why a person may not take a step: bias, belonging, holding."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

PERSONS: dict[str, ReasonWords] = {
    "unbiased": ReasonWords(
        Text(
            "Sie haben sich für diesen Vorgang als befangen erklärt.",
            "You have declared a possible bias in this case.",
        ),
        Text(
            "Geben Sie den Vorgang an eine andere Person ab.", "Leave the case to another person."
        ),
        "case:bias",
    ),
    "hands_unbiased": ReasonWords(
        Text(
            "Eine Person, die an Bewertung, Vorschlag, Freigabe oder Prüfung beteiligt war, hat "
            "sich danach für befangen erklärt.",
            "A person who took part in assessment, proposal, approval or audit has since declared "
            "a bias.",
        ),
        Text(
            "Geben Sie den Vorgang zurück, damit eine andere Person diesen Teil neu übernimmt.",
            "Return the case so that another person does this part anew.",
        ),
        "case:proposal",
    ),
    "bias_declared": ReasonWords(
        Text(
            "Sie haben noch nicht erklärt, ob Sie befangen sein könnten.",
            "You have not yet declared whether you could be biased.",
        ),
        Text(
            "Beantworten Sie zuerst die Frage nach der Befangenheit.",
            "Answer the question about bias first.",
        ),
        "case:bias",
    ),
    "outsider": ReasonWords(
        Text(
            "Sie gehören zu einer der beteiligten Kommunen und dürfen den Vorgang "
            "nicht bearbeiten.",
            "You belong to one of the municipalities concerned and must not work on the case.",
        ),
        Text(
            "Geben Sie den Vorgang an eine andere Person ab.", "Leave the case to another person."
        ),
        "case:bias",
    ),
    "is_holder": ReasonWords(
        Text("Der Vorgang ist nicht Ihnen zugewiesen.", "The case is not assigned to you."),
        Text(
            "Übernehmen Sie den Vorgang oder wenden Sie sich an die Person, die ihn bearbeitet.",
            "Take over the case, or ask the person who works on it.",
        ),
        "",
    ),
    "absent_not_signed": ReasonWords(
        Text(
            "Sie vertreten zurzeit {names}; dort ist in diesem Vorgang schon gezeichnet worden. "
            "Die zweite Unterschrift gibt eine dritte Person.",
            "You stand in for {names} at present, where this case has been signed already. "
            "The second signature is for a third person.",
        ),
        Text(
            "Bitten Sie eine andere zeichnungsberechtigte Person, oder lassen Sie die Teamleitung "
            "eine andere Vertretung eintragen.",
            "Ask another approver, or let the lead name another deputy.",
        ),
        "",
    ),
    "new_holder_fit": ReasonWords(
        Text(
            "Die gewählte Person darf diesen Vorgang nicht bearbeiten.",
            "The person chosen must not work on this case.",
        ),
        Text(
            "Wählen Sie eine Person der Sachbearbeitung, die nicht befangen ist und "
            "noch nicht mitgewirkt hat.",
            "Choose a reviewer who is not biased and has had no part in the case.",
        ),
        "",
    ),
}
