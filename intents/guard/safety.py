"""The safety line: what endangers life now fires first; the past, drills and figures of speech do not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from intents import normalise
from intents.guard import dangers, mended

#: The words of one rule stand at most this many characters apart.
_REACH = 20
#: No more places of one word list are tried, so that a hostile line costs no more than its length.
_MOST = 24
#: Said right before a word, these deny it.
_NOT = (
    *("没", "没有", "不是", "未", "无", "别", "不", "不用", "非", "谁说", "哪有", "哪里", "弗", "弗是", "不系"),
    *("没人", "没有人", "没谁", "没哪个", "冇人", "无人", "没得人"),
    *("没有要", "没要", "没想", "没有想", "没说要"),
)
#: These fear a danger, guard against it, or say that it could be.
_NOT_YET = (
    *(*_NOT, "防", "防止", "避免", "反", "怕", "差点", "差点儿", "险些", "会", "容易", "以为", "能"),
    *("以为我", "以为他", "以为她", "以为谁", "以为是", "怕我", "怕他", "怕她", "怕人", "怕孩子", "怕老人", "怕小孩"),
)
#: Said right before a good end, these say that it has not come.
_NOT_SEEN = (*_NOT, "没见", "没看见", "没看到", "忘", "忘了", "忘记")
#: These end like one of the above and are none.
_NOT_SO = ("止不", "要不", "忍不", "恐怕", "可能", "只能", "消防")
_LEFT = 3
#: What may stand around a cry that is all a line says.
_MARKS = " !?~,.。…、\n🆘😭🙏"
#: A line of at most this many characters may be a cry and an address.
_SHORT = 16
_BESIDE = re.compile(rf"\d[\d\-#]*(?:号楼|号|栋|幢|座|单元|室|层|楼|门)*|快|[{_MARKS}]+")
#: A look-alike that begins inside a danger word of this length is none (接走了 in 陌生人接走了).
_LONG = 4
#: Look-alikes that only "this one is real" turns into the real thing; those a cry for help does; those any "now" does.
_FINAL = frozenset({"drill", "news", "story", "joke"})
_CALM = frozenset({"notice", "product", "negated", "unrelated"})
#: What undoes a good end, and what carries something past into the present.
_UNDONE = frozenset({"again", "real"})
_LASTING = frozenset({"still", "lately", "worse"})
#: These words only lift what else would quiet a line, even from inside a danger word.
_LIFTING = frozenset({"cry", "lately", "anew"}) | _UNDONE | _LASTING
_SOFT = frozenset({"hypothetical", "question", "complaint", "hyperbole"})


@dataclass(frozen=True, slots=True)
class Danger:
    """What endangers life: `kind` selects the advice, `category` the ticket's category, `words` the evidence.

    `told`: the part of the line that tells of it; "" for the whole line.
    """

    kind: str
    category: str
    words: str
    told: str = ""


class _Hit(NamedTuple):
    begin: int
    end: int
    word: str
    slots: int
    masks: tuple[int, ...]


def danger_of(text: str) -> str:
    """The kind of danger that `text`, as it was written, tells of; "" for none."""
    found = danger(normalise.normalise(text).text)
    return found.kind if found else ""


def danger(text: str) -> Danger | None:
    """The danger to life that `text` (normalised) reports as happening now; None if it reports none."""
    bare = _bare(text)
    if bare in dangers.book().alone:
        kind = dangers.book().alone[bare]
        return Danger(kind, dangers.book().categories[kind], bare)
    if not _possible(text):
        return None
    return _beside_an_end(text) or _reported(text) or _reported(mended.after_turn(text))


def _beside_an_end(text: str) -> Danger | None:
    """What is told beside the good end of another matter."""
    rest = mended.without(text)
    found = _reported(rest) if rest != text else None
    if found is None:
        rest, kinds = mended.after_another(text)
        found = _reported(rest)
        found = None if found and found.kind in kinds else found
    return replace(found, told=rest) if found else None


def _bare(text: str) -> str:
    """What a line says without the marks around it; a short one also without the where: 来人 快 6-1-101."""
    bare = text.strip(_MARKS)
    return bare if len(bare) > _SHORT or bare in dangers.book().alone else _BESIDE.sub("", bare)


def denied_by(text: str) -> str:
    """What says of the danger that `text` (normalised) tells of that there is none now: "drill", "solved", "past" …;
    "" where it tells of none, or of one that there is."""
    return _looked_at(text)[1] if danger(text) is None else ""


def is_drill(text: str) -> bool:
    """Does `text` (normalised) tell of a danger that is only exercised?"""
    return dangers.book().drills.any(text) and denied_by(text) == "drill"


def _reported(text: str) -> Danger | None:
    """The danger that these words report, the line's own look-alikes weighed against it."""
    found, denial = _looked_at(text)
    return None if denial else found


