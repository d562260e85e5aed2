"""The questions that the steps of an application ask before they are possible."""

from __future__ import annotations

from workflows.core import Guard

# Before and at submission
call_announced = Guard("call_announced", "Is the call announced or open?")
call_open = Guard("call_open", "Is it before closing, or within the town's personal extension?")
call_over = Guard("call_over", "Are closing and every personal extension past?")
later_end = Guard("later_end", "Does the new end lie after the old one and in the future?")
complete = Guard("complete", "Is there no finding of severity error?")
advised = Guard("advised", "Was the advice of the LPR held on or before today?")
not_begun = Guard("not_begun", "Has the project not begun before now?")
reauthenticated = Guard("reauthenticated", "Has the signatory signed in again for this act?")

# Who works on a draft
rights_change = Guard("rights_change", "Does somebody's right become another one?")
rights_in_town = Guard(
    "rights_in_town", "Do all who are named work for the town, and all rights exist?"
)
rights_within_role = Guard("rights_within_role", "Is no right more than the person's role allows?")
signer_left = Guard("signer_left", "Does somebody remain who may sign for the town?")

# Applying together
alone = Guard("alone", "Does the municipality apply without partners?")
partners_named = Guard("partners_named", "Is at least one partner named?")
agreement_named = Guard("agreement_named", "Is the partners' agreement named, with its date?")
somebody_missing = Guard("somebody_missing", "Has a partner not signed what it would sign now?")
all_signed = Guard("all_signed", "Have all partners signed this very version?")
this_version = Guard("this_version", "Is it the very version that the partner has read?")
not_signed_yet = Guard("not_signed_yet", "Has this partner not signed yet?")
others_missing = Guard("others_missing", "Will other partners still be missing?")
nobody_else_missing = Guard("nobody_else_missing", "Have all other partners signed?")

# Persons
unbiased = Guard("unbiased", "Has the person declared no bias on this case?")
hands_unbiased = Guard("hands_unbiased", "Is nobody biased whose part in this round still counts?")
bias_declared = Guard("bias_declared", "Has the person answered the question of bias?")
outsider = Guard("outsider", "Does the person belong to no municipality of the case?")
is_holder = Guard("is_holder", "Does the person hold the case, or stand in for who does?")
absent_not_signed = Guard(
    "absent_not_signed", "Has nobody whom the person stands in for signed in this round?"
)
new_holder_fit = Guard("new_holder_fit", "May the new holder hold this case?")

# Reasons and texts
reason_given = Guard("reason_given", "Is there a reason in words?")
items_given = Guard("items_given", "Does the request name at least one item?")
all_answered = Guard("all_answered", "Is each item answered or refused with a reason?")
items_lapsed = Guard("items_lapsed", "Are there items whose period has lapsed?")

# Annexes that were promised
annex_promised = Guard("annex_promised", "Did the town say that this annex will follow?")
annex_missing = Guard("annex_missing", "Is the promised annex still missing?")
file_given = Guard("file_given", "Does a file come with it?")

contact_differs = Guard("contact_differs", "Is the contact another than before?")

# Time
answer_in_time = Guard("answer_in_time", "Does the period for the answer still run?")
later_answer = Guard("later_answer", "Is the new end later than the old, ahead, and not too far?")
extension_asked = Guard("extension_asked", "Is a longer period asked for and undecided?")
no_extension_asked = Guard("no_extension_asked", "Is no longer period asked for and undecided?")
answer_overdue = Guard("answer_overdue", "Is the period for the answer over?")
claim_idle = Guard("claim_idle", "Has nothing been done on the case for five working days?")
budget_year_open = Guard("budget_year_open", "Is the budget year of the proposal still running?")
budget_year_over = Guard("budget_year_over", "Is the budget year over?")
notice_unrecorded = Guard(
    "notice_unrecorded", "Is no notice on record that tells the town of the decision?"
)
undo_over = Guard("undo_over", "Is the time over in which the decision can be taken back?")
undo_in_time = Guard("undo_in_time", "Is it within five minutes, by the same approver, unused?")
period_begun = Guard("period_begun", "Has the project period begun?")
period_over = Guard("period_over", "Is the project period over?")

