"""The row of public keys in memory."""

from functions.auth.keystore import Jwk


class MemoryBoard:
    def __init__(self) -> None:
        self.keys: list[Jwk] = []

    def read(self) -> list[Jwk]:
        return list(self.keys)

    def write(self, keys: list[Jwk]) -> None:
        self.keys = list(keys)
