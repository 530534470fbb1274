"""Sealing of what must not lie open in the database: Fernet, with several keys while they are being changed."""

import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.domain.errors import BadConfiguration


class Keyring:
    """Seals with the first key, opens with any."""

    def __init__(self, keys: str) -> None:
        """`keys`: Fernet keys with commas between, the newest first. Raises BadConfiguration."""
        try:
            self._fernet = MultiFernet([Fernet(key.strip()) for key in keys.split(",") if key.strip()])
        except ValueError:
            raise BadConfiguration(
                ("LIANXIN_REGISTER_KEY: every key is made by `lianxin rotate-key --generate`",)
            ) from None

    def seal(self, fields: Mapping[str, str]) -> str:
        return self._fernet.encrypt(json.dumps(fields, ensure_ascii=False).encode()).decode()

    def open(self, sealed: str) -> dict[str, str]:
        """Raises BadConfiguration when none of the keys fits."""
        try:
            fields: dict[str, str] = json.loads(self._fernet.decrypt(sealed.encode()))
        except InvalidToken:
            raise BadConfiguration(("LIANXIN_REGISTER_KEY: none of the keys opens the register",)) from None
        return fields

    def renewed(self, sealed: str) -> str:
        """The same, sealed with the first key."""
        return self.seal(self.open(sealed))


def fresh_key() -> str:
    return Fernet.generate_key().decode()
