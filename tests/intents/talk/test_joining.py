"""Me too: by a number, by a quote, or by itself right after a report in the group."""

from collections.abc import Callable

import pytest

from bot.domain import requests
from bot.domain.requests import JoinTicket
from intents import sources
from intents.talk import joining

Read = Callable[..., requests.Reading]
POST = "#12 3栋 供水漏水：已派单"


@pytest.mark.parametrize("line", ["12 我也是", "#12 我家也是", "12号 +1", "12，我们楼也一样！"])
def test_a_number_says_what_is_joined(read: Read, line: str) -> None:
    [found] = read(line).requests
    assert isinstance(found, JoinTicket)
    assert found.number == 12


@pytest.mark.parametrize("line", ["我也是", "+1", "我家也是啊", "我们4栋也没水", "3栋也停水了"])
def test_a_quoted_post_says_what_is_joined(read: Read, line: str) -> None:
    assert read(line, quote=POST).requests == (JoinTicket(12, line),)


@pytest.mark.parametrize("line", ["我也是", "我家也是啊", "我们楼也一样！"])
def test_without_either_what_was_just_reported_is_joined(read: Read, line: str) -> None:
    [found] = read(line).requests
    assert isinstance(found, JoinTicket)
    assert found.number is None


@pytest.mark.parametrize(
    "given", [{"in_group": False}, {"addressed": False}, {"quote": "明天有大风"}], ids=["alone", "chatter", "quote"]
)
def test_said_otherwise_it_joins_nothing(read: Read, given: dict[str, object]) -> None:
    assert not any(isinstance(one, JoinTicket) for one in read("我也是", **given).requests)


@pytest.mark.parametrize("line", ["+1", "加一"])
def test_one_more_is_an_order_where_nothing_was_reported(read: Read, line: str) -> None:
    assert read(line).requests == (JoinTicket(None, line, meal=True),)


def test_the_same_elsewhere_under_a_quote_joins(read: Read) -> None:
    (joined,) = read("我家门口的也不亮", quote="#12 3栋门口 照明：已派单").requests
    assert isinstance(joined, JoinTicket)
    assert joined.number == 12


@pytest.mark.parametrize("line", ["算我一个", "同上", "哈哈，我也是，一上班就犯困"])
def test_what_may_mean_a_list_joins_nothing_by_itself(read: Read, line: str) -> None:
    assert not any(isinstance(one, JoinTicket) for one in read(line).requests)


@pytest.mark.parametrize("line", ["3栋也没水", "我们4栋也停电了"])
def test_a_building_is_no_number(read: Read, line: str) -> None:
    assert not any(isinstance(one, JoinTicket) for one in read(line).requests)


@pytest.mark.parametrize(
    ("text", "same"), [("我们4栋也没水", True), ("4栋也停电了", True), ("4栋没水", False), ("4栋也漏水", False)]
)
def test_only_an_outage_as_well_is_the_neighbours_outage(text: str, same: bool) -> None:
    assert joining.as_well(text) is same


@pytest.mark.parametrize("line", ["我们楼道的灯也不亮了", "我也去看看", "收到"])
def test_other_words_under_a_quote_join_nothing(read: Read, line: str) -> None:
    assert not any(isinstance(one, JoinTicket) for one in read(line, quote=POST).requests)


def test_every_word_that_joins_without_a_number_is_cued() -> None:
    words = sources.table_of("joining.toml")["alone"].split()
    assert [word for word in words if set(joining.CUES).isdisjoint(word)] == []


@pytest.mark.parametrize(
    ("text", "home"), [("我们家也是", True), ("我们这边也停了", True), ("我也是", False), ("同问", False)]
)
def test_where_the_speaker_lives_is_told_from_the_speaker(text: str, home: bool) -> None:
    assert joining.speaks_of_home(text) is home
