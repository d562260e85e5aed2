"""What a town says when it is heard is signed with the password of who signs for it."""

from __future__ import annotations

from funding.errors import Fault
from funding.forms.reporting import CommentForm
from funding.web.accounts import confirmed


def signed(form: CommentForm) -> bool:
    """Demand the comment and the right password of the signatory."""
    if not form.comment.data:
        form.add_fault(Fault("comment", "required"))
    if not form.password.data:
        form.add_fault(Fault("password", "required"))
    elif not confirmed(str(form.password.data)):
        form.add_fault(Fault("password", "password_wrong"))
    return not any(True for _problem in form.problems())
