"""The safety line: what endangers life now fires first; the past, drills and figures of speech do not."""

from dataclasses import dataclass, replace
from itertools import accumulate

from intents import normalise
from intents.guard import dangers, mended
from intents.guard.danger_rules import Hit, There

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
#: No denial ends in anything else: most words are told by that.
_LAST = frozenset(denial[-1] for denial in (*_NOT_YET, *_NOT_SEEN))
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


def danger_of(text: str) -> str:
    """The kind of danger that `text`, as it was written, tells of; "" for none."""
    found = danger(normalise.normalise(text).text)
    return found.kind if found else ""


def danger(text: str) -> Danger | None:
    """The danger to life that `text` (normalised) reports as happening now; None if it reports none."""
    book = dangers.book()
    if cry := book.cries.heard(text):
        kind = book.cries.kind(cry)
        return Danger(kind, book.categories[kind], cry)
    there = book.rules.there(text)
    if there is None:
        return None
    return _beside_an_end(text) or _undenied(text, there) or _reported(mended.after_turn(text))


def _beside_an_end(text: str) -> Danger | None:
    """What is told beside the good end of another matter."""
    rest = mended.without(text)
    found = _reported(rest) if rest != text else None
    if found is None:
        rest, kinds = mended.after_another(text)
        found = _reported(rest)
        found = None if found and found.kind in kinds else found
    return replace(found, told=rest) if found else None


def denied_by(text: str) -> str:
    """What says of the danger that `text` (normalised) tells of that there is none now: "drill", "solved", "past" …;
    "" where it tells of none, or of one that there is."""
    there = dangers.book().rules.there(text)
    return _looked_at(text, there)[1] if there and danger(text) is None else ""


def is_drill(text: str) -> bool:
    """Does `text` (normalised) tell of a danger that is only exercised?"""
    return dangers.book().drills.any(text) and denied_by(text) == "drill"


def _reported(text: str) -> Danger | None:
    """The danger that these words report, the line's own look-alikes weighed against it."""
    there = dangers.book().rules.there(text)
    return _undenied(text, there) if there else None


def _undenied(text: str, there: There) -> Danger | None:
    found, denial = _looked_at(text, there)
    return None if denial else found


def _looked_at(text: str, there: There) -> tuple[Danger | None, str]:
    """The danger that these words tell of, and what says that there is none."""
    book = dangers.book()
    quiet = book.quiet.every(text)
    covered = _furthest([(begin, end) for names, begin, end in quiet if "idioms" in names], len(text))
    hits = _counting(text, covered, there)
    worst = book.rules.worst(hits, there.masks) if hits else None
    if worst is None:
        return None, ""
    kind, words = worst
    found = Danger(kind, book.categories[kind], words)
    if not quiet:
        return found, ""
    long = _furthest([(hit.begin, hit.end) for hit in hits if len(hit.word) >= _LONG], len(text))
    said: dict[str, int] = {}
    despite = book.despite[kind]
    for names, begin, end in quiet:
        if covered[begin] > end or (long[begin] > begin and _LIFTING.isdisjoint(names)):
            continue
        if not _denied(text, begin, _NOT_SEEN) and not _asked(text, begin):
            said |= dict.fromkeys(set(names) - despite, begin)
    return found, _quiet(said)


def _furthest(spans: list[tuple[int, int]], length: int) -> list[int]:
    """For every place of the text, where the span ends that begins no later and reaches furthest; 0 if none."""
    reach = [0] * (length + 1)
    if not spans:
        return reach
    for begin, end in spans:
        reach[begin] = max(reach[begin], end)
    return list(accumulate(reach, max))


def _counting(text: str, covered: list[int], there: There) -> list[Hit]:
    """The danger words of `text` that are neither denied nor inside a figure of speech."""
    hits = dangers.book().rules.hits(text, there, _LONG)
    return [hit for hit in hits if covered[hit.begin] <= hit.begin and not _denied(text, hit.begin, _NOT_YET)]


def _denied(text: str, begin: int, denials: tuple[str, ...]) -> bool:
    if text[begin - 1 : begin] not in _LAST:
        return False
    before = text[max(0, begin - _LEFT) : begin]
    return before.endswith(denials) and not before.endswith(_NOT_SO) and not _asked(text, begin - 1)


def _asked(text: str, denial: int) -> bool:
    """Whether the denial at this place asks and denies nothing: 是不是, 有没有, 着没着."""
    around = text[max(0, denial - 1) : denial + 2]
    return len(around) == 3 and around[0] == around[2] and around[1] in "不没"


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
