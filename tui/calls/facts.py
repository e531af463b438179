"""What a phone says of itself when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Identity:
    """One line (account) of a phone. `index` counts from 1, `address` is user@host.

    `registered` None: the phone does not say.
    """

    index: int
    address: str
    label: str = ""
    registered: bool | None = None

    @property
    def number(self) -> str:
        """The user part, which is the extension on a Cloud PBX."""
        return self.address.partition("@")[0]


@dataclass(frozen=True, slots=True)
class Forwarding:
    """A forward set in the phone. `seconds` is how long it rings before; None where that means nothing."""

    on: bool
    target: str = ""
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class PhoneFacts:
    """The answers of one asking. "" or None: the phone did not say.

    `forwards` maps "always", "busy" and "no-answer" to what the phone has set there.
    """

    model: str = ""
    firmware: str = ""
    mac: str = ""
    identities: tuple[Identity, ...] | None = None
    dnd: bool | None = None
    forwards: Mapping[str, Forwarding] | None = field(default=None)


UNTOLD = PhoneFacts()
