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


#: A word found: its text, start and end; what it counts for, negation included; its (class, category) pairs.
Hit = tuple[str, int, int, int, tuple[tuple[str, str], ...]]
#: What all words of a clause count for together, and these words.
Clause = tuple[int, list[Hit]]
_Found = list[tuple[lexicons.Meaning, int, int]]


@dataclass(slots=True)  # one a line: to freeze it takes longer than to build it
class Evidence:
    """What a text offers: its clauses, and the classes of all of them together."""

    clauses: list[Clause]
    mask: int


class Finds(Protocol):
    """Finds the words of a text that do not overlap, each as meaning, start and end."""

    def apart(self, text: str) -> _Found: ...


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
        found = self._found(text)
        clauses = self._clauses(text, found)
        mask = 0
        for held, _ in clauses:
            mask |= held
        return Evidence(clauses, mask | self._lead(found) if mask & self._acts else mask)

    def _found(self, text: str) -> _Found:
        """The words that count: a single character does only where it is a word by itself."""
        found = self._finder.apart(text)
        alone = []
        for (by_itself, mask, _), start, _ in found:
            if by_itself and not (mask & self._portion and start and text[start - 1] in _NUMERALS):
                alone.append(start)  # "三份": a measure word right after a number needs no boundary
        for place in alone:
            if tokens.overlaid(text, 0, len(text), place, self._known):
                inside = self._inside(text, found, alone)
                return [one for one in found if one[1] not in inside]
        return found  # mostly no longer word can lie over any, and that is all one need ask

    def _inside(self, text: str, found: _Found, alone: list[int]) -> set[int]:
        """Those of the places `alone` whose character is part of a word; words of ours are boundaries themselves."""
        inside: set[int] = set()
        left, waiting = 0, iter([*alone, len(text)])
        place = next(waiting)
        for start, end in [*((start, end) for _, start, end in found if end - start > 1), (len(text), 0)]:
            if place < start:
                within = []
                while place < start:
                    within.append(place)
                    place = next(waiting)
                inside |= tokens.inside_words(text, left, start, within, self._segmenter)
            left = end
        return inside

    def _clauses(self, text: str, found: _Found) -> list[Clause]:
        pauses = [pause.start() for pause in _ENDS.finditer(text)]
        pauses.append(len(text))
        opens, telling = self._break, self._telling
        clauses: list[Clause] = []
        hits: list[Hit] = []
        held = closed = denied = 0
        denial, later = "", iter(pauses)
        pause = next(later)
        for (_, meant, tags), start, end in found:
            if closed or pause < start or meant & opens:
                if held:
                    clauses.append((held, hits))
                hits, held, closed, denial = [], 0, 0, ""
                while pause < start:
                    pause = next(later)
            word = text[start:end]
            mask = self._denied(denial, word, meant) if denial and start - denied <= 2 else meant
            denial = ""
            if mask & telling:
                if mask & self._neg:
                    denial, denied = word, end
                if mask & self._eaten and _TALLY.match(text, end):
                    mask |= self._tally
                closed = mask & self._soft and (held | mask) & ~self._soft
            hits.append((word, start, end, mask, tags))
            held |= mask
        if held:
            clauses.append((held, hits))
        return self._inherited(clauses) if len(clauses) > 1 else clauses

    def _denied(self, denial: str, word: str, mask: int) -> int:
        """What a word counts for behind a denial."""
        if mask & self._bad and (len(word) > 1 or denial != "不"):
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
        for place, (held, hits) in enumerate(clauses):
            if held & self._object:
                carried = None if held & self._bad else clauses[place]
            elif carried is not None and held & self._bad:
                things = [one for one in carried[1] if one[3] & self._object]
                clauses[place] = held | carried[0] & self._object, things + hits
                carried = None
        return clauses

    def _lead(self, found: _Found) -> int:
        """The speech act that comes first; no denial makes another of it."""
        for (_, mask, _), _, _ in found:
            if acted := mask & self._acts:
                return self._act.get(acted) or sum(lead for act, lead in self._act.items() if acted & act)
        return 0
