"""What is said of a grant that is at stake as a whole."""

from __future__ import annotations

from funding.words.text import Text

# How a hearing about a missing proof begins; whoever opens it changes what does not fit.
FACTS = (
    "Der Verwendungsnachweis war am {due_on} fällig. Am {reminded_on} haben wir Sie erinnert, am "
    "{threatened_on} den Widerruf des Bescheids angedroht. Bis heute liegt der Nachweis nicht vor. "
    "Damit ist eine Auflage des Bescheids nicht erfüllt (§ 49 Abs. 3 Satz 1 Nr. 2 VwVfG)."
)
NOT_REMINDED = (
    "Der Verwendungsnachweis war am {due_on} fällig. Am {threatened_on} haben wir Ihnen den "
    "Widerruf des Bescheids angedroht. Bis heute liegt der Nachweis nicht vor. Damit ist eine "
    "Auflage des Bescheids nicht erfüllt (§ 49 Abs. 3 Satz 1 Nr. 2 VwVfG)."
)
# Why a notice is taken back as a whole.
TAKEN_BACK: dict[str, Text] = {
    "misused": Text(
        "Zweck verfehlt oder Auflage nicht erfüllt (Widerruf, § 49 Abs. 3 VwVfG)",
        "Not used for its purpose, or a condition not met (revocation, section 49(3) VwVfG)",
    ),
    "unlawful": Text(
        "Bescheid von Anfang an rechtswidrig (Rücknahme, § 48 VwVfG)",
        "Notice unlawful from the start (withdrawal, section 48 VwVfG)",
    ),
}
# By the ground of the hearing.
HEARING_GROUNDS: dict[str, Text] = {
    "overpaid": Text("Zu viel ausgezahlt", "Too much was paid"),
    "proof_missing": Text("Der Verwendungsnachweis fehlt", "The proof of use is missing"),
    "renounced": Text("Verzicht auf die Zuwendung", "The grant was renounced"),
    **TAKEN_BACK,
}
