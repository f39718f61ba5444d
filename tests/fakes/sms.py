"""The SMS provider in memory: keeps what was sent, refuses while it is down."""

import re

from functions.auth.phone import Phone
from functions.auth.ports import SmsFailedError


class Inbox:
    def __init__(self) -> None:
        self.sent: list[tuple[Phone, str]] = []
        self.down = False

    def send(self, phone: Phone, text: str) -> None:
        if self.down:
            raise SmsFailedError("down")
        self.sent.append((phone, text))

    @property
    def code(self) -> str:
        found = re.search(r"\d{6}", self.sent[-1][1])
        assert found
        return found[0]
