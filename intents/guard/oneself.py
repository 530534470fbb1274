"""我不想活了: does somebody who speaks of an end speak of themselves, or of somebody whom others must stay with?"""

import re
from functools import lru_cache

from intents import normalise, phrases


def speaks(text: str) -> bool:
    """Whether `text`, as it was written, which tells of a danger to somebody's life by their own hand, is by them.

    Whoever names nobody else speaks of themselves; so does whoever puts 我 to it, or says what is only said of oneself,
    but for words they pass on.
    """
    line = normalise.normalise(text).text
    own = phrases.mentions(line, "oneself", "own") and not phrases.mentions(line, "oneself", "passed")
    return own or _own().search(line) is not None or not _others().search(line)


@lru_cache(maxsize=1)
def _own() -> re.Pattern[str]:
    """我真的不想活了, and not 他说我不想活了."""
    return re.compile(
        f"{''.join(f'(?<!{one})' for one in sorted(phrases.words('oneself', 'passed')))}"
        f"(?:{_either('me')})(?:{_either('much')})*(?:{_either('end')})"
    )


@lru_cache(maxsize=1)
def _others() -> re.Pattern[str]:
    return re.compile(_either("others"))


def _either(key: str) -> str:
    return "|".join(sorted(phrases.words("oneself", key), key=len, reverse=True))
