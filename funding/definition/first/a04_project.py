"""A4: what is planned, in which field, where."""

from __future__ import annotations

from funding.definition.language import Field, Kind, Page, Rule, Severity, When
from funding.words.text import Text

PAGE = Page(
    "A4",
    "project",
    "project",
    Text("Ihr Vorhaben", "Your project"),
    (
        Field(
            "a4.titel",
            "title",
            Kind.LINE,
            Text("Titel des Vorhabens", "Title of the project"),
            hint=Text(
                "Kurz und verständlich, er erscheint in der Veröffentlichung.",
                "Short and clear; it is published with the grant.",
            ),
            longest=120,
            rules=(
                Rule(
                    "too_short",
                    Text(
                        "Der Titel ist zu kurz. Er muss mindestens {shortest} Zeichen haben.",
                        "The title is too short. It must have at least {shortest} characters.",
                    ),
                    limits={"shortest": 5},
                ),
            ),
        ),
        Field(
            "a4.felder",
            "fields",
            Kind.CHOICES,
            Text("Handlungsfelder", "Action fields"),
            hint=Text(
                "Mehrere möglich. Das wichtigste wählen Sie unten.",
                "Several are possible. Choose the most important one below.",
            ),
            source="action_fields",
            missing=Text(
                "Wählen Sie mindestens ein Handlungsfeld.", "Choose at least one action field."
            ),
        ),
        Field(
            "a4.hauptfeld",
            "field",
            Kind.CHOICE,
            Text("Wichtigstes Handlungsfeld", "Most important action field"),
            hint=Text(
                "Danach richtet sich, aus welchem Ansatz die Mittel kommen. Nur nötig, wenn Sie "
                "mehrere gewählt haben.",
                "It decides from which limit the money comes. Needed only if you have chosen "
                "several.",
            ),
            source="action_fields",
            optional=True,
            quiet=True,
            rules=(
                Rule(
                    "main_field",
                    Text(
                        "Wählen Sie das wichtigste unter den gewählten Handlungsfeldern.",
                        "Choose the most important of the action fields chosen.",
                    ),
                ),
            ),
        ),
        Field(
            "a4.sonstiges",
            "field_other",
            Kind.LINE,
            Text("Anderes Handlungsfeld", "Other action field"),
            longest=80,
            missing=Text("Nennen Sie das Handlungsfeld.", "Name the action field."),
            when=(When("fields", ("other",)),),
        ),
        Field(
            "a4.kurz",
            "summary",
            Kind.TEXT,
            Text("Kurzbeschreibung", "Summary"),
            hint=Text(
                "Was machen Sie, für wen, wo? 3 bis 5 Sätze. Wird veröffentlicht, wenn bewilligt.",
                "What do you do, for whom, where? 3 to 5 sentences. Published if granted.",
            ),
            longest=800,
            rules=(
                Rule(
                    "too_short",
                    Text(
                        "Die Kurzbeschreibung ist zu kurz ({length} von mindestens {shortest} "
                        "Zeichen).",
                        "The summary is too short ({length} of at least {shortest} characters).",
                    ),
                    limits={"shortest": "summary_shortest"},
                ),
            ),
        ),
        Field(
            "a4.orte",
            "place",
            Kind.LINE,
            Text("Ort der Durchführung", "Place"),
            hint=Text("Straßen, Plätze, Ortsteile", "Streets, squares, districts"),
        ),
        Field(
            "a4.sachsen",
            "in_saxony",
            Kind.TICK,
            Text("Das Vorhaben findet in Sachsen statt.", "The project takes place in Saxony."),
            missing=Text(
                "Das Vorhaben muss in Sachsen stattfinden.",
                "The project must take place in Saxony.",
            ),
        ),
        Field(
            "a4.art",
            "project_kind",
            Kind.CHOICE,
            Text("Art des Vorhabens", "Kind of project"),
            choices={
                "new": Text("Neu", "New"),
                "continued": Text("Fortsetzung", "Continued"),
                "extended": Text("Erweiterung", "Extended"),
            },
        ),
        Field(
            "a4.aktenzeichen",
            "earlier_reference",
            Kind.LINE,
            Text("Aktenzeichen des bisherigen Vorhabens", "Reference of the project so far"),
            hint=Text("zum Beispiel KP-2026-0042", "for example KP-2026-0042"),
            longest=24,
            when=(When("project_kind", ("continued",)),),
        ),
        Field(
            "a4.investiv",
            "investive",
            Kind.YES_NO,
            Text(
                "Enthält das Vorhaben investive Ausgaben?",
                "Does the project contain investment?",
            ),
            hint=Text(
                "zum Beispiel Bau oder Geräte über der Wertgrenze",
                "for example building work, or equipment above the threshold",
            ),
            rules=(
                Rule(
                    "investive",
                    Text(
                        "Investive Ausgaben sind nicht zuwendungsfähig. Sie können sie im "
                        "Ausgabenplan als nicht zuwendungsfähig führen.",
                        "Investment is not eligible. You can list it in the expenditure plan as "
                        "not eligible.",
                    ),
                    Severity.HINT,
                ),
            ),
        ),
    ),
)
