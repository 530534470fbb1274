"""1 办结 人已救出: staff close what was a danger to people, and name it once more."""

import re
from functools import lru_cache

from intents import phrases
from intents.guard import safety
from intents.slots import naming


def closed(text: str) -> bool:
    """Whether the whole of `text` (normalised) closes a ticket by its number because somebody is safe or in good hands,
    and tells of no danger after that."""
    named = naming.first(text)
    if named is None or not named.words.lstrip(" ,").startswith(tuple(phrases.words("rescued", "closes"))):
        return False
    ends = list(_ends().finditer(text))
    return bool(ends) and safety.danger(text[ends[-1].end() :]) is None


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    words = sorted(phrases.words("rescued", "ends"), key=len, reverse=True)
    return re.compile(f"(?<![没未不])(?:{'|'.join(words)})")
