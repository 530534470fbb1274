"""The safety line: what endangers life now fires first; the past, drills and figures of speech do not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import ahocorasick

from intents import sources

#: The words of one rule stand at most this many characters apart.
_REACH = 20
#: No more places of one word list are tried, so that a hostile line costs no more than its length.
_MOST = 24
#: Said right before a word, these deny it.
_NOT = ("没", "没有", "不是", "未", "无", "别", "不", "不用", "非", "谁说", "哪有", "哪里", "弗", "弗是", "不系")
#: These fear a danger, guard against it, or say that it could be.
_NOT_YET = (*_NOT, "防", "防止", "避免", "反", "怕", "差点", "会", "容易", "以为", "能")
#: Said right before a good end, these say that it has not come.
_NOT_SEEN = (*_NOT, "没见", "没看见", "没看到")
#: These end like one of the above and are none.
_NOT_SO = ("止不", "要不", "忍不", "恐怕", "可能", "只能", "消防")
_LEFT = 3
#: About as many characters are common; a word one character longer is so much rarer.
_ALPHABET = 30
#: A look-alike that begins inside a danger word of this length is none (接走了 in 陌生人接走了).
_LONG = 4
#: Look-alikes that nothing turns into the real thing; those that a cry for help does; those that any "now" does.
_FINAL = frozenset({"drill", "news", "story", "joke"})
_CALM = frozenset({"notice", "product", "negated", "unrelated"})
_SOFT = frozenset({"past", "hypothetical", "question", "complaint", "hyperbole"})


@dataclass(frozen=True, slots=True)
class Danger:
    """What endangers life: `kind` selects the advice, `category` the ticket's category, `words` the evidence."""

    kind: str
    category: str
    words: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """`slots` name word lists; every one of them must be found, apart from one another and near."""

    kind: str
    slots: tuple[int, ...]
    mask: int


@dataclass(frozen=True, slots=True)
class _Book:
    dangers: ahocorasick.Automaton
    quiet: ahocorasick.Automaton
    rules: tuple[_Rule, ...]
    by_key: dict[int, tuple[int, ...]]
    keys: int
    categories: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Hit:
    begin: int
    end: int
    word: str
    slots: int


@lru_cache(maxsize=1)
def book() -> _Book:
    """The words of the safety_*.toml files in two automata: dangers, and what only looks like one."""
    classes = {name: words.split() for name, words in sources.table_of("safety_words.toml").items()}
    slots: dict[tuple[str, ...], int] = {}
    rules: list[_Rule] = []
    categories: dict[str, str] = {}
    for kind, entry in sources.table_of("safety_dangers.toml").items():
        categories[kind] = entry["category"]
        at_once = [entry["now"], entry["needs"]] if "needs" in entry else [entry["now"]]
        for columns in (at_once, *entry.get("beside", ())):
            keys = [tuple(dict.fromkeys(_spelled(column.split(), classes))) for column in columns]
            mask = sum(1 << bit for bit in {slots.setdefault(key, len(slots)) for key in keys})
            rules.append(_Rule(kind, tuple(slots[key] for key in keys), mask))
    places: dict[str, int] = {}
    for key, bit in slots.items():
        for word in key:
            places[word] = places.get(word, 0) | 1 << bit
    groups: dict[str, list[str]] = {}
    for name, entry in sources.table_of("safety_quiet.toml").items():
        for word in entry["words"].split():
            groups.setdefault(word, []).append(name)
    quiet = {word: tuple(names) for word, names in groups.items()}
    by_key = _by_key(rules, list(slots))
    return _Book(_automaton(places), _automaton(quiet), tuple(rules), by_key, sum(by_key), categories)


def _by_key(rules: list[_Rule], lists: list[tuple[str, ...]]) -> dict[int, tuple[int, ...]]:
    """The masks of the rules under the bit of their rarest word list, so that a line looks at few of them."""
    common = [sum(1 / _ALPHABET ** len(word) for word in words) for words in lists]
    found: dict[int, tuple[int, ...]] = {}
    for rule in rules:
        key = 1 << min(rule.slots, key=lambda slot: common[slot])
        found[key] = (*found.get(key, ()), rule.mask)
    return found


