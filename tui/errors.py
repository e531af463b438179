"""The exception tree. Each error names a text of the catalogue; that text says what, why and what next."""

from __future__ import annotations


class DurchwahlError(Exception):
    """Base of everything that the program raises on purpose.

    `key` names a text in `tui.i18n`, `values` fill its placeholders. The text is made where it is
    shown, in the language of the one who reads it.
    """

    exit_code = 1

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        from tui.i18n import say  # the catalogue is for showing; errors must be importable without it

        return say(self.key, **self.values)


class UsageError(DurchwahlError):
    """Wrong options, a wrong configuration, a number that cannot be dialled."""

    exit_code = 2


class PhoneError(DurchwahlError):
    """The phone refused or cannot be reached. `cause` is the machine-readable reason; `then` names a text
    that says what to do all the same."""

    exit_code = 3

    def __init__(self, key: str, *, cause: str = "", then: str = "", **values: object) -> None:
        super().__init__(key, **values)
        self.cause = cause or key
        self.then = then

    def __str__(self) -> str:
        from tui.i18n import say

        text = super().__str__()
        return f"{text} {say(self.then, **self.values)}" if self.then else text


class NotFoundError(DurchwahlError):
    """No such contact, call or phone."""

    exit_code = 4
