"""Urgency is only ever raised; what raises it stands in one table."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.urgency import POLICY, RANK, Facts, Ground, Urgency, Verdict, judge, raised, read_back, written
from intents import lexicon

LIGHT, LIFT, PARKING = Facts("lighting"), Facts("lift"), Facts("parking")
BLUE, YELLOW, RED = Urgency.BLUE, Urgency.YELLOW, Urgency.RED

FACTS = st.builds(
    Facts,
    category=st.sampled_from(sorted(lexicon.categories())),
    heard=st.sampled_from(Urgency),
    night=st.booleans(),
    care=st.booleans(),
    households=st.integers(1, 9),
    times=st.integers(1, 9),
)


@given(st.sampled_from(Urgency), st.sampled_from(Urgency))
def test_urgency_is_never_lowered(current: Urgency, heard: Urgency) -> None:
    assert RANK[raised(current, heard)] <= RANK[current]
    assert raised(current, heard) in {current, heard}


def test_the_more_urgent_of_two_wins() -> None:
    assert raised(BLUE, RED) is RED
    assert raised(RED, BLUE) is RED


@pytest.mark.parametrize(
    ("facts", "grounds"),
    [
        (LIGHT, ()),
        (replace(LIGHT, night=True), (Ground.NIGHT,)),
        (replace(LIGHT, care=True), (Ground.PERSON,)),
        (replace(LIGHT, night=True, care=True), (Ground.NIGHT, Ground.PERSON)),
        (replace(PARKING, night=True, care=True), ()),
        (Facts("elder_care", care=True), (Ground.PERSON,)),
        (Facts("elder_care", night=True), ()),
        (replace(PARKING, households=2), ()),
        (replace(PARKING, households=3), (Ground.CROWD,)),
        (replace(PARKING, times=2), ()),
        (replace(PARKING, times=3), (Ground.AGAIN,)),
        (replace(LIGHT, households=3, times=3), (Ground.CROWD, Ground.AGAIN)),
    ],
)
def test_a_circumstance_lifts_ordinary_service_by_one_step(facts: Facts, grounds: tuple[Ground, ...]) -> None:
    assert judge(BLUE, facts) == Verdict(YELLOW if grounds else BLUE, grounds)


@given(st.sampled_from(Urgency), FACTS)
def test_only_words_make_red_and_nothing_makes_calmer(current: Urgency, facts: Facts) -> None:
    verdict = judge(current, facts)
    assert RANK[verdict.urgency] <= RANK[current]
    assert bool(verdict.grounds) == (verdict.urgency is not current)
    if verdict.urgency is RED and current is not RED:
        assert verdict.grounds == (Ground.WORDS,)


def test_a_stopped_lift_stays_yellow_at_night_whoever_waits_for_it() -> None:
    assert judge(YELLOW, replace(LIFT, night=True, care=True, households=9, times=9)) == Verdict(YELLOW)


def test_words_that_press_need_no_circumstance() -> None:
    assert judge(BLUE, replace(LIGHT, heard=YELLOW, night=True)) == Verdict(YELLOW, (Ground.WORDS,))


def test_a_circumstance_that_lifted_it_once_does_not_lift_it_again() -> None:
    facts = replace(LIGHT, night=True, households=3)
    assert judge(BLUE, facts, {Ground.NIGHT, Ground.CROWD}) == Verdict(BLUE)
    assert judge(BLUE, facts, {Ground.NIGHT}) == Verdict(YELLOW, (Ground.CROWD,))


def test_every_category_of_the_policy_is_one_that_everybody_has() -> None:
    named = {category for rule in POLICY for category in rule.categories} - {"hardship"}
    assert named <= set(lexicon.categories())


@given(st.sampled_from(Urgency), FACTS)
def test_a_verdict_is_read_back_as_it_was_written(current: Urgency, facts: Facts) -> None:
    assert read_back(written(judge(current, facts))) == judge(current, facts)


def test_a_row_that_has_been_emptied_says_nothing() -> None:
    assert read_back("") is None
