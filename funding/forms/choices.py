"""One entry of a list to choose from."""

from __future__ import annotations

# The stubs are older than wtforms 3.3, which has this class.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

__all__ = ["SelectChoice"]
