"""The words that count as evidence, each with its class and category, ready to be found in one pass over a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from bot.domain import errors
from bot.domain.vocabulary import Category
from intents import shape, sources
from intents.finder import Finder

#: Files whose sections are categories, and what their lists are.
CATEGORY_FILES = {
    "objects.toml": {"things": "object", "troubles": "trouble"},
    "wishes.toml": {"wanted": "wanted", "asks": "wishword"},
}
#: Files whose sections are classes of words.
CLASS_FILES = ("acts.toml", "needs.toml", "meals.toml")
#: Classes that no list holds: they follow from how words stand together, or from the shape of the line.
DERIVED = (
    "negated", "lack", "unsolved", "tally",
    "lead_inquire", "lead_ask", "lead_advise", "lead_complaint", "lead_notice", "lead_thanks",
    *shape.CLASSES,
)  # fmt: skip


_Tags = tuple[tuple[str, str], ...]
_NEGATIONS = frozenset("不没未")


#: What a word is evidence of; all words that mean the same share it: whether it counts only as a word by itself, a mask
#: of one bit a class, and (class, category) for each meaning that names a category. Plain: every line takes it apart.
Meaning = tuple[bool, int, _Tags]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words, each with its Meaning; `bits` gives the bit of a class."""

    bits: dict[str, int]
    finder: Finder[Meaning]

    def mask(self, classes: tuple[str, ...] | list[str]) -> int:
        """The bits of several classes together; KeyError names an unknown one."""
        total = 0
        for name in classes:
            total |= self.bits[name]
        return total


@lru_cache(maxsize=1)
def categories() -> dict[str, Category]:
    """Every shipped category by slug; BadConfiguration names each unreadable one."""
    found, mistakes = {}, []
    source = sources.text_of("categories.toml")
    for slug, entry in sources.table_of("categories.toml").items():
        try:
            found[slug] = Category(slug=slug, **entry)
        except TypeError as error:
            mistakes.append(f"categories.toml:{sources.line_of(source, f'[{slug}]')}: {error}")
    if mistakes:
        raise errors.BadConfiguration(tuple(mistakes))
    return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped words; BadConfiguration names every mistake of every file at once."""
    mistakes: list[str] = []
    lists = [one for name in (*CATEGORY_FILES, *CLASS_FILES) for one in _lists(name, mistakes)]
    if mistakes:
        raise errors.BadConfiguration(tuple(mistakes))
    named = {group for group, _, words in lists if words}
    bits = {name: 1 << index for index, name in enumerate((*sorted(named), *DERIVED, *shape.small_words()))}
    return Lexicon(bits, Finder(_meanings(lists, bits)))


def _meanings(lists: Iterable[tuple[str, str, list[str]]], bits: dict[str, int]) -> dict[str, Meaning]:
    """Every word with all that it is evidence of. A list at a time: most words stand in one only."""
    found: dict[str, Meaning] = {}
    for group, category, words in lists:
        meant: Meaning = (False, bits[group], ((group, category),) if category else ())
        listed = dict.fromkeys(words, meant)
        for word in found.keys() & listed.keys():
            listed[word] = _both(found[word], listed[word])
        found |= listed
    particles = bits["soft"] | bits["question"]
    for word in [word for word in found if len(word) == 1]:
        # Particles and negations are hardly ever part of another word: only other single characters must be words.
        _, mask, tags = found[word]
        if not mask & particles and word not in _NEGATIONS:
            found[word] = (True, mask, tags)
    return found


def _both(one: Meaning, other: Meaning) -> Meaning:
    return False, one[1] | other[1], tuple(dict.fromkeys(one[2] + other[2]))


def _lists(name: str, mistakes: list[str]) -> list[tuple[str, str, list[str]]]:
    """(class, category, words) for every list of the file `name`."""
    source, found = sources.text_of(name), []
    allowed = CATEGORY_FILES.get(name)
    for section, entry in sources.table_of(name).items():
        where = f"{name}:{sources.line_of(source, f'[{section}]')}"
        if allowed and section not in categories():
            mistakes.append(f"{where}: no such category {section}")
        for key, words in _entries(entry):
            group = (allowed or {"words": section, "joined": section}).get(key)
            listed = _spelled_out(words) if key == "joined" else _split(words)
            if group is None or listed is None:
                mistakes.append(f"{where}: {key} is not a list of words here")
            else:
                found.append((group, section if allowed else "", listed))
    return found


def _split(words: Any) -> list[str] | None:
    return words.split() if isinstance(words, str) else None


def _spelled_out(rows: Any) -> list[str] | None:
    """Words made of two halves: every row is [first halves, second halves]; None if it is not of that shape."""
    try:
        return [head + tail for heads, tails in rows for head, tail in product(heads.split(), tails.split())]
    except (AttributeError, TypeError, ValueError):
        return None


def _entries(entry: Any) -> list[tuple[str, Any]]:
    return list(entry.items()) if isinstance(entry, dict) else [("", entry)]
