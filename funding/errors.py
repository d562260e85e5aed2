"""What can go wrong, in words of the domain. The web floor knows which status each one has."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as attribute
from uuid import UUID


class FundingError(Exception):
    """Something that was asked for cannot be had."""


class NotFound(FundingError):
    """There is no such thing, or it is not yours to know."""


class Erased(FundingError):
    """The case was deleted; ``reference`` is what it was called."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(f"{reference} is deleted")


class NotPermitted(FundingError):
    """Your role does not allow this."""

    def __init__(self, action: str, roles: Sequence[str] = ()) -> None:
        self.action = action
        self.roles = tuple(roles)
        super().__init__(f"not permitted: {action}")


class NarrowRight(NotPermitted):
    """Your role would allow this; your right on this one draft does not."""


class Outdated(FundingError):
    """Somebody was quicker: what you read is not what is there now.

    ``of`` is the key of the record whose version was read, where that is not the case itself.
    """

    def __init__(
        self, read: int | None = None, now: int | None = None, of: UUID | None = None
    ) -> None:
        self.read = read
        self.now = now
        self.of = of
        super().__init__(f"read version {read}, now {now}")


class Incomplete(FundingError):
    """A form came without what its page had given it: which version was read, or its key."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One unreadable or unlawful value: the field, a message code, and what the sentence needs."""

    field: str
    code: str
    params: Mapping[str, object] = attribute(default_factory=dict)


class Invalid(FundingError):
    """What was typed cannot be taken; ``faults`` names each field and why."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.field}: {fault.code}" for fault in faults))


class TooLarge(FundingError):
    """A file is larger than allowed; sizes in bytes."""

    def __init__(self, size: int, limit: int) -> None:
        self.size = size
        self.limit = limit
        super().__init__(f"{size} bytes, allowed {limit}")


class Withheld(FundingError):
    """A file is given to nobody, or not yet; ``code`` names the sentence that says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Infected(Withheld):
    """The file contains malware: nobody gets it."""

    def __init__(self) -> None:
        super().__init__("file_gone")


class Unscanned(Withheld):
    """The file is still being scanned: only the town that sent it gets it."""

    def __init__(self) -> None:
        super().__init__("file_waits")


class NotTypeset(FundingError):
    """A document cannot be made at the moment; what it is made of is untouched."""


class AlreadyDone(FundingError):
    """The same form was sent before; ``location`` is where its result is shown."""

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__("already done")


class SessionOver(FundingError):
    """The sign-in has run out while a form was filled in; ``token`` gives back what was typed.

    ``too_long``: what was typed is more than can be kept.
    """

    def __init__(self, token: str = "", *, too_long: bool = False) -> None:
        self.token = token
        self.too_long = too_long
        super().__init__("the sign-in has run out")


class Refused(SystemExit):
    """The program cannot start; one sentence that says why and what cures it; status 2."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(2)


@contextmanager
def aloud(status: int = 2) -> Iterator[None]:
    """Say why the program cannot start: the servers that import it would end without a word."""
    try:
        yield
    except Refused as refused:
        print(refused.sentence, file=sys.stderr, flush=True)  # noqa: T201 - nothing else can speak yet
        raise SystemExit(status) from refused
