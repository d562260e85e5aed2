"""Fill an empty database: the register, the action fields, the rules of the programme."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from funding.db.inserting import insert_into
from funding.models import ActionField, Municipality, RuleValue
from funding.words.criteria import CRITERIA
from funding.words.fields import ACTION_FIELDS

REGISTER = Path(__file__).resolve().parents[2] / "data" / "municipalities.csv"
GUIDELINE = date(2018, 6, 12)
RL = "RL KommPräv vom 12.06.2018, geändert 18.12.2019 und 31.05.2023"
# What statutes say holds for every day that the portal reads.
STATUTES = date(1990, 1, 1)
FOUR_DAYS = date(2025, 1, 1)
FICTION = "§ 41 Abs. 2 VwVfG, § 4 Abs. 2 VwZG"
HOUSE = "Hausregel der Geschäftsstelle"
WATCH = "Haushaltsüberwachung nach § 34 SäHO; " + HOUSE

# In hundredths of a percent, by the day from which it is valid.
BASE_RATES = (
    (date(2016, 7, 1), -88),
    (date(2023, 1, 1), 162),
    (date(2023, 7, 1), 312),
    (date(2024, 1, 1), 362),
    (date(2024, 7, 1), 337),
    (date(2025, 1, 1), 227),
    (date(2025, 7, 1), 127),
    (date(2026, 1, 1), 127),
)
# key, valid from, value, source
RULES: tuple[tuple[str, date, Any, str], ...] = (
    ("rate_percent", GUIDELINE, 90, RL),
    ("own_share_percent", GUIDELINE, 10, RL),
    ("floor_cents", GUIDELINE, 1_000_000, RL),
    ("deviation_percent", GUIDELINE, 20, "Nr. 1.2 ANBest-K"),
    ("shift_percent", GUIDELINE, 20, "Nr. 1.2 ANBest-K"),
    ("change_days", GUIDELINE, 10, HOUSE),
    ("award_step_cents", GUIDELINE, 100, HOUSE),
    ("summary_shortest", GUIDELINE, 100, HOUSE),
    ("problem_shortest", GUIDELINE, 200, HOUSE),
    ("causes_shortest", GUIDELINE, 100, HOUSE),
    ("measures_shortest", GUIDELINE, 200, HOUSE),
    ("following_years", GUIDELINE, 1, RL + "; " + HOUSE),
    ("longest_project_months", GUIDELINE, 24, HOUSE),
    ("early_start_consent", GUIDELINE, 0, "VwV zu § 44 SäHO; " + HOUSE),
    ("special_purpose_allowed", GUIDELINE, 0, RL),
    ("personnel_ceiling_cents", GUIDELINE, 9_500_000, HOUSE),
    ("cosign_days", GUIDELINE, 10, HOUSE),
    ("answer_weeks", GUIDELINE, 2, "§ 31 Abs. 2 VwVfG; " + HOUSE),
    ("extension_days", GUIDELINE, 2, HOUSE),
    ("extension_weeks", GUIDELINE, 4, "§ 31 Abs. 7 VwVfG; " + HOUSE),
    ("claim_days", GUIDELINE, 3, HOUSE),
    ("claim_idle_days", GUIDELINE, 5, HOUSE),
    ("check_days", GUIDELINE, 10, HOUSE),
    ("assess_days", GUIDELINE, 20, HOUSE),
    ("opinion_days", GUIDELINE, 15, HOUSE),
    ("approve_days", GUIDELINE, 3, HOUSE),
    ("issue_days", GUIDELINE, 5, HOUSE),
    ("reissue_days", GUIDELINE, 2, HOUSE),
    ("court_days", GUIDELINE, 90, HOUSE),
    ("audit_days", GUIDELINE, 30, HOUSE),
    ("hearing_weeks", GUIDELINE, 4, "§ 28 VwVfG; " + HOUSE),
    ("weigh_days", GUIDELINE, 10, HOUSE),
    ("revocation_years", STATUTES, 1, "§ 48 Abs. 4, § 49 Abs. 3 Satz 2 VwVfG"),
    ("revocation_anew", GUIDELINE, 0, "zu § 48 Abs. 4 VwVfG; " + HOUSE),
    ("second_score", GUIDELINE, 1, HOUSE),
    *((f"weight_{code}", GUIDELINE, 1, HOUSE) for code in CRITERIA),
    ("waitlist_strict", GUIDELINE, 1, HOUSE),
    ("undo_minutes", GUIDELINE, 5, HOUSE),
    ("signing_limit_cents", GUIDELINE, 5_000_000, HOUSE),
    ("third_approval_cents", GUIDELINE, 15_000_000, HOUSE),
    ("vwgo75_months", GUIDELINE, 3, "§ 75 VwGO"),
    ("notified_days", STATUTES, 3, FICTION),
    ("notified_days", FOUR_DAYS, 4, FICTION + " in der Fassung seit 01.01.2025"),
    ("mailbox_days", STATUTES, 3, "§ 9 OZG"),
    ("retrieval_days", STATUTES, 10, "§ 41 Abs. 2a VwVfG"),
    ("receipt_days", GUIDELINE, 14, "§ 5 VwZG; " + HOUSE),
    ("remedy_months", STATUTES, 1, "§ 74 Abs. 1 VwGO"),
    ("uninstructed_years", STATUTES, 1, "§ 58 Abs. 2 VwGO"),
    ("interest_basis_points", STATUTES, 500, "§ 49a Abs. 3 Satz 1 VwVfG"),
    *(
        ("base_rate_basis_points", since, value, "§ 247 Abs. 1 BGB, Bekanntgabe der Bundesbank")
        for since, value in BASE_RATES
    ),
    ("sample_percent", GUIDELINE, 50, "§ 44 Abs. 2 SäHO; VwV zu § 44 SäHO"),
    ("sample_receipts", GUIDELINE, 10, HOUSE),
    ("sample_receipts_percent", GUIDELINE, 20, HOUSE),
    ("proof_receipts", GUIDELINE, 1, "Nr. 6 ANBest-K; Bescheid"),
    ("proof_months", GUIDELINE, 6, "Nr. 6 ANBest-K; Bescheid"),
    ("interim_months", GUIDELINE, 4, "Nr. 6 ANBest-K; Bescheid"),
    ("interim_check_days", GUIDELINE, 10, HOUSE),
    ("proof_reminder_days", GUIDELINE, 1, "Nr. 6 ANBest-K; " + HOUSE),
    ("proof_grace_weeks", GUIDELINE, 4, HOUSE),
    ("proof_threat_days", GUIDELINE, 30, "§ 49 Abs. 3 Satz 1 Nr. 2 VwVfG; " + HOUSE),
    ("proof_hearing_days", GUIDELINE, 60, "§ 28 VwVfG; " + HOUSE),
    ("last_draw", GUIDELINE, 1115, HOUSE),
    ("drawdown_days", GUIDELINE, 5, HOUSE),
    ("bank_days", GUIDELINE, 10, HOUSE),
    ("use_months", GUIDELINE, 2, "Nr. 1.4 ANBest-K; Bescheid; " + HOUSE),
    ("refund_below_cents", GUIDELINE, 2_000_000, "Nr. 7.4 VVK zu § 44 SäHO; RL KommPräv"),
    ("payments_on_drawdown", GUIDELINE, 1, "Nr. 7 VVK zu § 44 SäHO; " + HOUSE),
    ("small_claim_cents", GUIDELINE, 2_500, "VwV zu § 59 SäHO (Kleinbeträge); " + HOUSE),
    ("interest_floor_cents", GUIDELINE, 2_500, "VwV zu § 59 SäHO (Kleinbeträge); " + HOUSE),
    ("interest_limit_years", STATUTES, 3, "§§ 195, 199 Abs. 1 BGB entsprechend"),
    ("recovery_months", GUIDELINE, 1, "Rückforderungsbescheid; " + HOUSE),
    ("most_instalments", GUIDELINE, 36, "§ 59 SäHO; " + HOUSE),
    ("deferral_months", GUIDELINE, 18, "§ 59 SäHO; " + HOUSE),
    ("retention_years", GUIDELINE, 10, HOUSE),
    ("draft_retention_months", GUIDELINE, 6, "Art. 5 Abs. 1 Buchst. e DSGVO; " + HOUSE),
    ("receipts_years", GUIDELINE, 5, "Nr. 6 ANBest-K"),
    ("archive_months", GUIDELINE, 6, "§ 5 SächsArchivG; " + HOUSE),
    ("disposal_days", GUIDELINE, 20, HOUSE),
    ("file_bytes", GUIDELINE, 20 * 1024 * 1024, HOUSE),
    ("case_bytes", GUIDELINE, 150 * 1024 * 1024, HOUSE),
    ("orphan_days", GUIDELINE, 7, HOUSE),
    ("offers_from_cents", GUIDELINE, 500_000, HOUSE),
    ("funds_warning_percent", GUIDELINE, 80, WATCH),
    ("funds_scarce_percent", GUIDELINE, 95, WATCH),
    ("funds_gone_percent", GUIDELINE, 100, WATCH),
    ("outlook_decisions", GUIDELINE, 10, HOUSE),
)


def defined(key: str, on: date) -> Any:
    """Return a value as the programme defines it for a day, without asking a database."""
    valid = [(since, value) for known, since, value, _ in RULES if known == key and since <= on]
    return max(valid)[1]


def known_values(key: str) -> dict[date, Any]:
    """Return all values that the programme defines for a rule, by the day that each begins."""
    return {since: value for known, since, value, _ in RULES if known == key}


def is_empty(session: Session) -> bool:
    """Tell whether nothing was ever loaded."""
    return not session.scalar(select(func.count()).select_from(Municipality))


def load_programme(session: Session) -> None:
    """Load register, action fields and rules; what is there already is left alone."""
    load_register(session)
    known = set(session.scalars(select(ActionField.code)))
    session.add_all(
        ActionField(code=code, position=position, name_de=text.de, name_en=text.en)
        for position, (code, text) in enumerate(ACTION_FIELDS.items(), 1)
        if code not in known
    )
    load_missing_rules(session)


def load_missing_rules(session: Session) -> int:
    """Add the rules of this release that are not there yet; return how many there were to add."""
    valid = set(map(tuple, session.execute(select(RuleValue.key, RuleValue.valid_from))))
    missing = [
        {"id": uuid4(), "key": key, "valid_from": since, "value": value, "source": source}
        for key, since, value, source in RULES
        if (key, since) not in valid
    ]
    if missing:  # another process may start in the same moment
        adding = insert_into(session.connection(), RuleValue).on_conflict_do_nothing()
        session.execute(adding, missing)
    return len(missing)


def load_register(session: Session) -> int:
    """Load the municipalities and associations that are not there yet; return how many."""
    known = set(session.scalars(select(Municipality.key)))
    with REGISTER.open(encoding="utf-8", newline="") as file:
        rows = [_plain(row) for row in csv.DictReader(file, delimiter=";")]
    rows = [row for row in rows if row["key"] not in known]
    if rows:
        session.execute(insert(Municipality), rows)
    return len(rows)


def _plain(row: dict[str, str]) -> dict[str, str]:
    """Name a place as people say it; that it is a town stands in its kind."""
    names = {field: row[field].removesuffix(", Stadt") for field in ("name", "district")}
    return row | names
