"""Why an audit cannot be finished yet, and why a sample is not drawn."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

AUDITING: dict[str, ReasonWords] = {
    "sample_met": ReasonWords(
        Text(
            "Für diesen Vorgang ist noch nicht ausgelost, ob er in die Stichprobe kommt "
            "(§ 44 Abs. 2 SäHO).",
            "It has not been drawn yet whether this case comes into the sample (section 44 (2) "
            "SäHO).",
        ),
        Text(
            "Ziehen Sie zuerst die Stichprobe des Förderaufrufs.",
            "Draw the sample of the call first.",
        ),
        "sample",
    ),
    "receipts_judged": ReasonWords(
        Text(
            "Noch nicht beurteilte Belege der Stichprobe: {count} von {all}.",
            "Receipts of the sample that are not judged yet: {count} of {all}.",
        ),
        Text("Beurteilen Sie jeden Beleg der Stichprobe.", "Judge every receipt of the sample."),
        "case:receipts",
    ),
    "proof_checked": ReasonWords(
        Text(
            "Die formale oder die rechnerische Prüfung ist noch nicht bestätigt.",
            "The formal or the arithmetic check is not confirmed yet.",
        ),
        Text(
            "Bestätigen Sie beide Prüfungen auf der Seite der Nachweisprüfung.",
            "Confirm both checks on the page of the audit.",
        ),
        "case:audit",
    ),
    "within_findings": ReasonWords(
        Text(
            "Anerkannt werden können höchstens {highest}: nachgewiesen sind {total}, gekürzt "
            "wurden {cut}.",
            "At most {highest} can be recognised: {total} was proved, {cut} was cut.",
        ),
        Text(
            "Setzen Sie die anerkannten Ausgaben herab oder ändern Sie die Kürzungen.",
            "Lower the expenditure recognised, or change the cuts.",
        ),
        "case:audit",
    ),
    "cases_left": ReasonWords(
        Text(
            "Jeder bewilligte Vorgang dieses Förderaufrufs ist schon in einer Ziehung. Gezogen "
            "wurde nichts.",
            "Every granted case of this call is in a draw already. Nothing was drawn.",
        ),
        Text(
            "Ziehen Sie wieder, wenn weitere Vorgänge bewilligt sind.",
            "Draw again when more cases are granted.",
        ),
        "sample",
    ),
    "sample_first": ReasonWords(
        Text(
            "Im selben Augenblick hat jemand anderes die Stichprobe gezogen. Nur diese Ziehung "
            "gilt; Ihre wurde nicht gespeichert.",
            "Somebody else drew the sample in the same moment. Only that draw counts; yours was "
            "not kept.",
        ),
        Text("Sehen Sie sich die Ziehung an.", "Look at that draw."),
        "sample",
    ),
}
