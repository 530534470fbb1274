"""Which words stand in which clause: one pass of the automaton, word boundaries from jieba, negation by clause."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from intents import lexicon as lexicons
from intents import tokens
from intents.lexicon import Word

_NUMERALS = frozenset("0123456789一二两三四五六七八九十半俩仨几双")
_NEGATIONS = frozenset("不没未")
#: "肉包子十个", "驴火俩", "肠粉二,豆浆三": a number right behind a dish.
_TALLY = re.compile(
    r" ?[:x×*]? ?(?:\d{1,2}|[一二两三四五六七八九十]{1,3}|俩|仨)"
    r"(?:[个份只串张屉碗盒条块根杯瓶]|(?=[ ,.;、。!]|$))"
)
_ENDS = frozenset(",.!?;:…。\n~")
_LEADS = ("inquire", "ask", "advise", "complaint", "notice", "thanks")


class Hit(NamedTuple):
    """A word found at text[start:end]; `mask` is what it counts for after negation. (A tuple: made for every word.)"""

    word: Word
    start: int
    end: int
    mask: int


@dataclass(slots=True)
class Clause:
    start: int
    end: int = 0
    mask: int = 0
    hits: list[Hit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text offers: its clauses, and the classes of all of them together."""

    clauses: list[Clause]
    mask: int


@lru_cache(maxsize=1)
def scanner() -> "Scanner":
    return Scanner(lexicons.lexicon())


class Scanner:
    """Finds the evidence of a text. Holds nothing but the lexicon and the segmenter."""

    def __init__(self, words: lexicons.Lexicon) -> None:
        self.lexicon = words
        self._segmenter = tokens.segmenter(frozenset(words.words))
        bits = words.bits
        self._break, self._soft, self._question = bits["break"], bits["soft"], bits["question"]
        self._neg, self._lack, self._negated = bits["neg"], bits["lack"], bits["negated"]
        self._solved, self._unsolved = bits["solved"], bits["unsolved"]
        self._bad = bits["defect"] | bits["trouble"]
        self._object = bits["object"] | bits["wanted"]
        self._portion = bits["portion"]
        self._eaten, self._tally = bits["food"] | bits["mealnoun"], bits["tally"]
        self._act = {bits[name]: bits["lead_" + name] for name in _LEADS}
        self._acts = sum(self._act)

    def scan(self, text: str) -> Evidence:
        """The evidence of `text` (normalised)."""
        hits = self._hits(text)
        clauses = self._clauses(text, hits)
        mask = 0
        for clause in clauses:
            mask |= clause.mask
        return Evidence(clauses, mask | self._lead(hits))

    def _hits(self, text: str) -> list[Hit]:
        found = [(end + 1 - len(word.text), end + 1, word) for end, word in self.lexicon.automaton.iter_long(text)]
        single = [start for start, end, word in found if end - start == 1 and not self._plain(word)]
        if not single:
            return [Hit(word, start, end, word.mask) for start, end, word in found]
        bounds = self._bounds(text, found, single)
        return [
            Hit(word, start, end, word.mask)
            for start, end, word in found
            if end - start > 1
            or (start in bounds and end in bounds)
            or self._plain(word)
            or self._counted(text, start, word)
        ]

    def _plain(self, word: Word) -> bool:
        """Particles and negations are hardly ever part of another word."""
        return bool(word.mask & (self._soft | self._question)) or word.text in _NEGATIONS

    def _counted(self, text: str, start: int, word: Word) -> bool:
        """ "三份": a measure word right after a number needs no boundary."""
        return bool(word.mask & self._portion and start and text[start - 1] in _NUMERALS)

    def _bounds(self, text: str, found: list[tuple[int, int, Word]], single: list[int]) -> set[int]:
        """Word boundaries in the stretches around one-character words; longer words are boundaries themselves."""
        bounds: set[int] = set()
        edges = [0]
        for start, end, _ in found:
            if end - start > 1:
                edges += (start, end)
        edges.append(len(text))
        for left, right in zip(edges[::2], edges[1::2], strict=True):
            if any(left <= place < right for place in single):
                bounds.update(left + cut for cut in tokens.boundaries(text[left:right], self._segmenter))
        return bounds

    def _clauses(self, text: str, hits: list[Hit]) -> list[Clause]:
        ends = [place for place, char in enumerate(text) if char in _ENDS]
        current = Clause(0)
        clauses, next_end = [current], 0
        for hit in hits:
            cut = next_end
            while cut < len(ends) and ends[cut] < hit.start:
                cut += 1
            if cut != next_end or hit.mask & self._break:
                current.end = hit.start
                current = Clause(hit.start)
                clauses.append(current)
                next_end = cut
            self._add(text, current, hit)
            if hit.mask & self._soft and current.mask & ~self._soft:
                current.end = hit.end
                current = Clause(hit.end)
                clauses.append(current)
        current.end = len(text)
        return self._inherited([clause for clause in clauses if clause.mask])

    def _add(self, text: str, clause: Clause, hit: Hit) -> None:
        mask = hit.mask
        last = clause.hits[-1] if clause.hits else None
        if last and last.mask & self._neg and hit.start - last.end <= 2:
            if mask & self._bad and (len(hit.word.text) > 1 or last.word.text != "不"):
                mask = mask & ~self._bad | self._negated
            if mask & self._solved:
                mask = mask & ~self._solved | self._unsolved
            if mask & self._object and last.word.text in ("没", "没有", "无"):
                mask |= self._lack
        if mask & self._eaten and _TALLY.match(text, hit.end):
            mask |= self._tally
        clause.hits.append(hit if mask == hit.mask else Hit(hit.word, hit.start, hit.end, mask))
        clause.mask |= mask

    def _inherited(self, clauses: list[Clause]) -> list[Clause]:
        """ "电梯啊，又坏了": a clause without a thing speaks of the thing before it, if that is still open."""
        carried = None
        for clause in clauses:
            if clause.mask & self._object:
                carried = None if clause.mask & self._bad else clause
            elif carried is not None and clause.mask & self._bad:
                clause.hits = [one for one in carried.hits if one.mask & self._object] + clause.hits
                clause.mask |= carried.mask & self._object
                carried = None
        return clauses

    def _lead(self, hits: list[Hit]) -> int:
        """The speech act that comes first."""
        for hit in hits:
            if hit.mask & self._acts:
                return sum(lead for act, lead in self._act.items() if hit.mask & act)
        return 0
