"""Whether what a neighbour says is of the danger that somebody else has reported."""

from bot.domain.concerns import Concern, Mood
from intents.guard import sightings


def test_who_was_seen_is_whoever_is_missed() -> None:
    seen = Concern("在西门看见一个", frozenset({Mood.UNCLEAR}))
    assert sightings.possible(seen)
    assert sightings.of(seen, "孩子丢了")
    assert not sightings.of(seen, "4栋着火了")


def test_that_it_is_over_may_be_of_any_danger() -> None:
    over = Concern("火灭了", frozenset({Mood.OVER}))
    assert sightings.of(over, "4栋着火了")
    found = Concern("找到了", frozenset({Mood.OVER}))
    assert sightings.of(found, "孩子丢了")
    assert not sightings.of(found, "4栋着火了")


def test_anything_else_is_of_none() -> None:
    assert not sightings.possible(Concern("今天包饺子", frozenset({Mood.UNCLEAR})))
    assert not sightings.possible(Concern("灯修了没有", frozenset({Mood.ASKS})))
