"""The one door to jieba: our trimmed dictionary, and where one word ends and the next begins."""

import warnings
from collections.abc import Iterable
from functools import lru_cache

with warnings.catch_warnings():
    # jieba 0.42.1 (2020) has invalid escapes in its source and asks for pkg_resources.
    warnings.simplefilter("ignore")
    import jieba

from intents import sources


def _frequencies(own_words: Iterable[str]) -> dict[str, int]:
    known: dict[str, int] = {}
    for line in sources.text_of("dictionary.txt").splitlines():
        word, _, count = line.partition(" ")
        known[word] = int(count)
    for word in own_words:
        known[word] = max(known.get(word, 0), 300 * len(word))
    for word in list(known):
        for size in range(1, len(word)):
            known.setdefault(word[:size], 0)
    return known


@lru_cache(maxsize=1)
def segmenter(own_words: frozenset[str]) -> jieba.Tokenizer:
    """A jieba tokenizer over our dictionary and `own_words`; nothing is read from or written to jieba's cache."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = _frequencies(own_words)
    tokenizer.total = sum(tokenizer.FREQ.values())
    tokenizer.initialized = True
    return tokenizer


def boundaries(text: str, tokenizer: jieba.Tokenizer) -> set[int]:
    """The positions between words of `text`, both ends included."""
    place, found = 0, {0}
    for word in tokenizer.cut(text, HMM=False):
        place += len(word)
        found.add(place)
    return found


def bare() -> jieba.Tokenizer:
    """jieba as it comes, with its own dictionary: the measure for our speed."""
    return jieba.Tokenizer()