# Check and assessment
points_judged = Guard("points_judged", "Are all points of the formal check judged?")
nothing_open = Guard("nothing_open", "Is no requested item open?")
no_knockout = Guard("no_knockout", "Has no point of the formal check failed?")
own_score = Guard("own_score", "Is the first assessment finished?")
second_score = Guard("second_score", "Is the second assessment, by another person, finished?")
opinions_in = Guard("opinions_in", "Is no opinion outstanding that somebody was asked for?")
window_over = Guard("window_over", "Is the call rolling, or its window closed?")
rules_kept = Guard("rules_kept", "Does the plan keep rate, own share, floor and no investment?")
within_rate = Guard("within_rate", "Is the amount at most the rate of the eligible expenditure?")
cuts_reasoned = Guard("cuts_reasoned", "Is every cut of the requested amount reasoned?")
ground_given = Guard("ground_given", "Does the rejection name one of the known grounds?")
facts_put = Guard("facts_put", "Were the facts against the town put to it?")
money_left = Guard("money_left", "Is there money left in the envelope and in the action field?")
money_short = Guard("money_short", "Is the money in envelope or action field exhausted?")
best_rank = Guard("best_rank", "Is it the best rank of its field that fits?")
check_finished = Guard("check_finished", "Was the formal check finished?")
check_unfinished = Guard("check_unfinished", "Is the formal check still unfinished?")
from_check = Guard("from_check", "Was the request sent during the formal check?")
from_assessment = Guard("from_assessment", "Was the request sent during the assessment?")

# Decision
proposal_is_grant = Guard("proposal_is_grant", "Is a grant proposed?")
reservation_stands = Guard("reservation_stands", "Is the proposed amount reserved?")
within_limit = Guard("within_limit", "Is the amount within the person's signing limit?")
unchanged = Guard("unchanged", "Is the case as it was when it was proposed?")
approval_follows = Guard("approval_follows", "Will the amount need one more approval after this?")
approval_is_last = Guard("approval_is_last", "Is this the last approval that the amount needs?")
funds_released = Guard("funds_released", "Has the budget officer confirmed the line's funds?")
new_decision_due = Guard("new_decision_due", "Was the notice set aside, or is a new decision due?")

# Ends and successions
cessation_proposed = Guard("cessation_proposed", "Has the reviewer proposed to discontinue?")
successor_named = Guard("successor_named", "Does the register name the successor?")
successor_agreed = Guard("successor_agreed", "Has the successor's signatory confirmed?")

