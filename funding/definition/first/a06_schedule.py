"""A6: when the project begins and ends, and what happens on the way."""

from __future__ import annotations

from funding.definition.language import Field, Kind, Page, Rows, Rule, When
from funding.words.text import Text

EARLY = When("early_start", (True,))
AT_OWN_RISK, BY_CONSENT = (
    When("rule:early_start_consent", (0,)),
    When("rule:early_start_consent", (1,)),
)

PAGE = Page(
    "A6",
    "schedule",
    "project",
    Text("Zeitplan", "Schedule"),
    (
        Field(
            "a6.beginn",
            "begins_on",
            Kind.DAY,
            Text("Beginn des Vorhabens", "Start of the project"),
            hint=Text("zum Beispiel 15 1 2027", "for example 15 1 2027"),
            rules=(
                Rule(
                    "begins_in_past",
                    Text("Der Beginn liegt in der Vergangenheit.", "The start lies in the past."),
                ),
            ),
        ),
        Field(
            "a6.ende",
            "ends_on",
            Kind.DAY,
            Text("Ende des Vorhabens", "End of the project"),
            rules=(
                Rule(
                    "end_before_begin",
                    Text(
                        "Das Ende liegt nicht nach dem Beginn.", "The end is not after the start."
                    ),
                ),
                Rule(
                    "period_too_long",
                    Text(
                        "Der Zeitraum darf höchstens {most} Monate umfassen.",
                        "The period must not be longer than {most} months.",
                    ),
                    limits={"most": "longest_project_months"},
                ),
            ),
        ),
        Field(
            "a6.begonnen",
            "begun",
            Kind.YES_NO,
            Text(
                "Haben Sie mit dem Vorhaben schon begonnen?", "Have you already begun the project?"
            ),
            hint=Text(
                "Auch ein Vertrag oder ein Auftrag gilt als Beginn.",
                "A contract or an order counts as a start.",
            ),
            rules=(
                Rule(
                    "begun",
                    Text(
                        "Ein Vorhaben, das vor Eingang des Antrags begonnen wurde, kann nicht "
                        "gefördert werden. Bitte rufen Sie uns an: 0351 564 00000.",
                        "A project that was begun before the application is received cannot be "
                        "funded. Please call us: 0351 564 00000.",
                    ),
                ),
            ),
        ),
        Field(
            "a6.begonnen_datum",
            "begun_on",
            Kind.DAY,
            Text("Wann haben Sie begonnen?", "When did you begin?"),
            when=(When("begun", (True,)),),
        ),
        Field(
            "a6.vorzeitig",
            "early_start",
            Kind.YES_NO,
            Text(
                "Wollen Sie vor der Bewilligung beginnen?",
                "Do you want to begin before the grant is approved?",
            ),
            hint=Text(
                "Das ist ab Eingang des Antrags auf eigenes Risiko möglich.",
                "This is possible from receipt of the application, at your own risk.",
            ),
            when=(When("begun", (False,)),),
        ),
        Field(
            "a6.vorzeitig_datum",
            "early_start_on",
            Kind.DAY,
            Text("Ab wann?", "From when?"),
            when=(When("begun", (False,)), EARLY),
            rules=(
                Rule(
                    "early_before_receipt",
                    Text(
                        "Frühestens am Tag, an dem der Antrag eingeht, dürfen Sie beginnen; was "
                        "vorher begonnen wurde, kann nicht gefördert werden. Nennen Sie heute oder "
                        "einen späteren Tag.",
                        "You may begin on the day the application is received at the earliest; "
                        "what was begun before that cannot be funded. Enter today or a later day.",
                    ),
                ),
                Rule(
                    "early_after_end",
                    Text(
                        "Dieser Tag liegt nach dem Ende des Vorhabens.",
                        "This day lies after the end of the project.",
                    ),
                ),
            ),
        ),
        Field(
            "a6.vorzeitig_risiko",
            "early_start_risk",
            Kind.TICK,
            Text(
                "Uns ist bewusst, dass daraus kein Anspruch auf Förderung entsteht.",
                "We know that this gives no claim to funding.",
            ),
            missing=Text(
                "Bestätigen Sie, dass daraus kein Anspruch auf Förderung entsteht.",
                "Confirm that this gives no claim to funding.",
            ),
            when=(AT_OWN_RISK, When("begun", (False,)), EARLY),
        ),
        Field(
            "a6.vorzeitig_grund",
            "early_start_reason",
            Kind.TEXT,
            Text(
                "Begründung des vorzeitigen Beginns (dafür brauchen Sie unsere Zustimmung)",
                "Reason for the early start (you need our consent for it)",
            ),
            longest=500,
            missing=Text(
                "Begründen Sie den vorzeitigen Beginn.", "Give reasons for the early start."
            ),
            when=(BY_CONSENT, When("begun", (False,)), EARLY),
        ),
        Rows(
            "a6.meilensteine",
            "milestones",
            Text("Meilensteine", "Milestones"),
            Text("Meilenstein {number}", "Milestone {number}"),
            Text("Weiterer Meilenstein", "Another milestone"),
            (
                Field(
                    "a6.meilensteine.was",
                    "what",
                    Kind.LINE,
                    Text("Was ist dann erreicht?", "What is achieved then?"),
                    longest=120,
                ),
                Field(
                    "a6.meilensteine.bis",
                    "due",
                    Kind.DAY,
                    Text("Bis wann?", "By when?"),
                    rules=(
                        Rule(
                            "milestone_outside",
                            Text(
                                "Meilenstein {number} liegt außerhalb des Zeitraums des Vorhabens.",
                                "Milestone {number} lies outside the period of the project.",
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
