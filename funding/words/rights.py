"""What the rights on a draft are called, and why one cannot be given."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

RIGHTS: dict[str, Text] = {
    "read": Text("Lesen", "Read"),
    "edit": Text("Bearbeiten", "Edit"),
    "sign": Text("Unterschreiben", "Sign"),
}

ENTRUSTING: dict[str, ReasonWords] = {
    "rights_change": ReasonWords(
        Text("Es ist kein Recht geändert.", "No right has been changed."),
        Text(
            "Wählen Sie für eine Person ein anderes Recht als bisher.",
            "Choose a right for somebody that differs from the present one.",
        ),
        "",
    ),
    "rights_in_town": ReasonWords(
        Text(
            "Eine der genannten Personen arbeitet nicht oder nicht mehr für Ihre Kommune, oder es "
            "gibt das Recht nicht.",
            "One of the people named does not work for your municipality, or no longer, or there "
            "is no such right.",
        ),
        Text(
            "Laden Sie die Seite neu und wählen Sie noch einmal.",
            "Reload the page and choose again.",
        ),
        "",
    ),
    "rights_within_role": ReasonWords(
        Text(
            "Unterschreiben kann nur, wer die Rolle „Zeichnungsberechtigte Person“ hat. Ohne diese "
            "Rolle: {names}.",
            "Only somebody with the role “Authorised signatory” can sign. Without this role: "
            "{names}.",
        ),
        Text(
            "Lassen Sie zuerst bei der Stelle, die die Zugänge verwaltet, die Rolle vergeben.",
            "First have the role given by those who administer the accounts.",
        ),
        "",
    ),
    "signer_left": ReasonWords(
        Text(
            "Danach könnte in Ihrer Kommune niemand mehr unterschreiben.",
            "Afterwards nobody in your municipality could sign any more.",
        ),
        Text(
            "Lassen Sie mindestens einer zeichnungsberechtigten Person das Recht „Unterschreiben“.",
            "Leave the right “Sign” to at least one authorised signatory.",
        ),
        "",
    ),
}