# After the decision
notice_dated = Guard("notice_dated", "Are issue, notification and evidence in a lawful order?")
none_on_its_way = Guard("none_on_its_way", "Is no notice to the old lead open in the portal?")
no_notice_open = Guard("no_notice_open", "Is none made, ready or retrieved in the portal?")
notice_fetched = Guard("notice_fetched", "Has the town just retrieved its notice in time?")
notified = Guard("notified", "Is the notice notified and not set aside?")
remedy_open = Guard("remedy_open", "Can the notice still be appealed?")
notice_final = Guard("notice_final", "Can the notice no longer be appealed?")
uncontested = Guard("uncontested", "Is no remedy pending against a notice, and was none won?")
within_commitment = Guard("within_commitment", "Does what is paid stay between zero and the grant?")
on_order = Guard("on_order", "Is money back, or what an ordered drawdown names, paid just once?")
no_open_draw = Guard("no_open_draw", "Is no drawdown asked for, ordered, or to be answered?")
nothing_paid = Guard("nothing_paid", "Has nothing been paid?")
no_open_change = Guard("no_open_change", "Is no change of the case undecided?")
no_period_asked = Guard(
    "no_period_asked", "Is no later end of the project asked for and undecided?"
)
proof_complete = Guard("proof_complete", "Is the proof complete and do its sums agree?")
interims_in = Guard("interims_in", "Is every interim proof that is owed handed in?")
audit_noted = Guard("audit_noted", "Is there an audit note with the recognised expenditure?")
sample_met = Guard("sample_met", "Was a draw of the sample made from the case?")
receipts_judged = Guard("receipts_judged", "Is every receipt of the sample judged?")
proof_checked = Guard("proof_checked", "Are the formal and the arithmetic check made?")
within_findings = Guard("within_findings", "Is no more recognised than spent, less the cuts?")
nothing_overpaid = Guard(
    "nothing_overpaid", "Was no more paid than the final amount, or too little to reclaim it?"
)
claim_to_sign = Guard("claim_to_sign", "Was so much overpaid that it is reclaimed?")
within_year = Guard("within_year", "Is it notified within the year of §§ 48, 49 VwVfG?")
on_claim = Guard("on_claim", "Is it what has just come in for the claim, booked just once?")
claim_ended = Guard("claim_ended", "Is what was reclaimed paid, waived or written off?")
interest_computed = Guard(
    "interest_computed", "Are all base rates known that the interest of the case needs?"
)
interest_settled = Guard(
    "interest_settled", "Is interest from the limit on claimed or given up, or is there none?"
)
interest_ended = Guard(
    "interest_ended", "Is no proposal about interest undecided, and none of it still owed?"
)
interest_uncontested = Guard(
    "interest_uncontested", "Is no remedy pending against a notice about interest?"
)
ground_named = Guard("ground_named", "Is it named why the whole notice is at stake?")
facts_noted = Guard("facts_noted", "Are the facts noted, with the recognised expenditure?")
claim_found = Guard("claim_found", "Was more paid than the recognised expenditure carries?")
proof_threatened = Guard(
    "proof_threatened", "Is revocation threatened for a missing proof, and is its time over?"
)
none_ordered = Guard("none_ordered", "Is no drawdown ordered, so that no money is on its way?")
comment_given = Guard("comment_given", "Is there a comment of the town in words?")
hearing_over = Guard("hearing_over", "Is the period for the town's comment over?")
heard_first = Guard("heard_first", "Is nothing reclaimed without the town having been heard?")
within_hearing = Guard("within_hearing", "Is no more reclaimed than what the town was heard about?")
hearing_held = Guard("hearing_held", "Was the town heard about this audit?")
no_hearing_held = Guard("no_hearing_held", "Was the town not heard about this audit?")
from_audit = Guard("from_audit", "Was the hearing opened in the audit of a proof?")
from_missing = Guard("from_missing", "Was the hearing opened while the proof was waited for?")
from_progress = Guard("from_progress", "Was the hearing opened while the project was going on?")
about_missing_proof = Guard(
    "about_missing_proof", "Is the town heard because its proof of use is missing?"
)
not_renounced = Guard("not_renounced", "Has the town not renounced its grant?")
on_proof = Guard("on_proof", "Is the settlement made on a proof of use?")
without_proof = Guard("without_proof", "Is the whole grant at stake, whatever was spent?")
nothing_recognised = Guard("nothing_recognised", "Is no expenditure recognised without a proof?")
money_paid = Guard("money_paid", "Has money been paid and not come back?")
final_notice = Guard("final_notice", "Is the final notice dated?")
final_served = Guard(
    "final_served", "Is the town notified of the final notice that two people signed?"
)
no_notice_under_way = Guard(
    "no_notice_under_way", "Is no notice on a change or about interest made, on its way or void?"
)
no_final_open = Guard(
    "no_final_open", "Is no final notice made, ready or on its way in the portal?"
)
final_noticed = Guard("final_noticed", "Is there a final notice that stands?")
all_paid = Guard("all_paid", "Is the final amount paid in full?")
last_notice_final = Guard("last_notice_final", "Is the last notice final, no remedy open?")
