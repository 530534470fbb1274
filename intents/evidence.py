"""Which words stand in which clause: one pass of the finder, word boundaries from jieba, negation by clause."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from intents import lexicon as lexicons
from intents import tokens

_NUMERALS = frozenset("0123456789一二两三四五六七八九十半俩仨几双")
#: "肉包子十个", "驴火俩", "肠粉二,豆浆三": a number right behind a dish.
_TALLY = re.compile(
    r" ?[:x×*]? ?(?:\d{1,2}|[一二两三四五六七八九十]{1,3}|俩|仨)"
    r"(?:[个份只串张屉碗盒条块根杯瓶]|(?=[ ,.;、。!]|$))"
)
_ENDS = re.compile(r"[,.!?;:…。\n~]")
_LEADS = ("inquire", "ask", "advise", "complaint", "notice", "thanks")


@dataclass(slots=True)
class Hit:
    """A word found at text[start:end]; `mask` is what it counts for, negation included once it stands in a clause."""

    text: str
    start: int
    end: int
    mask: int
    tags: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Clause:
    start: int
    end: int
    mask: int
    hits: list[Hit]


@dataclass(slots=True)  # one a line: to freeze it takes longer than to build it
class Evidence:
    """What a text offers: its clauses, and the classes of all of them together."""

    clauses: list[Clause]
    mask: int


class Finds(Protocol):
    """Finds the words of a text that do not overlap, each as meaning, start and end."""

    def apart(self, text: str) -> list[tuple[lexicons.Meaning, int, int]]: ...


@lru_cache(maxsize=1)
def scanner() -> "Scanner":
    words = lexicons.lexicon()
    return Scanner(words, words.finder)


class Scanner:
    """Finds the evidence of a text. Holds nothing but the lexicon, what finds its words, and the segmenter."""

    def __init__(self, words: lexicons.Lexicon, finder: Finds) -> None:
        self.lexicon = words
        self._finder = finder
        self._segmenter = tokens.segmenter()
        self._known = tokens.frequencies()
        bits = words.bits
        self._break, self._soft, self._question = bits["break"], bits["soft"], bits["question"]
        self._neg, self._lack, self._negated = bits["neg"], bits["lack"], bits["negated"]
        self._solved, self._unsolved = bits["solved"], bits["unsolved"]
        self._bad = bits["defect"] | bits["trouble"]
        self._object = bits["object"] | bits["wanted"]
        self._portion = bits["portion"]
        self._eaten, self._tally = bits["food"] | bits["mealnoun"], bits["tally"]
        #: What else a word may do to its clause than stand in it.
        self._telling = self._neg | self._eaten | self._soft
        self._act = {bits[name]: bits["lead_" + name] for name in _LEADS}
        self._acts = sum(self._act)

    def scan(self, text: str) -> Evidence:
        """The evidence of `text` (normalised)."""
        hits = self._hits(text)
        clauses = self._clauses(text, hits)
        mask = 0
        for clause in clauses:
            mask |= clause.mask
        return Evidence(clauses, mask | self._lead(hits) if mask & self._acts else mask)

    def _hits(self, text: str) -> list[Hit]:
        hits, alone = [], []
        for (by_itself, mask, tags), start, end in self._finder.apart(text):
            hits.append(Hit(text[start:end], start, end, mask, tags))
            if by_itself and not (mask & self._portion and start and text[start - 1] in _NUMERALS):
                alone.append(start)  # "三份": a measure word right after a number needs no boundary
        inside = self._inside(text, hits, alone) if alone and self._doubtful(text, alone) else ()
        return [hit for hit in hits if hit.start not in inside] if inside else hits

    def _doubtful(self, text: str, alone: list[int]) -> bool:
        """Whether a longer word may lie over any of the places: mostly none does, and it is all one need ask."""
        return any(tokens.overlaid(text, 0, len(text), place, self._known) for place in alone)

    def _inside(self, text: str, hits: list[Hit], alone: list[int]) -> set[int]:
        """Those of the places `alone` whose character is part of a word; words of ours are boundaries themselves."""
        inside: set[int] = set()
        left, waiting = 0, iter([*alone, len(text)])
        place = next(waiting)
        for start, end in [*((hit.start, hit.end) for hit in hits if hit.end - hit.start > 1), (len(text), 0)]:
            if place < start:
                within = []
                while place < start:
                    within.append(place)
                    place = next(waiting)
                inside |= tokens.inside_words(text, left, start, within, self._segmenter)
            left = end
        return inside

    def _clauses(self, text: str, hits: list[Hit]) -> list[Clause]:
        ends = [found.start() for found in _ENDS.finditer(text)] if _ENDS.search(text) else []
        ends.append(len(text))
        opens, soft, telling = self._break, self._soft, self._telling
        current, denial, end = Clause(0, 0, 0, []), None, iter(ends)
        clauses, next_end = [current], next(end)
        for hit in hits:
            if next_end < hit.start or hit.mask & opens:
                current.end = hit.start
                current, denial = Clause(hit.start, 0, 0, []), None
                clauses.append(current)
                while next_end < hit.start:
                    next_end = next(end)
            if denial:
                if hit.start - denial.end <= 2:
                    hit.mask = self._denied(denial.text, hit)
                denial = None
            current.hits.append(hit)
            current.mask |= hit.mask
            if not hit.mask & telling:
                continue
            if hit.mask & self._neg:
                denial = hit
            if hit.mask & self._eaten and _TALLY.match(text, hit.end):
                hit.mask |= self._tally
                current.mask |= self._tally
            if hit.mask & soft and current.mask & ~soft:
                current.end = hit.end
                current, denial = Clause(hit.end, 0, 0, []), None
                clauses.append(current)
        current.end = len(text)
        if len(clauses) == 1:
            return clauses if current.mask else []
        return self._inherited([clause for clause in clauses if clause.mask])

    def _denied(self, denial: str, hit: Hit) -> int:
        """What a word counts for behind a denial."""
        mask = hit.mask
        if mask & self._bad and (len(hit.text) > 1 or denial != "不"):
            mask = mask & ~self._bad | self._negated
        if mask & self._solved:
            mask = mask & ~self._solved | self._unsolved
        if mask & self._object and denial in ("没", "没有", "无"):
            mask |= self._lack
        return mask

    def _inherited(self, clauses: list[Clause]) -> list[Clause]:
        """ "电梯啊，又坏了": a clause without a thing speaks of the thing before it, if that is still open."""
        if len(clauses) < 2:
            return clauses
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
