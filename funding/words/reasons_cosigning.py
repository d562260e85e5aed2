"""Why a step of applying together is not possible, and what cures it."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

RELOAD = Text(
    "Laden Sie die Seite neu und sehen Sie sich den aktuellen Stand an.",
    "Reload the page and look at the current state.",
)

COSIGNING: dict[str, ReasonWords] = {
    "alone": ReasonWords(
        Text(
            "Der Antrag nennt Partnerkommunen. Vor der Einreichung müssen alle mitzeichnen.",
            "The application names partner municipalities. All of them must co-sign before it is "
            "submitted.",
        ),
        Text("Bitten Sie die Partnerkommunen um Mitzeichnung.", "Ask the partners to co-sign."),
        "draft:cosign",
    ),
    "partners_named": ReasonWords(
        Text(
            "Im Antrag ist keine Partnerkommune genannt.",
            "The application names no partner municipality.",
        ),
        Text(
            "Tragen Sie die Partnerkommunen ein. Stellen Sie den Antrag allein, dann reichen Sie "
            "ihn gleich ein.",
            "Enter the partner municipalities. If you apply alone, submit the application at once.",
        ),
        "draft:partners",
    ),
    "agreement_named": ReasonWords(
        Text(
            "Die Kooperationsvereinbarung der Partner ist nicht angegeben.",
            "The partners' cooperation agreement is not stated.",
        ),
        Text(
            "Geben Sie an, ob die Vereinbarung vorliegt oder nachgereicht wird, und nennen Sie "
            "das Datum.",
            "State whether the agreement has been signed or will follow, and enter its date.",
        ),
        "draft:partners",
    ),
    "somebody_missing": ReasonWords(
        Text(
            "Alle Partnerkommunen haben diese Fassung schon mitgezeichnet.",
            "All partner municipalities have already co-signed this version.",
        ),
        Text("Reichen Sie den Antrag ein.", "Submit the application."),
        "",
    ),
    "all_signed": ReasonWords(
        Text(
            "Diese Fassung haben noch nicht alle Partnerkommunen mitgezeichnet. "
            "Es fehlen: {names}.",
            "Not all partner municipalities have co-signed this version. Missing: {names}.",
        ),
        Text(
            "Warten Sie die Mitzeichnung ab oder bitten Sie erneut darum.",
            "Wait for the co-signatures, or ask for them again.",
        ),
        "case:show",
    ),
    "this_version": ReasonWords(
        Text(
            "Der Antrag ist nicht mehr so, wie Sie ihn gelesen haben.",
            "The application is no longer as you have read it.",
        ),
        Text(
            "Laden Sie die Seite neu, lesen Sie die Änderungen und zeichnen Sie dann mit.",
            "Reload the page, read the changes, and then co-sign.",
        ),
        "",
    ),
    "not_signed_yet": ReasonWords(
        Text(
            "Für Ihre Kommune ist diese Fassung schon mitgezeichnet.",
            "This version has already been co-signed for your municipality.",
        ),
        Text("Sie müssen nichts weiter tun.", "You need not do anything more."),
        "",
    ),
    "others_missing": ReasonWords(
        Text(
            "Ihre Kommune ist die letzte, deren Mitzeichnung fehlt.",
            "Your municipality is the last one whose co-signature is missing.",
        ),
        RELOAD,
        "",
    ),
    "nobody_else_missing": ReasonWords(
        Text(
            "Es fehlen noch Mitzeichnungen anderer Partnerkommunen.",
            "Co-signatures of other partner municipalities are still missing.",
        ),
        RELOAD,
        "",
    ),
}
