"""What is wrong with a value that somebody of the office typed."""

from __future__ import annotations

from funding.words.text import Text

OFFICE_FAULTS: dict[str, Text] = {
    "way_outside": Text(
        "Der Bescheid ist schon gezeichnet. Wählen Sie einen Weg außerhalb des Portals, oder legen "
        "Sie ihn neu zur Zeichnung vor.",
        "The notice is signed already. Choose a way outside the portal, or submit it anew.",
    ),
    "day_between": Text(
        "Der Tag muss zwischen dem {first} und heute, dem {last}, liegen.",
        "The day must be between {first} and today, {last}.",
    ),
    "address_signs": Text(
        "In der Anschrift stehen Zeichen, die man nicht sieht oder die ihre Leserichtung ändern. "
        "Tippen Sie sie neu.",
        "The address holds signs that cannot be seen or that change its direction. Type it anew.",
    ),
    "day_only_today": Text(
        "Der Tag kann nur heute sein, der {last}: Einen früheren gibt es hierfür nicht.",
        "The day can only be today, {last}: there is no earlier one for this.",
    ),
    "mailbox_missing": Text(
        "Geben Sie den Namen des Postfachs an.", "Enter the name of the mailbox."
    ),
    "cut_too_large": Text(
        "Von dieser Position sind nur {limit} zuwendungsfähig. Kürzen Sie höchstens so viel.",
        "Of this line only {limit} are eligible. Cut at most that much.",
    ),
    "grant_too_large": Text(
        "Höchstens möglich sind {highest} (nach den Kürzungen sind {base} "
        "zuwendungsfähig) und nicht mehr als die beantragten {requested}.",
        "At most {highest} are possible (after the cuts {base} are eligible), and "
        "no more than the {requested} applied for.",
    ),
    "question_missing": Text(
        "Sagen Sie in höchstens {most} Zeichen, was beurteilt werden soll.",
        "Say in at most {most} characters what shall be judged.",
    ),
    "opinion_missing": Text(
        "Schreiben Sie Ihre Stellungnahme mit höchstens {most} Zeichen.",
        "Write your opinion in at most {most} characters.",
    ),
    "opinion_given": Text(
        "Ihre Stellungnahme ist schon abgegeben und wird nicht mehr geändert.",
        "Your opinion has been given and is not changed any more.",
    ),
    "already_asked": Text(
        "Diese Person ist zu diesem Vorgang schon gefragt.",
        "This person has been asked about this case already.",
    ),
    "office_missing": Text(
        "Nennen Sie das Mandat oder Amt mit höchstens {most} Zeichen, zum Beispiel „Stadtrat“.",
        "Name the seat or office in at most {most} characters, for example “city council”.",
    ),
    "day_to_come": Text(
        "Dieser Tag kommt erst noch. Geben Sie den Tag an, an dem es geendet hat.",
        "This day is still to come. Give the day on which it ended.",
    ),
    "note_empty": Text("Schreiben Sie, was Sie festhalten wollen.", "Write what you want to note."),
    "message_empty": Text("Schreiben Sie Ihre Nachricht.", "Write your message."),
    "day_past": Text(
        "Dieser Tag ist vorbei. Geben Sie heute oder einen späteren Tag an.",
        "This day is over. Give today or a later day.",
    ),
    "email_taken": Text(
        "Diese Adresse gehört schon zu einem anderen Zugang.",
        "This address belongs to another account already.",
    ),
    "link_of_account": Text(
        "Dieser Brief enthält einen Link in den Zugang und geht nur an dessen Adresse. Berichtigen "
        "Sie die Adresse des Zugangs.",
        "This letter holds a link into the account and goes to its address only. Correct the "
        "address of the account.",
    ),
}
