"""What is wrong with an absence, a rule of assignment or a hand-over as it was typed."""

from __future__ import annotations

from funding.words.text import Text

TEAM_FAULTS: dict[str, Text] = {
    "ends_before_it_begins": Text(
        "Der letzte Tag liegt vor dem ersten. Tauschen Sie die beiden Tage.",
        "The last day lies before the first. Exchange the two days.",
    ),
    "absence_too_long": Text(
        "Länger als {most} Tage ist hier niemand abwesend. Wer ganz ausscheidet, übergibt seine "
        "Vorgänge auf der Seite „Team“.",
        "Nobody is away here for more than {most} days. Whoever leaves for good hands over their "
        "cases on the page “Team”.",
    ),
    "nobody_of_the_office": Text(
        "Diese Person bearbeitet keine Vorgänge. Wählen Sie jemanden aus der Liste.",
        "This person does not work on cases. Choose somebody from the list.",
    ),
    "absence_overlaps": Text(
        "Für diese Tage ist schon eine Abwesenheit eingetragen: {begins} bis {ends}. Heben Sie "
        "sie zuerst auf, oder wählen Sie andere Tage.",
        "There is an absence on these days already: {begins} to {ends}. Lift that one first, or "
        "choose other days.",
    ),
    "rules_too_many": Text(
        "Mehr als {most} Regeln sind nicht möglich. Löschen Sie zuerst eine.",
        "More than {most} rules are not possible. Delete one first.",
    ),
    "load_out_of_range": Text(
        "Geben Sie eine Zahl von 1 bis {most} an, oder lassen Sie das Feld leer.",
        "Give a number from 1 to {most}, or leave the field empty.",
    ),
    "deputy_missing": Text(
        "Wählen Sie, wer Sie vertritt: jemanden mit derselben Rolle.",
        "Choose who stands in: somebody with the same role.",
    ),
    "deputy_oneself": Text(
        "Niemand vertritt sich selbst. Wählen Sie eine andere Person.",
        "Nobody stands in for themselves. Choose another person.",
    ),
    "deputy_without_role": Text(
        "Diese Person hat nicht die Rolle, die vertreten werden muss. Wählen Sie jemanden mit "
        "derselben Rolle.",
        "This person does not have the role that must be covered. Choose somebody with the same "
        "role.",
    ),
    "deputy_away": Text(
        "Diese Person ist selbst abwesend, vom {begins} bis {ends}. Wählen Sie jemanden, der an "
        "allen Tagen da ist, oder tragen Sie zwei Zeiträume ein.",
        "This person is away themselves, from {begins} to {ends}. Choose somebody who is there on "
        "all days, or enter two periods.",
    ),
    "deputy_in_a_circle": Text(
        "Diese Person ist vom {begins} bis {ends} abwesend und wird in diesen Tagen von der hier "
        "genannten Person vertreten: Die Vertretung liefe im Kreis. Wählen Sie jemand anderen.",
        "This person is away from {begins} to {ends}, and on these days the person named here "
        "stands in for them: that would run in a circle. Choose somebody else.",
    ),
}
