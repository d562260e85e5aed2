"""Why somebody was not told of something: the sentences for the reasons that the rules give."""

from __future__ import annotations

from funding.words.text import Text

# Whom a rule means, by the name of its audience.
AUDIENCES: dict[str, Text] = {
    "town": Text("die federführende Kommune", "the lead municipality"),
    "signatories": Text(
        "Zeichnungsberechtigte der federführenden Kommune", "signatories of the lead municipality"
    ),
    "creator": Text(
        "wer den Entwurf angelegt hat, und Zeichnungsberechtigte",
        "who began the draft, and signatories",
    ),
    "partners": Text("Partnerkommunen", "partner municipalities"),
    "missing_partners": Text(
        "Partnerkommunen, die noch nicht mitgezeichnet haben", "partners that have not co-signed"
    ),
    "asked_partners": Text(
        "Partnerkommunen, die erstmals um Mitzeichnung gebeten werden",
        "partners that are asked to co-sign for the first time",
    ),
    "lapsed_partners": Text(
        "Partnerkommunen, deren Mitzeichnung nicht mehr gilt",
        "partners whose signature has lapsed",
    ),
    "asked_towns": Text(
        "Kommunen, die einem Partnerwechsel zustimmen sollen",
        "municipalities asked to agree to a change of the partners",
    ),
    "contacts": Text(
        "Kontaktadressen von Partnern ohne Zugang", "contact addresses of partners without access"
    ),
    "former_contact": Text("bisherige Ansprechperson", "contact person until then"),
    "admins_to_invite": Text(
        "Administration, wenn einem Partner eine zeichnungsberechtigte Person fehlt",
        "administration, where a partner has no signatory",
    ),
    "concerned": Text("wessen Recht sich geändert hat", "whose right has changed"),
    "all_towns": Text("alle Kommunen des Vorgangs", "all municipalities of the case"),
    "told_towns": Text(
        "Kommunen, denen ein Bescheid mitgeteilt ist", "municipalities that were told of a notice"
    ),
    "holder": Text("wer den Vorgang bearbeitet, oder die Vertretung", "who holds it, or a deputy"),
    "queue": Text("Sachbearbeitung und Teamleitung", "reviewers and lead"),
    "expert": Text("wer um die Stellungnahme gebeten wurde", "who was asked for the opinion"),
    "mentioned": Text("wen die Notiz nennt", "whom the note names"),
    "lead": Text("Teamleitung", "lead reviewer"),
    "approvers": Text(
        "Entscheidung, ohne andere Mitwirkung am Vorgang", "approvers without a hand in the case"
    ),
    "all_approvers": Text("Entscheidung und Zeichnung", "approvers"),
    "proposers": Text(
        "wer vorgeschlagen oder freigegeben hat oder den Vorgang bearbeitet",
        "who proposed or approved, or holds the case",
    ),
    "scorers": Text("Zweitbewertung", "second scorers"),
    "budget": Text("Haushalt", "budget officers"),
    "certifiers": Text(
        "Sachbearbeitung und Teamleitung, ohne wer schon festgestellt hat",
        "reviewers and lead, without who has certified already",
    ),
    "orderers": Text(
        "Haushalt, ohne wer festgestellt hat", "budget officers without who has certified"
    ),
    "all_cashiers": Text("die Kasse", "the cashiers"),
    "cashiers": Text(
        "Kasse, ohne wer festgestellt oder angeordnet hat",
        "cashiers without who has certified or ordered",
    ),
    "keepers": Text("Datenschutz und Administration", "data protection and administration"),
    "proof_auditors": Text(
        "Verwendungsnachweisprüfung, ohne Mitwirkung an der Entscheidung",
        "proof auditors without a hand in the decision",
    ),
    "everybody": Text(
        "alle Kommunen des Vorgangs und wer ihn bearbeitet",
        "all municipalities of the case and who holds it",
    ),
}
UNTOLD: dict[str, Text] = {
    "step_not_taken": Text(
        "Der Schritt „{step}“ wurde in diesem Vorgang bisher nicht getan.",
        "The step “{step}” has not been taken in this case.",
    ),
    "act_not_done": Text("„{step}“: das ist bisher nicht geschehen.", "“{step}” has not happened."),
    "told_of_step": Text(
        "Mit dem Schritt „{step}“ am {at} wurde es mitgeteilt: {count}-mal.",
        "It was told with the step “{step}” on {at}: {count} times.",
    ),
    "told_of_act": Text(
        "„{step}“, zuletzt am {at}: {count}-mal mitgeteilt.",
        "“{step}”, last on {at}: told {count} times.",
    ),
    "told_of_day": Text(
        "Frist „{deadline}“, {threshold}: am {at} mitgeteilt, {count}-mal.",
        "Deadline “{deadline}”, {threshold}: told on {at}, {count} times.",
    ),
    "not_meant": Text(
        "Der Schritt „{step}“ am {at} führt nur unter einer Bedingung zu dieser Mitteilung; sie "
        "war nicht erfüllt.",
        "The step “{step}” on {at} owes this notice under a condition only, which did not hold.",
    ),
    "nobody_there": Text(
        "Die Regel meint: {audience}. Damals gehörte niemand dazu, den das Portal erreichen kann.",
        "The rule means: {audience}. Nobody whom the portal can reach belonged to them then.",
    ),
    "is_sent": Text("Doch: gesendet am {at}.", "It was told: sent on {at}."),
    "is_owed": Text(
        "Unterwegs: wird ab {at} gesendet, bisher {count} Versuche.",
        "On its way: is sent from {at}, {count} tries so far.",
    ),
    "is_failed": Text(
        "War nicht zustellbar und wurde nach {count} Versuchen aufgegeben.",
        "Could not be delivered and was given up after {count} tries.",
    ),
    "is_dropped": Text(
        "Am {at} vorgesehen, dann nicht gesendet: der Anlass ist entfallen.",
        "Meant on {at}, then not sent: there was no reason for it any more.",
    ),
    "is_in_digest": Text(
        "Doch: seit {at} im Postfach des Portals und in der Übersicht vom {digest} gemailt, wie es "
        "die Person gewählt hat.",
        "It was told: in the portal's inbox since {at} and mailed in the summary of {digest}, as "
        "the person has chosen.",
    ),
    "is_withheld_daily": Text(
        "Seit {at} im Postfach des Portals; die Person hat die tägliche Übersicht gewählt, die "
        "Mitteilung war noch in keiner.",
        "In the portal's inbox since {at}; the person has chosen the daily summary, and it was in "
        "none yet.",
    ),
    "is_withheld_weekly": Text(
        "Seit {at} im Postfach des Portals; die Person hat die wöchentliche Übersicht gewählt, die "
        "Mitteilung war noch in keiner.",
        "In the portal's inbox since {at}; the person has chosen the weekly summary, and it was in "
        "none yet.",
    ),
    "is_withheld_never": Text(
        "Seit {at} im Postfach des Portals; nicht gemailt, weil die Person E-Mails dieser Art "
        "abgestellt hat.",
        "In the portal's inbox since {at}; not mailed, because the person has switched off e-mails "
        "of this kind.",
    ),
    "is_withheld_address": Text(
        "Seit {at} im Postfach des Portals; nicht gemailt, weil die Adresse keine E-Mails annimmt.",
        "In the portal's inbox since {at}; not mailed, because the address takes no e-mails.",
    ),
    "told_so_far": Text(
        "{name}: {count} Mitteilungen zu diesem Vorgang.", "{name}: {count} notices on this case."
    ),
    "no_account": Text(
        "{name}: Dort hat niemand einen Zugang zum Portal.",
        "{name}: nobody there has an account in the portal.",
    ),
    "account_later": Text(
        "{name} hat den Zugang erst seit {since}; der Schritt war am {at}.",
        "{name} has had the account only since {since}; the step was on {at}.",
    ),
    "role_later": Text(
        "{name} hat die Rolle „{role}“ erst seit {since}; der Anlass war am {at}.",
        "{name} has had the role “{role}” only since {since}; it was on {at}.",
    ),
    "biased": Text(
        "{name} hat sich am {at} für befangen erklärt und erfährt nichts mehr von dem Vorgang.",
        "{name} declared bias on {at} and is told nothing of the case any more.",
    ),
    "inactive": Text("Der Zugang von {name} ist stillgelegt.", "The account of {name} is closed."),
    "not_in_audience": Text(
        "{name} ({roles}) gehört nicht zu denen, die die Regel meint: {audience}.",
        "{name} ({roles}) does not belong to those whom the rule means: {audience}.",
    ),
    "not_holder": Text(
        "{name} bearbeitet den Vorgang nicht; gemeint ist: {audience}.",
        "{name} does not hold the case; meant is: {audience}.",
    ),
    "not_creator": Text(
        "{name} hat den Entwurf nicht angelegt; gemeint ist: {audience}.",
        "{name} did not begin the draft; meant is: {audience}.",
    ),
    "not_proposer": Text(
        "{name} hat weder vorgeschlagen noch freigegeben.",
        "{name} has neither proposed nor approved.",
    ),
    "not_hand": Text(
        "{name} hat am Vorgang schon in anderer Weise mitgewirkt und darf hier nicht mehr "
        "mitwirken.",
        "{name} has had another part in the case and may have none here.",
    ),
    "not_limit": Text(
        "Die Zeichnungsgrenze von {name} reicht für diesen Betrag nicht; gefragt sind, die "
        "zeichnen können.",
        "The signing limit of {name} does not cover this amount; those who can sign are asked.",
    ),
    "not_recorded": Text(
        "Ein Bescheid war noch nicht mitgeteilt.", "No notice had been told of yet."
    ),
    "not_missing": Text(
        "Die Kommune von {name} ist zurzeit nicht um Mitzeichnung gebeten oder hat schon "
        "mitgezeichnet.",
        "The municipality of {name} is not asked to co-sign at present, or has co-signed.",
    ),
    "not_lapsed": Text(
        "Eine Mitzeichnung der Kommune von {name} ist dabei nicht entfallen.",
        "No signature of the municipality of {name} lapsed with it.",
    ),
    "not_concerned": Text(
        "Das Recht von {name} hat sich dabei nicht geändert.",
        "The right of {name} did not change with it.",
    ),
    "not_mentioned": Text("{name} war dabei nicht genannt.", "{name} was not named in it."),
    "not_then": Text(
        "Heute gehört {name} zu denen, die die Regel meint ({audience}); damals nicht, oder es "
        "ist seither nicht wieder vorgekommen.",
        "Today {name} belongs to those whom the rule means ({audience}); not then, or it has not "
        "happened since.",
    ),
    "deadline_never": Text(
        "Eine solche Frist wurde nie gesetzt: {deadlines}.",
        "No such deadline was ever set: {deadlines}.",
    ),
    "set_too_late": Text(
        "Frist „{deadline}“, {threshold}: die Frist wurde erst am {set} gesetzt, nach dem Tag "
        "dieser Erinnerung ({day}).",
        "Deadline “{deadline}”, {threshold}: it was set on {set} only, after the day of this "
        "reminder ({day}).",
    ),
    "passed_too_late": Text(
        "Frist „{deadline}“, {threshold}: als die Uhr wieder lief, war die Frist ({due}) vorbei.",
        "Deadline “{deadline}”, {threshold}: when the clock ran again, the deadline ({due}) was "
        "over.",
    ),
    "overtaken": Text(
        "Frist „{deadline}“, {threshold}: übergangen, weil eine spätere Erinnerung am selben Tag "
        "fällig war.",
        "Deadline “{deadline}”, {threshold}: passed over, because a later reminder was due the "
        "same day.",
    ),
    "being_told": Text(
        "Frist „{deadline}“, {threshold}: vorgemerkt am {at}; die Mitteilung wird als Nächstes "
        "geschrieben.",
        "Deadline “{deadline}”, {threshold}: recorded on {at}; the notice is written next.",
    ),
    "fell_away": Text(
        "Frist „{deadline}“, {threshold}: vorgemerkt am {at}, aber bevor die Mitteilung "
        "geschrieben war, endete oder ruhte die Frist, oder eine spätere Erinnerung kam zuvor.",
        "Deadline “{deadline}”, {threshold}: recorded on {at}, but before the notice was written "
        "the deadline ended or stood still, or a later reminder took its place.",
    ),
    "deadline_ended": Text(
        "Frist „{deadline}“, {threshold}: die Frist endete am {at}, vor diesem Tag ({day}).",
        "Deadline “{deadline}”, {threshold}: it ended on {at}, before that day ({day}).",
    ),
    "deadline_paused": Text(
        "Frist „{deadline}“, {threshold}: die Frist steht zurzeit still.",
        "Deadline “{deadline}”, {threshold}: it stands still at present.",
    ),
    "not_yet": Text(
        "Frist „{deadline}“, {threshold}: der Tag kommt erst am {day}.",
        "Deadline “{deadline}”, {threshold}: the day comes on {day} only.",
    ),
    "moved_not_yet": Text(
        "Frist „{deadline}“, {threshold}: die Frist wurde auf den {due} verlegt, der Tag kommt "
        "jetzt am {day}.",
        "Deadline “{deadline}”, {threshold}: it was moved to {due}, the day comes on {day} now.",
    ),
    "next_tick": Text(
        "Frist „{deadline}“, {threshold}: wird mit dem nächsten Lauf der Uhr mitgeteilt (7 bis "
        "18 Uhr an Arbeitstagen).",
        "Deadline “{deadline}”, {threshold}: is told at the next tick of the clock (7:00 to 18:00 "
        "on working days).",
    ),
}
