"""Words for drawdowns: their states and steps, who pays, and why a step is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

DRAW_STATES: dict[str, Text] = {
    "drafted": Text("Entwurf", "Draft"),
    "requested": Text("Eingegangen", "Received"),
    "questioned": Text("Rückfrage an die Kommune", "Question to the municipality"),
    "checked": Text("Sachlich richtig", "Found factually right"),
    "computed": Text("Rechnerisch richtig", "Found arithmetically right"),
    "ordered": Text("Zur Zahlung angeordnet", "Payment ordered"),
    "paid": Text("Ausgezahlt, Verwendung offen", "Paid, use not confirmed"),
    "overdue": Text("Verwendungsfrist abgelaufen", "Use period over"),
    "used": Text("Ausgezahlt und verwendet", "Paid and used"),
    "repaid": Text("Zurückgezahlt", "Paid back"),
    "refused": Text("Abgelehnt", "Refused"),
    "withdrawn": Text("Zurückgezogen", "Withdrawn"),
}
# Whose turn it is, as the town is told.
DRAW_BALL: dict[str, Text] = {
    "drafted": Text("Sie: ergänzen und senden", "you: complete and send it"),
    "requested": Text("die Geschäftsstelle", "the office"),
    "questioned": Text("Sie: beantworten und erneut senden", "you: answer and send it again"),
    "checked": Text("die Geschäftsstelle", "the office"),
    "computed": Text("die Geschäftsstelle", "the office"),
    "ordered": Text("die Kasse", "the treasury"),
    "paid": Text("Sie: Verwendung bestätigen", "you: confirm the use"),
    "overdue": Text("Sie: Verwendung bestätigen", "you: confirm the use"),
}
DRAW_BADGES = {
    "requested": "info",
    "questioned": "warning",
    "checked": "info",
    "computed": "info",
    "ordered": "info",
    "paid": "warning",
    "overdue": "danger",
    "used": "success",
    "refused": "danger",
}
DRAW_TRIGGERS: dict[str, TriggerWords] = {
    "request": TriggerWords(
        Text("Mittelabruf senden", "Send drawdown"), Text("Mittelabruf gesendet", "Drawdown sent")
    ),
    "question": TriggerWords(
        Text("Rückfrage senden", "Send question"), Text("Rückfrage gesendet", "Question sent")
    ),
    "check": TriggerWords(
        Text("Sachlich richtig feststellen", "Find factually right"),
        Text("Mittelabruf sachlich richtig", "Drawdown found factually right"),
    ),
    "compute": TriggerWords(
        Text("Rechnerisch richtig feststellen", "Find arithmetically right"),
        Text("Mittelabruf rechnerisch richtig", "Drawdown found arithmetically right"),
    ),
    "order": TriggerWords(
        Text("Zahlung anordnen", "Order payment"), Text("Zahlung angeordnet", "Payment ordered")
    ),
    "pay": TriggerWords(
        Text("Zahlung buchen", "Book payment"), Text("Mittelabruf ausgezahlt", "Drawdown paid")
    ),
    "bounce": TriggerWords(
        Text("Zahlung kam zurück", "Payment came back"),
        Text("Zahlung kam zurück, neu anzuordnen", "Payment came back, to be ordered again"),
    ),
    "refuse": TriggerWords(
        Text("Mittelabruf ablehnen", "Refuse drawdown"),
        Text("Mittelabruf abgelehnt", "Drawdown refused"),
    ),
    "withdraw": TriggerWords(
        Text("Mittelabruf zurückziehen", "Withdraw drawdown"),
        Text("Mittelabruf zurückgezogen", "Drawdown withdrawn"),
    ),
    "confirm_use": TriggerWords(
        Text("Verwendung bestätigen", "Confirm use"),
        Text("Verwendung bestätigt", "Use confirmed"),
    ),
    "lapse": TriggerWords(
        Text("Verwendungsfrist ablaufen lassen", "Let the use period pass"),
        Text("Verwendungsfrist abgelaufen", "Use period over"),
    ),
    "repay": TriggerWords(
        Text("Rückzahlung buchen", "Book repayment"),
        Text("Mittelabruf zurückgezahlt", "Drawdown paid back"),
    ),
}
# Who has done which part.
CERTIFIED: dict[str, Text] = {
    "checked": Text("Sachlich richtig", "Found factually right"),
    "computed": Text("Rechnerisch richtig", "Found arithmetically right"),
    "ordered": Text("Angeordnet", "Ordered"),
    "paid": Text("Gezahlt", "Paid"),
}
DRAW_REASONS: dict[str, ReasonWords] = {
    "case_drawable": ReasonWords(
        Text(
            "Mittel lassen sich zurzeit nicht abrufen: Das Vorhaben läuft noch nicht, ist "
            "nachgewiesen oder beendet.",
            "Nothing can be drawn at present: the project has not begun, or its proof of use is "
            "handed in, or it has ended.",
        ),
        Text(
            "Rufen Sie Mittel ab, während das Vorhaben läuft, und den Rest nach der Abrechnung.",
            "Draw while the project runs, and the rest after its settlement.",
        ),
        "case:draws",
    ),
    "begins_later": ReasonWords(
        Text(
            "Das Vorhaben hat noch nicht begonnen. Mittel lassen sich frühestens ab {date} "
            "abrufen.",
            "The project has not begun. Money can be drawn from {date} at the earliest.",
        ),
        Text(
            "Der Bescheid muss dann bestandskräftig sein.",
            "The notice has to be final by then.",
        ),
        "",
    ),
    "one_draw_open": ReasonWords(
        Text("Ein Mittelabruf ist schon in Arbeit.", "One drawdown is being worked on already."),
        Text(
            "Ändern Sie ihn oder warten Sie, bis er ausgezahlt ist.",
            "Change it, or wait until it is paid.",
        ),
        "case:draws",
    ),
    "within_rest": ReasonWords(
        Text(
            "Der Betrag ist höher als die noch verfügbare Zuwendung ({rest}).",
            "The amount is higher than what is left of the grant ({rest}).",
        ),
        Text("Tragen Sie einen kleineren Betrag ein.", "Enter a smaller amount."),
        "case:draws",
    ),
    "nothing_left": ReasonWords(
        Text(
            "Von der Zuwendung ist nichts mehr abzurufen.",
            "Nothing of the grant is left to be drawn.",
        ),
        Text("Es ist nichts zu tun.", "Nothing has to be done."),
        "",
    ),
    "within_slice": ReasonWords(
        Text(
            "Bis einschließlich {year} sind nach dem Ausgabenplan nur noch {rest} abrufbar; der "
            "Rest ist für spätere Jahre bewilligt.",
            "Up to and including {year} only {rest} can still be drawn by the expenditure plan; "
            "the rest is granted for later years.",
        ),
        Text(
            "Tragen Sie einen kleineren Betrag ein und rufen Sie den Rest im Folgejahr ab.",
            "Enter a smaller amount, and draw the rest in the following year.",
        ),
        "case:draws",
    ),
    "share_kept": ReasonWords(
        Text(
            "Für das, was ausgegeben und fällig ist, lassen sich anteilig nur noch {rest} "
            "abrufen (Anteilfinanzierung).",
            "For what is spent and due, only {rest} can still be drawn in proportion (financing "
            "by share).",
        ),
        Text(
            "Tragen Sie höchstens diesen Betrag ein oder berichtigen Sie die Ausgaben.",
            "Enter at most this amount, or correct the expenditure.",
        ),
        "case:draws",
    ),
    "before_last_draw": ReasonWords(
        Text(
            "Der letzte Tag für Mittelabrufe dieses Jahres ist vorbei ({date}).",
            "The last day for drawdowns of this year has passed ({date}).",
        ),
        Text(
            "Rufen Sie die Mittel im neuen Jahr ab oder sprechen Sie die Geschäftsstelle an.",
            "Draw in the new year, or talk to the office.",
        ),
        "",
    ),
    "needed_soon": ReasonWords(
        Text(
            "Abrufen lässt sich nur, was für Zahlungen bis spätestens {date} gebraucht wird; bei "
            "kleinen Zuwendungen nur, was schon ausgegeben ist.",
            "Only what is needed for payments until {date} at the latest can be drawn; of small "
            "grants only what is spent already.",
        ),
        Text(
            "Nennen Sie einen Tag innerhalb dieser Frist und nur, was bis dahin fällig ist.",
            "Name a day within this period, and only what is due until then.",
        ),
        "case:draws",
    ),
    "earlier_used": ReasonWords(
        Text(
            "Die Verwendung des Mittelabrufs Nr. {number} ist noch nicht bestätigt.",
            "The use of drawdown no. {number} is not confirmed yet.",
        ),
        Text("Bestätigen Sie zuerst seine Verwendung.", "Confirm its use first."),
        "case:draws",
    ),
    "paid_in_order": ReasonWords(
        Text(
            "Die Wertstellung liegt zwischen der Anordnung oder Auszahlung ({date}) und heute.",
            "The value date lies between the order or payment ({date}) and today.",
        ),
        Text("Tragen Sie den Tag der Buchung ein.", "Enter the day of the booking."),
        "",
    ),
    "bank_active": ReasonWords(
        Text(
            "Für die Kommune ist keine Bankverbindung bestätigt, oder eine neue ist noch nicht "
            "bestätigt. So lange zahlen wir nicht aus.",
            "No bank account of the municipality is confirmed, or a new one is not confirmed yet. "
            "Until then nothing is paid.",
        ),
        Text("Tragen Sie die Bankverbindung ein oder bestätigen Sie sie.", "Enter or confirm it."),
        "bank",
    ),
    "use_dated": ReasonWords(
        Text(
            "Der Tag der Verwendung liegt zwischen der Auszahlung ({date}) und heute.",
            "The day of use lies between the payment ({date}) and today.",
        ),
        Text("Berichtigen Sie den Tag.", "Correct the day."),
        "",
    ),
    "use_over": ReasonWords(
        Text("Die Verwendungsfrist läuft noch.", "The use period is still running."),
        Text("Warten Sie ihr Ende ab.", "Wait for its end."),
        "",
    ),
    "spent_already": ReasonWords(
        Text("Das Geld ist noch nicht ausgegeben.", "The money is not spent yet."),
        Text("Buchen Sie die Zahlung auf Vorgriff.", "Book the payment as an advance."),
        "",
    ),
    "yet_to_spend": ReasonWords(
        Text("Das Geld ist schon ausgegeben.", "The money is spent already."),
        Text("Buchen Sie die Zahlung als Erstattung.", "Book the payment as a refund."),
        "",
    ),
    "answer_over": ReasonWords(
        Text(
            "Die Frist der Kommune für ihre Antwort läuft noch.",
            "The municipality's period for its answer is still running.",
        ),
        Text("Warten Sie die Antwort ab.", "Wait for the answer."),
        "",
    ),
    "on_order": ReasonWords(
        Text(
            "Ausgezahlt wird nur auf einen angeordneten Mittelabruf, und jeder nur einmal.",
            "Money is paid only on an ordered drawdown, and on each just once.",
        ),
        Text(
            "Die Kommune ruft die Mittel ab; die Kasse bucht die Zahlung beim Mittelabruf.",
            "The municipality draws the money; the cashier books the payment with the drawdown.",
        ),
        "payments",
    ),
    "none_ordered": ReasonWords(
        Text(
            "Der Mittelabruf Nr. {number} ist angeordnet; das Geld ist auf dem Weg.",
            "Drawdown no. {number} is ordered; the money is on its way.",
        ),
        Text(
            "Warten Sie die Zahlung ab, oder lassen Sie die Anordnung zurücknehmen.",
            "Wait for the payment, or have the order taken back.",
        ),
        "payments",
    ),
    "no_open_draw": ReasonWords(
        Text(
            "Der Mittelabruf Nr. {number} ist noch in Arbeit.",
            "Drawdown no. {number} is still being worked on.",
        ),
        Text(
            "Warten Sie die Zahlung ab oder ziehen Sie ihn zurück.",
            "Wait for the payment, or withdraw it.",
        ),
        "case:draws",
    ),
}
