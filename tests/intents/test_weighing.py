"""Weighing: the same sums as going through every rule, and reasons that can be told."""

import pytest

from intents import lexicon, rules, shape, weighing
from intents.evidence import Clause, Evidence, scanner
from intents.rules import Rule

LINES = (
    "3栋的路灯坏了,晚上看不见",
    "能不能在小区装个充电桩?大家都盼着",
    "明天中午订两份饭,送到家",
    "谢谢大家",
    "电梯啊,又坏了。没人修!",
    "菜价又涨了",
)


def _holds(rule: Rule, evidence: Evidence, mask: int) -> bool:
    if mask & rule.wanted != rule.wanted or mask & rule.never:
        return False
    return rule.whole_line or any(_holds_in(rule, clause) for clause in evidence.clauses)


def _holds_in(rule: Rule, clause: Clause) -> bool:
    held, hits = clause
    if held & rule.need != rule.need or held & rule.veto:
        return False
    if rule.any_of and not held & rule.any_of:
        return False
    return rule.pair is None or any(
        one is not other and one[3] & rule.pair[0] and other[3] & rule.pair[1]
        for one in hits
        for other in hits
        if max(one[1] - other[2], other[1] - one[2]) <= weighing.REACH
    )


@pytest.mark.parametrize("line", LINES)
def test_the_sums_are_those_of_every_rule_that_holds(line: str) -> None:
    evidence = scanner().scan(line)
    holding = [rule for rule in rules.rules() if _holds(rule, evidence, evidence.mask)]
    sums, _ = weighing.weigh(evidence, evidence.mask)
    assert sums == pytest.approx([sum(rule.weights[side] for rule in holding) for side in range(4)])


@pytest.mark.parametrize("line", LINES)
def test_reasons_are_told_the_strongest_first(line: str) -> None:
    evidence = scanner().scan(line)
    _, why = weighing.weigh(evidence, evidence.mask)
    weights = [abs(float(reason.split()[-2])) for reason in why]
    assert weights == sorted(weights, reverse=True)


def test_what_several_rules_say_of_one_class_is_one_reason() -> None:
    trouble = lexicon.lexicon().bits["trouble"]
    said = [rule.weights[0] for rule in rules.rules() if rule.only == trouble]
    evidence = scanner().scan("漏水")
    _, why = weighing.weigh(evidence, evidence.mask & trouble)
    assert len(said) > 1
    assert [reason for reason in why if reason.startswith("漏水")] == [f"漏水 {sum(said):+.1f} hazard"]


def test_what_a_class_hardly_says_counts_and_is_not_told() -> None:
    bits = lexicon.lexicon().bits
    nothing, always = weighing.weigh(Evidence([], 0), 0)
    told = set()
    for name in shape.small_words():
        sums, why = weighing.weigh(Evidence([], 0), bits[name])
        said = max(abs(after - before) for before, after in zip(nothing, sums, strict=True))
        assert (why != always) == (said >= weighing.TELLING - 1e-9)
        told.add(why != always)
    assert told == {True, False}