def _automaton(words: Mapping[str, object]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, meaning in words.items():
        automaton.add_word(word, (word, meaning))
    automaton.make_automaton()
    return automaton


def _spelled(words: Iterable[str], classes: dict[str, list[str]]) -> Iterator[str]:
    """The words themselves, every @class replaced by its own."""
    for word in words:
        if word.startswith("@"):
            yield from _spelled(classes[word[1:]], classes)
        else:
            yield word


def danger(text: str) -> Danger | None:
    """The danger to life that `text` (normalised) reports as happening now; None if it reports none."""
    if not _possible(text):
        return None
    quiet = [(end + 1 - len(word), end + 1, names) for end, (word, names) in book().quiet.iter(text)]
    covered = _furthest([(begin, end) for begin, end, names in quiet if "idioms" in names], len(text))
    hits = list(_hits(text, covered))
    found = _worst(hits) if hits else None
    if found is None:
        return None
    long = _furthest([(hit.begin, hit.end) for hit in hits if len(hit.word) >= _LONG], len(text))
    meant = [
        names
        for begin, end, names in quiet
        if long[begin] <= begin and covered[begin] <= end and not _denied(text, begin, _NOT_SEEN)
        if not _asked(text, begin)
    ]
    said = {name for names in meant for name in names}
    return None if _quiet(said) else found


def _possible(text: str) -> bool:
    """Whether the words of some rule all stand in `text`, wherever and however: most lines end here."""
    known, present = book(), 0
    for _, (_, slots) in known.dangers.iter(text):
        present |= slots
    left = present & known.keys
    while left:
        key = left & -left
        for mask in known.by_key[key]:
            if mask & present == mask:
                return True
        left ^= key
    return False


def _furthest(spans: Iterable[tuple[int, int]], length: int) -> list[int]:
    """For every place of the text, where the span ends that begins no later and reaches furthest; 0 if none."""
    reach = [0] * (length + 1)
    for begin, end in spans:
        reach[begin] = max(reach[begin], end)
    return list(accumulate(reach, max))


def _hits(text: str, covered: list[int]) -> Iterator[_Hit]:
    """Every danger word of `text` that is neither denied nor inside a figure of speech."""
    for end, (word, slots) in book().dangers.iter(text):
        begin = end + 1 - len(word)
        if covered[begin] <= begin and not _denied(text, begin, _NOT_YET):
            yield _Hit(begin, end + 1, word, slots)


def _denied(text: str, begin: int, denials: tuple[str, ...]) -> bool:
    before = text[max(0, begin - _LEFT) : begin]
    return before.endswith(denials) and not before.endswith(_NOT_SO) and not _asked(text, begin - 1)


def _asked(text: str, denial: int) -> bool:
    """Whether the denial at this place asks and denies nothing: 是不是, 有没有, 着没着."""
    around = text[max(0, denial - 1) : denial + 2]
    return len(around) == 3 and around[0] == around[2] and around[1] in "不没"


def _worst(hits: list[_Hit]) -> Danger | None:
    """The kind of danger with the most evidence among the rules that are met."""
    present = 0
    for hit in hits:
        present |= hit.slots
    scores: dict[str, int] = {}
    words: dict[str, str] = {}
    for rule in book().rules:
        if rule.mask & present != rule.mask:
            continue
        said = _together(rule, hits)
        if said:
            scores[rule.kind] = scores.get(rule.kind, 0) + sum(len(word) for word in said)
            words.setdefault(rule.kind, "×".join(said))
    if not scores:
        return None
    kind = max(scores, key=lambda name: scores[name])
    return Danger(kind, book().categories[kind], words[kind])


def _together(rule: _Rule, hits: list[_Hit]) -> list[str]:
    """One word for every column of the rule, within reach and not on top of each other; [] if there are none."""
    columns = [[hit for hit in hits if hit.slots >> slot & 1][:_MOST] for slot in rule.slots]
    for first in columns[0]:
        taken = [first]
        for column in columns[1:]:
            beside = next((hit for hit in column if _beside(hit, taken)), None)
            if beside is None:
                break
            taken.append(beside)
        else:
            return [hit.word for hit in taken]
    return []


def _beside(hit: _Hit, taken: list[_Hit]) -> bool:
    gaps = [hit.begin - one.end if hit.begin >= one.begin else one.begin - hit.end for one in taken]
    return min(gaps) >= 0 and min(gaps) <= _REACH


def _quiet(said: set[str]) -> bool:
    """Whether the rest of the line says that it is not happening now."""
    if said & _FINAL or (said & _CALM and "cry" not in said):
        return True
    if "solved" in said and "again" not in said:
        return True
    return bool(said & _SOFT) and "still" not in said
