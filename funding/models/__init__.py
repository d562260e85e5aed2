"""The tables, one family to a file."""

from funding.models.absence import Absence
from funding.models.annex import Annex, StoredFile
from funding.models.answers import Answers, Line, Partner
from funding.models.application import Application
from funding.models.assignment_rule import AssignmentRule
from funding.models.audit import AuditEntry
from funding.models.bank_details import BankDetails, PaymentFile, PaymentReport
from funding.models.batch import Batch, BatchItem
from funding.models.block import Block
from funding.models.bounce import Bounce
from funding.models.calendar_feed import CalendarFeed
from funding.models.call import ActionField, Call, CallField
from funding.models.change import Change, ChangeLine, ChangeNotice, ChangePartner
from funding.models.committee import AgendaItem, CommitteeSession
from funding.models.contact import ContactChange
from funding.models.cosignature import CoSignature
from funding.models.deadline import Deadline, Reminder
from funding.models.dispatch import Dispatch, PostingYear
from funding.models.disposal import Disposal, DoomedFile
from funding.models.draft_right import DraftRight
from funding.models.drawdown import Drawdown
from funding.models.entered_body import EnteredBody
from funding.models.envelope import BudgetLine, Envelope, LedgerEntry
from funding.models.form_key import FormKey
from funding.models.hand import BiasDeclaration, Hand
from funding.models.hearing import Hearing
from funding.models.heartbeat import Heartbeat
from funding.models.interest_claim import InterestClaim
from funding.models.interim_proof import InterimGoal, InterimLine, InterimProof
from funding.models.issued_notice import IssuedNotice
from funding.models.look import Look
from funding.models.mail_wish import MailWish
from funding.models.mandate import Mandate
from funding.models.municipality import Municipality
from funding.models.notice import Notice
from funding.models.notice_text import NoticeText
from funding.models.opinion import Opinion
from funding.models.parked import ParkedInput
from funding.models.person import Account, Person, RoleGrant
from funding.models.presence import Presence
from funding.models.receipt import Receipt
from funding.models.recovery import Received, Recovery, RecoveryRelief
from funding.models.remedy import Remedy
from funding.models.request import InformationRequest, RequestExtension, RequestItem
from funding.models.review import Assessment, CheckPoint, Proposal, Score
from funding.models.rule import RuleValue
from funding.models.sample import ProofCheck, ReceiptJudgement, SampleCase, SampleDraw
from funding.models.saved_view import SavedView
from funding.models.scenario import Scenario
from funding.models.signin import Invitation, SignInAttempt, SignInSession
from funding.models.signing_limit import SigningLimit
from funding.models.spending import DecisionNotice, Payment, Proof, ProofGoal, ProofLine
from funding.models.submission import Submission
from funding.models.talk import Message, Note, NoteMention
from funding.models.transfer import Transfer
from funding.models.year_plan import YearPlan

__all__ = [
    "Absence",
    "Account",
    "ActionField",
    "AgendaItem",
    "Annex",
    "Answers",
    "Application",
    "Assessment",
    "AssignmentRule",
    "AuditEntry",
    "BankDetails",
    "Batch",
    "BatchItem",
    "BiasDeclaration",
    "Block",
    "Bounce",
    "BudgetLine",
    "CalendarFeed",
    "Call",
    "CallField",
    "Change",
    "ChangeLine",
    "ChangeNotice",
    "ChangePartner",
    "CheckPoint",
    "CoSignature",
    "CommitteeSession",
    "ContactChange",
    "Deadline",
    "DecisionNotice",
    "Dispatch",
    "Disposal",
    "DoomedFile",
    "DraftRight",
    "Drawdown",
    "EnteredBody",
    "Envelope",
    "FormKey",
    "Hand",
    "Hearing",
    "Heartbeat",
    "InformationRequest",
    "InterestClaim",
    "InterimGoal",
    "InterimLine",
    "InterimProof",
    "Invitation",
    "IssuedNotice",
    "LedgerEntry",
    "Line",
    "Look",
    "MailWish",
    "Mandate",
    "Message",
    "Municipality",
    "Note",
    "NoteMention",
    "Notice",
    "NoticeText",
    "Opinion",
    "ParkedInput",
    "Partner",
    "Payment",
    "PaymentFile",
    "PaymentReport",
    "Person",
    "PostingYear",
    "Presence",
    "Proof",
    "ProofCheck",
    "ProofGoal",
    "ProofLine",
    "Proposal",
    "Receipt",
    "ReceiptJudgement",
    "Received",
    "Recovery",
    "RecoveryRelief",
    "Remedy",
    "Reminder",
    "RequestExtension",
    "RequestItem",
    "RoleGrant",
    "RuleValue",
    "SampleCase",
    "SampleDraw",
    "SavedView",
    "Scenario",
    "Score",
    "SignInAttempt",
    "SignInSession",
    "SigningLimit",
    "StoredFile",
    "Submission",
    "Transfer",
    "YearPlan",
]
