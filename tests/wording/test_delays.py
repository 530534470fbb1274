"""What goes out late says for when it was meant."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cards import MOST_LINES, Card
from bot.domain.delivery import TEXT_BYTES, Post, Priority, Route
from bot.wording.delays import timely
from tests.builders import NINE

POST = Post("c1", "cause", Route.ROBOT, "g1", "#1 请在今天接单", Priority.ORDINARY, NINE)
LATER = NINE + timedelta(hours=20)


def test_a_post_of_yesterday_says_so() -> None:
    assert timely(POST, LATER).body == "#1 请在今天接单\n（原定11月23日周一 09:00发，当时发不出去，现在补发）"


@pytest.mark.parametrize("after", [timedelta(), timedelta(minutes=29)])
def test_a_short_wait_is_not_spoken_of(after: timedelta) -> None:
    assert timely(POST, NINE + after) is POST


@pytest.mark.parametrize("other", [{"route": Route.REPLY}, {"response_code": "code"}, {"body": ""}])
def test_an_answer_and_a_card_that_is_replaced_stay_as_they_are(other: dict[str, object]) -> None:
    post = replace(POST, **other)  # type: ignore[arg-type]
    assert timely(post, LATER) is post


def test_a_message_that_can_hold_no_more_goes_as_it_is() -> None:
    full = replace(POST, body="好" * (TEXT_BYTES // 3))
    assert timely(full, LATER).body == full.body


def test_a_card_gets_a_line_where_there_is_room() -> None:
    told = timely(replace(POST, card=Card("task", "标题")), LATER).card
    assert told is not None
    assert told.lines == (("原定", "11月23日周一 09:00发，现在补发"),)
    full = Card("task", "标题", lines=(("地点", "3栋"),) * MOST_LINES)
    assert timely(replace(POST, card=full), LATER).card == full