def _looked_at(text: str) -> tuple[Danger | None, str]:
    """The danger that these words tell of, and what says that there is none."""
    quiet = dangers.book().quiet.every(text)
    covered = _furthest([(begin, end) for names, begin, end in quiet if "idioms" in names], len(text))
    hits = list(_hits(text, covered))
    found = _worst(hits) if hits else None
    if found is None:
        return None, ""
    long = _furthest([(hit.begin, hit.end) for hit in hits if len(hit.word) >= _LONG], len(text))
    said: dict[str, int] = {}
    despite = dangers.book().despite[found.kind]
    for names, begin, end in quiet:
        if covered[begin] > end or (long[begin] > begin and _LIFTING.isdisjoint(names)):
            continue
        if not _denied(text, begin, _NOT_SEEN) and not _asked(text, begin):
            said |= dict.fromkeys(set(names) - despite, begin)
    return found, _quiet(said)


def _possible(text: str) -> bool:
    """Whether the words of some rule all stand in `text`, wherever and however: most lines end here."""
    present = 0
    wanted: list[int] = []
    for slots, masks in dangers.book().dangers.meant(text):
        present |= slots
        wanted += masks
    return bool([mask for mask in wanted if mask & present == mask])


def _furthest(spans: Iterable[tuple[int, int]], length: int) -> list[int]:
    """For every place of the text, where the span ends that begins no later and reaches furthest; 0 if none."""
    reach = [0] * (length + 1)
    for begin, end in spans:
        reach[begin] = max(reach[begin], end)
    return list(accumulate(reach, max))


def _hits(text: str, covered: list[int]) -> Iterator[_Hit]:
    """Every danger word of `text` that is neither denied nor inside a figure of speech."""
    for (slots, masks), begin, end in dangers.book().dangers.every(text):
        if covered[begin] <= begin and not _denied(text, begin, _NOT_YET):
            yield _Hit(begin, end, text[begin:end], slots, masks)


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
    masks = {mask for hit in hits for mask in hit.masks if mask & present == mask}
    met = sorted((rule for mask in masks for rule in dangers.book().rules[mask]), key=attrgetter("place"))
    by_slot = _by_slot(hits, {slot for rule in met for slot in rule.slots})
    for rule in met:
        said = _together([by_slot[slot] for slot in rule.slots])
        if said:
            scores[rule.kind] = scores.get(rule.kind, 0) + sum(len(word) for word in said)
            words.setdefault(rule.kind, "×".join(said))
    if not scores:
        return None
    kind = max(scores, key=lambda name: scores[name])
    return Danger(kind, dangers.book().categories[kind], words[kind])


def _by_slot(hits: list[_Hit], slots: set[int]) -> dict[int, list[_Hit]]:
    """The first hits of each of these word lists."""
    found: dict[int, list[_Hit]] = {slot: [] for slot in slots}
    wanted = sum(slots)
    for hit in hits:
        left = hit.slots & wanted
        while left:
            slot = left & -left
            found[slot].append(hit)
            if len(found[slot]) == _MOST:
                wanted ^= slot
            left ^= slot
    return found


def _together(columns: list[list[_Hit]]) -> list[str]:
    """One word from every column, within reach and not on top of each other; [] if there are none."""
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


def _quiet(said: dict[str, int]) -> str:
    """What in the rest of the line says that it is not happening now; `said`: where each kind of word was said last."""
    words = said.keys()
    turned = max(said.get("worse", -1), said.get("anew", -1))
    calm = words & _CALM
    if calm == {"negated"} and turned > said["negated"]:
        calm = set()
    shown = words & _FINAL or (calm if "cry" not in words else set())
    if shown and "real" not in words:
        return min(shown)
    if "solved" in words and not words & _UNDONE and turned < said["solved"]:
        return "solved"
    if "past" in words and not words & _LASTING:
        return "past"
    return min(words & _SOFT) if words & _SOFT and "still" not in words else ""
