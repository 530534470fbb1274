"""The safety line: what endangers life now fires first; the past, drills and figures of speech do not."""

from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from intents import sources

#: The halves of a danger stand at most this many characters apart.
_REACH = 14
#: No more words of one list than this are paired, so that a hostile line costs no more than its length.
_MOST = 30
_NOT = ("没", "没有", "不是", "未", "无", "不会", "并非", "别", "不")
#: Look-alikes that a word like "现在" or "又" cannot turn into the real thing.
_FINAL = frozenset({"drill", "news", "story", "figurative", "joke", "hypothetical", "notice", "product", "unrelated"})


@dataclass(frozen=True, slots=True)
class Danger:
    """What endangers life: `kind` selects the advice, `category` the ticket's category, `words` the evidence."""

    kind: str
    category: str
    words: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """`needy`: its words count only beside one of its `needs`."""

    category: str
    needy: bool


@dataclass(frozen=True, slots=True)
class _Book:
    dangers: ahocorasick.Automaton
    quiet: ahocorasick.Automaton
    kinds: dict[str, _Kind]


@lru_cache(maxsize=1)
def book() -> _Book:
    """The words of safety.toml in two automata: dangers, and what only looks like one."""
    dangers, quiet = ahocorasick.Automaton(), ahocorasick.Automaton()
    table = sources.table_of("safety.toml")
    roles: dict[str, list[tuple[str, str]]] = {}
    groups: dict[str, list[str]] = {}
    for group, entry in {**table.pop("quiet"), "still": table.pop("still")}.items():
        for word in entry["words"].split():
            groups.setdefault(word, []).append(group)
    for kind, entry in table.items():
        for role in ("now", "things", "events", "needs"):
            for word in entry.get(role, "").split():
                roles.setdefault(word, []).append((kind, role))
    for word, meanings in roles.items():
        dangers.add_word(word, (word, tuple(meanings)))
    for word, names in groups.items():
        quiet.add_word(word, (word, tuple(names)))
    dangers.make_automaton()
    quiet.make_automaton()
    return _Book(dangers, quiet, {kind: _Kind(entry["category"], "needs" in entry) for kind, entry in table.items()})


def danger(text: str) -> Danger | None:
    """The danger to life that `text` (normalised) reports as happening now; None if it reports none."""
    found = _found(text)
    return found if found and not _quiet(text, found.words) else None


def _found(text: str) -> Danger | None:
    seen: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for end, (word, meanings) in book().dangers.iter(text):
        begin = end + 1 - len(word)
        if text[max(0, begin - 2) : begin].endswith(_NOT):
            continue
        for meaning in meanings:
            seen.setdefault(meaning, []).append((begin, word))
    if not seen:
        return None
    best: tuple[int, Danger] | None = None
    for kind, entry in [(kind, book().kinds[kind]) for kind in dict.fromkeys(name for name, _ in seen)]:
        words = _together(seen, kind, "now", "needs") if entry.needy else _first(seen, kind)
        words = words or _together(seen, kind, "things", "events")
        if not words:
            continue
        weight = sum(len(word) for (name, _), hits in seen.items() if name == kind for _, word in hits)
        if best is None or weight >= best[0]:
            best = weight, Danger(kind, entry.category, words)
    return best[1] if best else None


def _first(seen: dict[tuple[str, str], list[tuple[int, str]]], kind: str) -> str:
    found = seen.get((kind, "now"))
    return found[0][1] if found else ""


def _together(seen: dict[tuple[str, str], list[tuple[int, str]]], kind: str, left: str, right: str) -> str:
    """Two different words, one of each list, within reach of each other."""
    for begin, word in seen.get((kind, left), [])[:_MOST]:
        for other, event in seen.get((kind, right), [])[:_MOST]:
            apart = other - begin - len(word) if other >= begin else begin - other - len(event)
            if 0 <= apart <= _REACH:
                return f"{word}×{event}"
    return ""


def _quiet(text: str, words: str) -> bool:
    """Whether something else in `text` says that it is not happening now; the danger's own words do not count."""
    for word in words.split("×"):
        text = text.replace(word, "\0" * len(word))
    groups = {name for _, (_, names) in book().quiet.iter(text) for name in names}
    if groups & _FINAL:
        return True
    return bool(groups - {"still"}) and ("still" not in groups or bool(groups & {"negated", "solved"}))
