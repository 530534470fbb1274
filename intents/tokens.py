"""The one door to jieba: our trimmed dictionary, and where one word ends and the next begins."""

import logging
import re
import warnings
from collections.abc import Mapping
from functools import lru_cache

with warnings.catch_warnings():
    # jieba 0.42.1 (2020) has invalid escapes in its source and asks for pkg_resources.
    warnings.simplefilter("ignore")
    import jieba

from intents import sources

#: What jieba takes together before it looks for words.
_RUN = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+")
_HAN = re.compile(r"[\u4E00-\u9FD5]+")
#: No word of the dictionary is longer.
_LONGEST = 4


@lru_cache(maxsize=1)
def frequencies() -> dict[str, int]:
    """How often each word of the dictionary is met; 0 for what is only the beginning of words."""
    written = sources.text_of("dictionary.txt").split()
    known = dict(zip(written[::2], map(int, written[1::2]), strict=True))
    beginnings = {word[:size] for word in known for size in range(1, len(word))}
    return dict.fromkeys(beginnings, 0) | known


@lru_cache(maxsize=1)
def segmenter() -> jieba.Tokenizer:
    """A jieba tokenizer over our dictionary; nothing is read from or written to jieba's cache."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = frequencies()
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

    jieba is asked only where a longer word lies over one of them, and only about the runs around them.
    """
    inside: set[int] = set()
    in_doubt = [place for place in places if overlaid(text, left, right, place, tokenizer.FREQ)]
    if not in_doubt:
        return inside
    rest = iter([*in_doubt, right])
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


def overlaid(text: str, left: int, right: int, place: int, known: Mapping[str, int]) -> bool:
    """Whether a word of several characters within text[left:right] lies over `place`; letters are always in doubt."""
    if text[place].isascii():
        return True
    for start in range(place, place - _LONGEST, -1):
        if start < left:
            break
        end = place + 1 if start < place else place + 2
        while end <= right and (count := known.get(text[start:end])) is not None:
            if count:
                return True
            end += 1
    return False


def bare() -> jieba.Tokenizer:
    """jieba as it comes, with its own dictionary, loaded: the measure for our speed."""
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer
