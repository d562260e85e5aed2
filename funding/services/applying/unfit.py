"""Why a file is not taken, by the code of its sentence."""

from __future__ import annotations


class Unfit(Exception):
    """The file is not taken."""

    code = ""


class Disagrees(Unfit):
    """It is something else than its name says."""

    code = "file_disagrees"


class Broken(Unfit):
    """It has no end, or does not hold together."""

    code = "file_broken"


class Locked(Unfit):
    """Nobody can read it without a password."""

    code = "file_locked"


class Macros(Unfit):
    """It carries programs."""

    code = "file_macros"


class Packed(Unfit):
    """It would be too large unpacked."""

    code = "file_packed"
