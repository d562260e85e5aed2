"""The tables beside the tests of the law, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def table(name: str) -> Any:
    """Read a table; dates come as dates, keys as they stand."""
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))


def spaced(text: str) -> str:
    """Put the spaces into a text of the table that one could not see there."""
    return text.replace("~", "\u00a0").replace("^", "\u202f")
