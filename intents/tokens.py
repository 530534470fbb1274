"""The one door to jieba: our trimmed dictionary, and where one word ends and the next begins."""

import re
import warnings
from collections.abc import Iterable
from functools import lru_cache

with warnings.catch_warnings():
    # jieba 0.42.1 (2020) has invalid escapes in its source and asks for pkg_resources.
    warnings.simplefilter("ignore")
    import jieba

from intents import sources

#: What jieba takes together before it looks for words.
_RUN = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+")
_HAN = re.compile(r"[\u4E00-\u9FD5]+")


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
    if _HAN.fullmatch(text):
        return _route(text, tokenizer)
    place, found = 0, {0}
    for word in tokenizer.cut(text, HMM=False):
        place += len(word)
        found.add(place)
    return found


def _route(text: str, tokenizer: jieba.Tokenizer) -> set[int]:
    """The same as `cut` finds, without its work on other scripts."""
    route: dict[int, tuple[float, int]] = {}
    tokenizer.calc(text, tokenizer.get_DAG(text), route)
    place, found = 0, {0}
    while place < len(text):
        place = route[place][1] + 1
        found.add(place)
    return found


def inside_words(text: str, left: int, right: int, places: list[int], tokenizer: jieba.Tokenizer) -> set[int]:
    """Those of `places` (in order) whose character is only a part of a word of text[left:right].

    Only the runs around them are cut: jieba cuts at every other character anyway.
    """
    inside: set[int] = set()
    rest = iter([*places, right])
    place = next(rest)
    for run in _RUN.finditer(text, left, right):
        start, end = run.span()
        while place < start:
            place = next(rest)
        if place >= end:
            continue
        bounds = boundaries(run.group(), tokenizer) if end - start > 1 else {0, 1}
        while place < end:
            if place - start not in bounds or place + 1 - start not in bounds:
                inside.add(place)
            place = next(rest, right)
        if place >= right:
            break
    return inside


def bare() -> jieba.Tokenizer:
    """jieba as it comes, with its own dictionary: the measure for our speed."""
    return jieba.Tokenizer()
