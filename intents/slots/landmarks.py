"""Places that only this community calls so (北区大樟树下), as its file names them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.domain.places import Place
from bot.domain.vocabulary import Vocabulary
from intents.finder import Finder
from intents.normalise import Normal, normalise
from intents.slots import districts

#: On, under, inside, when nothing that falls or begins follows.
_UNDER = "上下里"
_SIDE = r"(?:[东南西北]{1,2}(?:侧|边|面|头|角)?)"


def find(normal: Normal, own: Vocabulary) -> Place | None:
    """The first of them that the line names, with what is said of where at it; None if it names none."""
    if not own.landmarks:
        return None
    named = _names(own).apart(normal.text)
    if not named:
        return None
    _, start, end = named[0]
    beside = _beside().match(normal.text, end)
    end = beside.end() if beside else end
    return Place(normal.written(start, end), landmark=normal.text[start:end])


def spots(own: Vocabulary) -> Iterator[str]:
    """The names as the beginning of saying where: 北区大樟树下, 北区大樟树的, 北区大樟树旁 …"""
    behind = {word[0] for word in districts.words("beside")} | {*_UNDER, "的"}
    return (name + char for name in _spelt(own) for char in sorted(behind))


def _spelt(own: Vocabulary) -> list[str]:
    """The names as they look in a normalised text."""
    return [normalise(name).text for name in own.landmarks]


@lru_cache(maxsize=1024)
def _names(own: Vocabulary) -> Finder[None]:
    return Finder(dict.fromkeys(_spelt(own)))


@lru_cache(maxsize=1)
def _beside() -> re.Pattern[str]:
    return re.compile(rf"{_SIDE}?(?:{districts.any_of('beside')}|[{_UNDER}](?![雨雪水班课]))|{_SIDE}")
