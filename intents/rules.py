"""Rules that weigh classes of words standing together: read from data, applied to evidence, with reasons."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from bot.domain import errors
from intents import lexicon as lexicons
from intents import shape, sources
from intents.evidence import Clause, Evidence

#: What a rule can speak for, in the order of the sums.
SIDES = ("hazard", "wish", "meal", "other")
#: A pair of words belongs together up to this many characters apart.
REACH = 12
_FIELDS = {"name", "pair", "all", "any", "none", "line", "never", *SIDES}


@dataclass(frozen=True, slots=True)
class Rule:
    """Fires once a line, at the first clause with all of `need`, one of `any_of` and none of `veto`.

    `shown` is the reason in words, or what stands behind the words it was found in.
    """

    name: str
    need: int
    any_of: int
    veto: int
    line: int
    never: int
    weights: tuple[float, float, float, float]
    pair: tuple[int, int] | None
    shown: str
    whole_line: bool


#: A rule that holds, and the clause it holds in; None: the rule is about the whole line. (A tuple: a dozen a line.)
Firing = tuple[Rule, Clause | None]
#: The place in the file, what the line must hold, what it must not hold, and the rule.
_Candidate = tuple[int, int, int, Rule]
_PLACE = itemgetter(0)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The shipped rules; BadConfiguration names every mistake with its line."""
    mistakes, found = [], []
    known = lexicons.lexicon().bits
    for where, entry in [*_written(), *_leanings()]:
        wrong = _mistakes(entry, known)
        mistakes += [f"{where}: {one}" for one in wrong]
        if not wrong:
            found.append(_rule(entry))
    if mistakes:
        raise errors.BadConfiguration(tuple(mistakes))
    return tuple(found)


def _written() -> list[tuple[str, dict[str, Any]]]:
    """The rules of rules.toml, each with its place in the file."""
    source = sources.text_of("rules.toml")
    return [
        (f"rules.toml:{sources.line_of(source, repr(entry.get('name', '')).replace(chr(39), chr(34)))}", entry)
        for entry in sources.table_of("rules.toml")["rule"]
    ]


def _leanings() -> list[tuple[str, dict[str, Any]]]:
    """What a class by itself says, as a rule: of words in a clause, or of the shape of the whole line."""
    source, shapes = sources.text_of("leanings.toml"), {*shape.CLASSES, *shape.small_words()}
    return [
        (
            f"leanings.toml:{sources.line_of(source, group)}",
            {"name": group, "line" if group in shapes else "all": [group], **weights},
        )
        for group, weights in sources.table_of("leanings.toml").items()
    ]


def _mistakes(entry: dict[str, Any], known: dict[str, int]) -> list[str]:
    wrong = [f"unknown key {key}" for key in entry if key not in _FIELDS]
    for key in ("pair", "all", "any", "none", "line", "never"):
        wrong += [f"no such class of words: {name}" for name in entry.get(key, []) if name not in known]
    if not any(side in entry for side in SIDES):
        wrong.append("no weight for " + " or ".join(SIDES))
    if len(entry.get("pair", [0, 0])) != 2:
        wrong.append("a pair names two classes")
    return wrong


def _rule(entry: dict[str, Any]) -> Rule:
    mask = lexicons.lexicon().mask
    hazard, wish, meal, other = weights = tuple(float(entry.get(side, 0.0)) for side in SIDES)
    need, any_of = mask([*entry.get("all", []), *entry.get("pair", [])]), mask(entry.get("any", []))
    whole_line = not need and not any_of
    return Rule(
        name=str(entry["name"]),
        need=need,
        any_of=any_of,
        veto=mask(entry.get("none", [])),
        line=mask(entry.get("line", [])),
        never=mask(entry.get("never", [])),
        weights=(hazard, wish, meal, other),
        pair=_pair(entry),
        shown=f"{entry['name']} {_shown(weights)}" if whole_line else f" {_shown(weights)}",
        whole_line=whole_line,
    )


def _pair(entry: dict[str, Any]) -> tuple[int, int] | None:
    if "pair" not in entry:
        return None
    left, right = (lexicons.lexicon().bits[name] for name in entry["pair"])
    return left, right


def _near(clause: Clause, left: int, right: int) -> bool:
    """Whether two different words, one of each class, stand within reach of each other."""
    hits = clause.hits
    for index, one in enumerate(hits):
        if one.mask & (left | right):
            for other in hits[index + 1 :]:
                if other.start - one.end > REACH:
                    break
                if (one.mask & left and other.mask & right) or (one.mask & right and other.mask & left):
                    return True
    return False


def fired(evidence: Evidence, mask: int) -> list[Firing]:
    """The rules that hold; `mask` is the evidence of the line with what its shape adds."""
    found: list[Firing] = []
    clauses = evidence.clauses
    for _, _, _, rule in _possible(mask):
        if rule.whole_line:
            found.append((rule, None))
            continue
        need, any_of, veto, pair = rule.need, rule.any_of, rule.veto, rule.pair
        for clause in clauses:
            has = clause.mask
            if has & need != need or has & veto or (any_of and not has & any_of):
                continue
            if pair is None or _near(clause, *pair):
                found.append((rule, clause))
                break
    return found


def _possible(mask: int) -> list[_Candidate]:
    """The rules that have all they want of the line and nothing they shun, in the order of the file."""
    always, by_bit, keys = _index()
    candidates, left = always.copy(), mask & keys
    while left:
        bit = left & -left
        candidates += by_bit[bit]
        left ^= bit
    found = [one for one in candidates if mask & one[1] == one[1] and not mask & one[2]]
    found.sort(key=_PLACE)
    return found


@lru_cache(maxsize=1)
def _index() -> tuple[list[_Candidate], dict[int, list[_Candidate]], int]:
    """Rules under the rarest class that they want, so that a line looks only at rules that may hold; and all keys."""
    used: Counter[int] = Counter()
    wants = [(place, rule.need | rule.line, rule.never, rule) for place, rule in enumerate(rules())]
    for one in wants:
        used.update(_bits(one[1]))
    always: list[_Candidate] = []
    by_bit: dict[int, list[_Candidate]] = {}
    for one in wants:
        bits = _bits(one[1])
        group = by_bit.setdefault(min(bits, key=lambda bit: used[bit]), []) if bits else always
        group.append(one)
    return always, by_bit, sum(by_bit)


def _bits(mask: int) -> list[int]:
    return [1 << place for place in range(mask.bit_length()) if mask >> place & 1]


def reasons(firings: list[Firing]) -> tuple[str, ...]:
    """Each firing in words: "灯×不亮 +3.1 hazard"."""
    return tuple([rule.shown if clause is None else _found_in(clause, rule) + rule.shown for rule, clause in firings])


def _found_in(clause: Clause, rule: Rule) -> str:
    """The words of the clause that make the rule hold."""
    left, words = rule.need or rule.any_of, ""
    for hit in clause.hits:
        if hit.mask & left:
            words = f"{words}×{hit.text}" if words else hit.text
            left &= ~hit.mask
            if not left:
                break
    return words


def _shown(weights: tuple[float, ...]) -> str:
    side = max(range(4), key=lambda index: abs(weights[index]))
    return f"{weights[side]:+.1f} {SIDES[side]}"
