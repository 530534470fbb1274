"""The words that count as evidence, each with its class and category, ready to be found in one pass over a text."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

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


class Meaning(NamedTuple):
    """What a word is evidence of; all words that mean the same share it.

    `mask` holds one bit a class, `tags` (class, category) for each meaning that names a category; `alone`: counts only
    as a word by itself.
    """

    alone: bool
    mask: int
    tags: _Tags


class Finds(Protocol):
    """Finds the words of a text: every one, or those that do not overlap, each as meaning, start and end."""

    def every(self, text: str) -> list[tuple[Meaning, int, int]]: ...
    def apart(self, text: str) -> list[tuple[Meaning, int, int]]: ...


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words, each with its Meaning; `bits` gives the bit of a class."""

    bits: dict[str, int]
    finder: Finds

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
    tags: dict[str, _Tags] = {}
    for name in (*CATEGORY_FILES, *CLASS_FILES):
        for group, category, words in _lists(name, mistakes):
            only = ((group, category),)
            for word in words:
                before = tags.get(word)
                tags[word] = only if before is None or before == only else (*before, *only)
    if mistakes:
        raise errors.BadConfiguration(tuple(mistakes))
    return _built(tags)


def _built(tags: dict[str, _Tags]) -> Lexicon:
    named = {group for meanings in set(tags.values()) for group, _ in meanings}
    classes = [*sorted(named), *DERIVED, *shape.small_words()]
    bits = {name: 1 << index for index, name in enumerate(classes)}
    meanings: dict[int, Meaning] = {}  # by the list they stand in, whose words share their tags
    words: dict[str, Meaning] = {}
    for text, said in tags.items():
        if len(text) == 1:
            words[text] = _meaning(text, said, bits)
        else:
            words[text] = meanings.get(id(said)) or meanings.setdefault(id(said), _meaning(text, said, bits))
    return Lexicon(bits, Finder(words))


def _meaning(text: str, said: _Tags, bits: dict[str, int]) -> Meaning:
    """Particles and negations are hardly ever part of another word: only other single characters must be words."""
    mask = 0
    for group, _ in said:
        mask |= bits[group]
    particle = mask & (bits["soft"] | bits["question"]) or text in _NEGATIONS
    sorted_under = tuple(dict.fromkeys(tag for tag in said if tag[1]))
    return Meaning(len(text) == 1 and not particle, mask, sorted_under)


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
        return [head + tail for heads, tails in rows for head in heads.split() for tail in tails.split()]
    except (AttributeError, TypeError, ValueError):
        return None


def _entries(entry: Any) -> list[tuple[str, Any]]:
    return list(entry.items()) if isinstance(entry, dict) else [("", entry)]
