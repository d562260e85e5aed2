"""The rules of assignment: an ordered list that the lead keeps."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from funding.errors import Invalid, NotFound
from funding.forms.assigning import RuleForm, RuleStepForm
from funding.forms.speech import language
from funding.models import AssignmentRule
from funding.models.role import Role
from funding.queries.applying.register import districts
from funding.queries.reviewing.assigning import rules
from funding.queries.reviewing.file import people_with
from funding.services.reviewing.edit_rules import add_rule, drop_rule, raise_rule
from funding.web.signin import actor
from funding.web.view import reader, writing
from funding.words.fields import ACTION_FIELDS


def hang(pages: Blueprint) -> None:
    """Hang the pages under the blueprint of the team."""
    pages.add_url_rule("/regeln", "rules", show, methods=["GET", "POST"])
    pages.add_url_rule("/regeln/<uuid:rule_id>/hoch", "raise_rule", rise, methods=["POST"])
    pages.add_url_rule("/regeln/<uuid:rule_id>/loeschen", "drop_rule", drop, methods=["POST"])


def show() -> ResponseReturnValue:
    """List the rules, and put another one behind them."""
    form, location = RuleForm(), url_for("team.rules")
    fields = [(code, name.in_(language())) for code, name in ACTION_FIELDS.items()]
    form.offer(districts(reader()), fields, people_with(reader(), Role.REVIEWER))
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if form.validate():
                with writing(form, location) as session:
                    _add(session, form)
                flash(_("The rule is kept. It counts for what is assigned from now on."), "success")
                return redirect(location, 303)
        except Invalid as invalid:
            form.take_faults(invalid)
    page = render_template(
        "team/rules.html",
        form=form,
        rules=rules(reader()),
        fields=ACTION_FIELDS,
        step=RuleStepForm(formdata=None),
    )
    return page, status


def _add(session: Session, form: RuleForm) -> None:
    add_rule(
        session,
        actor(),
        district_key=form.district.data or None,
        field=form.field.data or None,
        account_id=UUID(str(form.reviewer.data)) if form.reviewer.data else None,
        most=form.most.data,  # type: ignore[arg-type]  # the field holds a number
    )


def rise(rule_id: UUID) -> ResponseReturnValue:
    """Let a rule come one place earlier."""
    form, location = _known(rule_id), url_for("team.rules")
    with writing(form, location) as session:
        raise_rule(session, actor(), rule_id)
    flash(_("The order is changed."), "success")
    return redirect(location, 303)


def drop(rule_id: UUID) -> ResponseReturnValue:
    """Let a rule go."""
    form, location = _known(rule_id), url_for("team.rules")
    with writing(form, location) as session:
        drop_rule(session, actor(), rule_id)
    flash(_("The rule is deleted. What was assigned by it stays."), "success")
    return redirect(location, 303)


def _known(rule_id: UUID) -> RuleStepForm:
    if reader().get(AssignmentRule, rule_id) is None:
        raise NotFound(str(rule_id))
    return RuleStepForm()
