"""A community's own words laid over everybody's: found in the same text, leftmost first, the longest of those.

Where both have the same words, the community's count: here they mean what the community says.
"""

from functools import lru_cache
from operator import itemgetter

from bot.domain.vocabulary import Vocabulary
from intents import evidence, lexicon, sources
from intents.evidence import Scanner
from intents.finder import Finder, leftmost_longest
from intents.lexicon import Meaning
from intents.normalise import normalise
from intents.slots import landmarks

_END = itemgetter(2)


class Overlay:
    """Two finders read as one; the lower is everybody's and is shared."""

    def __init__(self, lower: Finder[Meaning], upper: Finder[Meaning]) -> None:
        self._lower, self._upper = lower, upper

    def apart(self, text: str) -> list[tuple[Meaning, int, int]]:
        """Those words of `text` that do not overlap; of two in one place the community's."""
        ours = self._upper.every(text)
        if not ours:
            return self._lower.apart(text)
        return leftmost_longest(sorted([*self._lower.every(text), *ours], key=_END))


def scanner(own: Vocabulary) -> Scanner:
    """What finds the evidence of a text in this community. Built once a vocabulary; nothing to build without words."""
    return _scanner(own) if own.words or own.landmarks else evidence.scanner()


@lru_cache(maxsize=1024)
def _scanner(own: Vocabulary) -> Scanner:
    shipped = lexicon.lexicon()
    return Scanner(shipped, Overlay(shipped.finder, Finder(_meanings(own, shipped.bits))))


@lru_cache(maxsize=1)
def classes() -> frozenset[str]:
    """The classes that a community may add words to; what goes by category is not among them."""
    named = {name for file in lexicon.CLASS_FILES for name in sources.table_of(file)}
    return frozenset(named - {group for lists in lexicon.CATEGORY_FILES.values() for group in lists.values()})


def _meanings(own: Vocabulary, bits: dict[str, int]) -> dict[str, Meaning]:
    """Each word as it looks in a normalised text, with what it is evidence of.

    What happens beside the old camphor is not about a tree: a name that says where is evidence of nothing.
    """
    nothing: Meaning = (False, 0, ())
    return dict.fromkeys(landmarks.spots(own), nothing) | {
        spelt: (len(spelt) == 1, bits[said.group], _tags(said.group, said.category))
        for said in own.words
        for spelt in (normalise(word).text for word in said.words)
    }


def _tags(group: str, category: str) -> tuple[tuple[str, str], ...]:
    return ((group, category),) if category else ()
