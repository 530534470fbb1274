"""Which part of a day the words name."""

from datetime import time

import pytest

from intents.slots import hours

SIX = time(18)


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("上午", None, time(12)),
        ("明早", None, time(12)),
        ("中午", time(12), time(14)),
        ("下午", time(12), SIX),
        ("今晚", SIX, None),
        ("14:00到16:00", time(14), time(16)),
        ("下午2点到4点半", time(14), time(16, 30)),
        ("两点到四点", time(14), time(16)),
        ("上午9点到11点", time(9), time(11)),
        ("晚上7点到9点", time(19), time(21)),
        ("9点-11点一刻", time(9), time(11, 15)),
        ("12点到1点", time(12), time(13)),
        ("凌晨两点到六点", time(2), time(6)),
        ("今晚7点到9点", time(19), time(21)),
        ("下午三点以后", time(15), None),
        ("10点前", None, time(10)),
        ("8点20分之前", None, time(8, 20)),
    ],
)
def test_a_part_of_a_day_has_its_bounds(words: str, since: time | None, until: time | None) -> None:
    (part,) = hours.parts(words, SIX)
    assert (part.since, part.until, part.vague) == (since, until, False)


@pytest.mark.parametrize(
    ("words", "minutes"), [("两个小时", 120), ("半小时", 30), ("一个半小时", 90), ("3小时", 180), ("一个钟头", 60)]
)
def test_a_stretch_of_time_has_its_length(words: str, minutes: int) -> None:
    assert [one.minutes for one in hours.parts(words, SIX)] == [minutes]


def test_half_a_day_is_not_said_which() -> None:
    assert [one.vague for one in hours.parts("请半天假", SIX)] == [True]


@pytest.mark.parametrize("words", ["25点", "10:75", "3栋2单元501", "16点到14点", "路灯不亮了"])
def test_what_no_clock_shows_is_no_time(words: str) -> None:
    assert hours.parts(words, SIX) == []
