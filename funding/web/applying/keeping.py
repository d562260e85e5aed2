"""Of a page of the draft that what fits is kept, and what does not stays as it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.db import transaction
from funding.errors import Invalid, Outdated
from funding.forms.page import PageForm
from funding.forms.towns import Register
from funding.forms.typed import typed_rows
from funding.queries import find
from funding.queries.applying.register import entries
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case
from funding.services.applying.save_section import save
from funding.web.signin import actor
from funding.web.view import reader


def towns_of(form: PageForm) -> dict[str, Any]:
    """Find the municipalities that were typed on a page, where it has any."""
    return form.find_towns(Register(lambda: entries(reader()))) if form.has_towns else {}


def keep_fitting(case: Case, section: str, form: PageForm, towns: Mapping[str, Any]) -> None:
    """Keep what fits of a page, under the version that was read."""
    version = form.read_version_of(case)
    values = form.values() | form.single_towns(towns)
    save(case, section, values, typed_rows(form, towns), version)


def rest_kept(reference: str, section: str, form: PageForm) -> bool:
    """Keep what is left once a service has refused a part; tell whether that was possible."""
    try:
        with transaction() as session:
            case = find.case(session, actor(), reference)
            form.sheet = Sheet(case)
            keep_fitting(case, section, form, towns_of(form))
    except (Invalid, Outdated):
        return False
    return True
