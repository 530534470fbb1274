"""What the rules say of a line: the sums for the four sides, and the reasons.

The classes of the line are gone through once. Each adds what it says by itself, and brings up the rules about classes
that stand together with it.
"""

import struct
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from intents import rules
from intents.evidence import Clause, Evidence, Hit
from intents.rules import SIDES, Rule, Weights

#: A pair of words belongs together up to this many characters apart.
REACH = 12
#: What a rule says is a reason worth telling from this weight on; it counts in any case.
TELLING = 0.75
#: The four weights of a rule as one number, each in thousandths in 32 bits of its own: to add them is one addition.
_UNIT = 1000
_FIELDS = struct.Struct("<4I")
_ZERO = 1 << 28  #: no sum comes near it, and what it is added to is still a small number for Python
_SIZE = _FIELDS.size
_SAID = itemgetter(1)

#: How strong a reason is, the strongest the least, and what it says: "灯×不亮 +3.1 hazard".
_Reason = tuple[float, str]
#: What of a single clause is looked at, what of that it must hold, one of which classes it must hold besides (0: none
#: need be), and which two near each other.
_Held = tuple[int, int, int, tuple[int, int] | None]
#: What of the line is looked at, what of that it must hold, the weights, the reason but for its words (None: not worth
#: telling), and what one clause must hold (None: a rule about the line as a whole).
_Candidate = tuple[int, int, int, _Reason | None, _Held | None]
#: The bit of a class, what it weighs by itself, the reason that it is, whether words stand for it, and the rules that
#: want it with others, each under the rarest of its classes.
_Meaning = tuple[int, int, _Reason | None, bool, tuple[_Candidate, ...]]


@dataclass(frozen=True, slots=True)
class _Index:
    """`base` and `always` hold for every line, `by_place` for those with a class, by the length of its bit.

    `known`: the bits of these classes.
    """

    base: int
    always: tuple[_Reason, ...]
    by_place: list[_Meaning]
    known: int


def weigh(evidence: Evidence, mask: int) -> tuple[Weights, tuple[str, ...]]:
    """The sums for `SIDES`, and the reasons worth telling, the strongest first.

    `mask` is the evidence of the line with what its shape adds.
    """
    index, clauses = _index(), evidence.clauses
    by_place, total, why = index.by_place, index.base, [*index.always]
    left = mask & index.known
    while left:
        bit, weight, reason, worded, candidates = by_place[left.bit_length()]
        left ^= bit
        total += weight
        if reason is not None:
            why.append((reason[0], _first(clauses, bit) + reason[1]) if worded else reason)
        for seen, wanted, more, told, held in candidates:
            if mask & seen != wanted:
                continue
            clause = _where(held, clauses) if held else None
            if held and clause is None:
                continue
            total += more
            if told:
                why.append((told[0], _found_in(clause, held) + told[1]) if clause and held else told)
    why.sort()
    return _unpacked(total), tuple(map(_SAID, why))


def _first(clauses: list[Clause], bit: int) -> str:
    """The first word of this class."""
    for held, hits in clauses:
        if held & bit:
            for hit in hits:
                if hit[3] & bit:
                    return hit[0]
    return ""


def _where(held: _Held, clauses: list[Clause]) -> Clause | None:
    """The first clause that holds it."""
    seen, wanted, any_of, pair = held
    for clause in clauses:
        has = clause[0]
        if has & seen != wanted or (any_of and not has & any_of):
            continue
        if pair is None or _near(clause[1], pair):
            return clause
    return None


def _near(hits: list[Hit], pair: tuple[int, int]) -> bool:
    """Whether two different words, one of each class, stand within reach of each other."""
    left, right = pair
    for index, (_, _, end, one, _) in enumerate(hits):
        if one & (left | right):
            for _, start, _, other, _ in hits[index + 1 :]:
                if start - end > REACH:
                    break
                if (one & left and other & right) or (one & right and other & left):
                    return True
    return False


def _found_in(clause: Clause, held: _Held) -> str:
    """The words of the clause that make it hold."""
    left, words = held[1] or held[2], ""
    for hit in clause[1]:
        if hit[3] & left:
            words = f"{words}×{hit[0]}" if words else hit[0]
            left &= ~hit[3]
            if not left:
                break
    return words


@lru_cache(maxsize=1)
def _index() -> _Index:
    known = rules.rules()
    used = Counter(bit for rule in known for bit in _bits(rule.wanted))
    alone: dict[int, list[Rule]] = {}
    together: dict[int, list[_Candidate]] = {}
    for rule in known:
        if rule.only or not rule.wanted:
            alone.setdefault(rule.only, []).append(rule)
        else:
            rarest = min(_bits(rule.wanted), key=lambda bit: used[bit])
            seen = rule.wanted | rule.never
            held = None if rule.whole_line else (rule.need | rule.veto, rule.need, rule.any_of, rule.pair)
            candidate = (seen, rule.wanted, _packed(rule.weights), _worth_telling(rule.weights, rule), held)
            together.setdefault(rarest, []).append(candidate)
    always = alone.pop(0, [])
    base = sum(_packed(rule.weights) for rule in always) + sum(_ZERO << 32 * place for place in range(4))
    bits = {*alone, *together}
    by_place = [
        _meaning(bit, alone.get(bit, []), together.get(bit, []))
        for bit in [0, *(1 << place for place in range(max(bits).bit_length()))]
    ]
    return _Index(base, tuple(_reason(rule.weights, rule) for rule in always), by_place, sum(bits))


def _meaning(bit: int, alone: list[Rule], together: list[_Candidate]) -> _Meaning:
    """All that single rules say of one class is one reason."""
    if not alone:
        return bit, 0, None, False, tuple(together)
    hazard, wish, meal, other = (sum(rule.weights[place] for rule in alone) for place in range(4))
    weights = (hazard, wish, meal, other)
    worded = next((rule for rule in alone if not rule.whole_line), None)
    reason = _worth_telling(weights, worded or alone[0])
    return bit, _packed(weights), reason, worded is not None, tuple(together)


def _worth_telling(weights: Weights, rule: Rule) -> _Reason | None:
    reason = _reason(weights, rule)
    return reason if -reason[0] >= TELLING else None


def _reason(weights: Weights, rule: Rule) -> _Reason:
    """What the weights say, behind the name of the rule if no words stand for it."""
    side = max(range(4), key=lambda place: abs(weights[place]))
    said = f" {weights[side]:+.1f} {SIDES[side]}"
    return -abs(weights[side]), rule.name + said if rule.whole_line else said


def _bits(mask: int) -> list[int]:
    return [1 << place for place in range(mask.bit_length()) if mask >> place & 1]


def _packed(weights: Weights) -> int:
    return sum(round(weight * _UNIT) << 32 * place for place, weight in enumerate(weights))


def _unpacked(total: int) -> Weights:
    hazard, wish, meal, other = _FIELDS.unpack(total.to_bytes(_SIZE, "little"))
    return (hazard - _ZERO) / _UNIT, (wish - _ZERO) / _UNIT, (meal - _ZERO) / _UNIT, (other - _ZERO) / _UNIT
