"""One entry of a list to choose from."""

from __future__ import annotations

# The stubs are older than wtforms 3.3, which has this class.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

__all__ = ["Offered", "SelectChoice"]


class Offered(list[SelectChoice]):
    """What many fields of a page offer alike; ``pieces`` is how it is drawn, once for all of them.

    Each piece is a value with what stands before and after the mark of what is chosen.
    """

    pieces: tuple[tuple[str, str, str], ...] = ()
