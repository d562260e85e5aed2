"""Every rule of the form that is more than a limit, by the code that the definition names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from funding.queries.applying import rules_money, rules_project
from funding.queries.applying.sheet import Row, Sheet

Params = dict[str, Any]
NAMED: Mapping[str, Callable[[Sheet, Row], Params | None]] = {
    **rules_project.RULES,
    **rules_money.RULES,
}
