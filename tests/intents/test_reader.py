"""A message read in its scene."""

import gc
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import requests, roster
from bot.domain.requests import Action, Intent, Pending
from bot.domain.tickets import Kind, Move
from bot.domain.urgency import Urgency
from intents import reader
from intents.scene import Scene
from tests.intents.conftest import NOW, Read, _community


def test_loading_leaves_the_garbage_collector_as_it_was() -> None:
    gc.disable()
    try:
        reader.warm()
        assert not gc.isenabled()
    finally:
        gc.enable()
    reader.warm()
    assert gc.isenabled()


def test_what_is_loaded_is_not_gone_through_for_garbage() -> None:
    gc.unfreeze()
    reader.warm()
    assert gc.get_freeze_count() > 0


def test_a_hazard_with_a_place_is_filed(read: Read) -> None:
    reading = read("3栋2单元的路灯又不亮了")
    assert (reading.intent, reading.action, reading.category) == (Intent.HAZARD, Action.ACT, "lighting")
    assert reading.place is not None
    assert (reading.place.building, reading.place.unit) == ("3", "2")
    assert any("路灯" in reason for reason in reading.why)


def test_a_hazard_without_a_place_asks_where_once(read: Read) -> None:
    (asked,) = read("路灯不亮了").requests
    assert isinstance(asked, requests.Clarify)
    assert asked.slot == "place"


def test_somebody_the_roster_knows_is_not_asked_about_their_own_stairs(read: Read) -> None:
    (opened,) = read("我们楼道灯不亮了", who="wang").requests
    assert isinstance(opened, requests.OpenTicket)
    assert opened.place is not None
    assert opened.place.building == "3"


def test_danger_is_never_delayed_by_a_question(read: Read) -> None:
    reading = read("楼道里一股煤气味")
    (opened,) = reading.requests
    assert isinstance(opened, requests.OpenTicket)
    assert (opened.safety, reading.urgency) == ("gas", Urgency.RED)


def test_a_danger_told_beside_a_good_end_is_where_it_is_said_to_be(read: Read) -> None:
    (opened,) = read("6栋水修好了 5栋有人触电了").requests
    assert isinstance(opened, requests.OpenTicket)
    assert opened.place is not None
    assert opened.place.building == "5"


def test_a_drill_is_announced_and_not_reported(read: Read) -> None:
    assert read("今天我们搞消防演习，2栋楼道冒烟大家不要慌").silent


@pytest.mark.parametrize("line", ["3 办结 燃气公司换了阀门，检测无泄漏", "3 办结 冒烟的充电器拿走了，没着火"])
def test_what_staff_say_was_done_about_a_danger_is_no_new_danger(read: Read, line: str) -> None:
    (moved,) = read(line, who="chen").requests
    assert isinstance(moved, requests.MoveTicket)
    assert (moved.move, moved.number) == (Move.RESOLVE, 3)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("3 办结 可是厨房又冒烟了，着火了", "chen"),
        ("3 办结 5栋有人晕倒了", "chen"),
        ("3 办好了。5栋着火了快来人", "chen"),
        ("办结 着火了快来人", "wang"),
    ],
)
def test_a_danger_rings_whatever_is_said_to_be_done_beside_it(read: Read, line: str, who: str) -> None:
    assert read(line, who=who).urgency is Urgency.RED


def test_two_matters_in_one_line_become_two_requests(read: Read) -> None:
    first, second = read("3栋灯坏了，另外明天中午两份饭").requests
    assert isinstance(first, requests.OpenTicket)
    assert isinstance(second, requests.OrderMeal)
    assert second.quantity == 2


def test_an_order_for_two_meals_becomes_two_orders(read: Read) -> None:
    orders = read("明天午饭订一份，晚饭也订一份").requests
    assert [(one.service, one.quantity) for one in orders if isinstance(one, requests.OrderMeal)] == [
        ("lunch", 1),
        ("dinner", 1),
    ]


def test_a_stretch_of_days_becomes_an_order_for_each(read: Read) -> None:
    orders = read("下周一到周五中午都给我订一份饭").requests
    assert [str(one.day) for one in orders if isinstance(one, requests.OrderMeal)] == [
        "2026-11-30",
        "2026-12-01",
        "2026-12-02",
        "2026-12-03",
        "2026-12-04",
    ]


def test_a_correction_of_the_kind_opens_nothing(read: Read) -> None:
    assert read("12 改类 心愿").requests == (requests.Guide(),)


def test_two_or_three_portions_are_asked_about(read: Read) -> None:
    (asked,) = read("明天中午要两三份饭").requests
    assert isinstance(asked, requests.Clarify)
    assert asked.slot == "quantity"


def test_wanting_to_order_says_too_little(read: Read) -> None:
    (asked,) = read("我要订餐").requests
    assert isinstance(asked, requests.Clarify)
    assert asked.slot == "service"


@pytest.mark.parametrize(
    ("line", "silence"),
    [("大家早上好", "greeting"), ("谢谢大家", "thanks"), ("楼道灯已经修好了，感谢师傅们", "past")],
)
def test_what_is_no_matter_is_left_alone_with_a_reason(read: Read, line: str, silence: str) -> None:
    reading = read(line)
    assert (reading.action, reading.silence) == (Action.SILENT, silence)


def test_nobody_who_did_not_speak_to_us_is_guided(read: Read) -> None:
    assert read("这是什么情况", addressed=False).action is Action.SILENT
    assert read("这是什么情况", addressed=True).requests == (requests.Guide("这是什么情况"),)


def test_the_directory_answers_its_questions(read: Read) -> None:
    assert read("老年证要带什么材料").requests == (requests.ShowDirectory("老年证"),)


def test_a_worker_closes_what_a_resident_confirms(read: Read) -> None:
    quote = "#12 3栋路灯不亮"
    (by_worker,) = read("修好了", who="chen", quote=quote).requests
    (by_resident,) = read("修好了", who="wang", quote=quote).requests
    assert isinstance(by_worker, requests.MoveTicket)
    assert isinstance(by_resident, requests.AnswerClosing)


def test_an_answer_completes_the_open_question(read: Read) -> None:
    waiting = requests.OpenTicket("路灯不亮了", Kind.HAZARD, "lighting")
    reading = read("3栋门口", pending=Pending("place", waiting))
    (opened,) = reading.requests
    assert isinstance(opened, requests.OpenTicket)
    assert (opened.text, reading.intent) == ("路灯不亮了", Intent.HAZARD)


def test_a_very_long_line_is_read_in_part_and_says_so(read: Read) -> None:
    assert "只看了前 2000 字" in read("3栋路灯不亮了。" * 600).why


def test_a_dispute_is_a_hazard_outside_and_a_dispute_inside(read: Read) -> None:
    reading = read("楼上跟我家吵起来了，天天骂我，请社区调解一下")
    (opened,) = reading.requests
    assert isinstance(opened, requests.OpenTicket)
    assert (reading.intent, opened.kind) == (Intent.HAZARD, Kind.DISPUTE)


@given(st.text(max_size=200))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    scene = Scene(now=NOW, community=_community(), person=None, in_group=True, addressed=True, bot_name="连心")
    assert reader.read(text, scene).action in Action


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1234567890",
        "（【[{",
        "😀🔥👨\u200d👩",
        "灯",
        "一",
        "aБ灯あ1 ",
        "\u200b",
        "\u202eاب",
        "\ud83d",
        "\0",
        "e\u0301",
        *(
            "@",
            "#1 ",
            "3-",
            "\n",
            "，。",
            "“”",
            "3栋",
            "周一到",
            "两份",
            "1. 张三 两份\n",
            "+1",
            "路和",
            "A3区",
            "再加一",
        ),
    ],
)
@pytest.mark.parametrize("staff", [False, True])
def test_ten_thousand_characters_of_one_kind_break_nothing(unit: str, *, staff: bool) -> None:
    home = _community()
    person = home.people[1] if staff else None
    scene = Scene(now=NOW, community=home, person=person, in_group=True, addressed=True, bot_name="连心")
    reading = reader.read((unit * 10_000)[:10_000], scene)
    json.dumps([reading.why, [str(one) for one in reading.requests]], ensure_ascii=False).encode()


def test_a_quoted_line_is_not_what_the_writer_says(community: roster.Community) -> None:
    scene = Scene(now=NOW, community=community, person=None, in_group=True, addressed=True, bot_name="连心")
    for quote in ("3栋着火了快来人", "3栋路灯不亮了", "明天中午两份饭"):
        reading = reader.read("谢谢大家", replace(scene, quote=quote))
        assert (reading.action, reading.requests, reading.place) == (Action.SILENT, (), None)


def test_a_worker_is_asked_for_with_a_building(read: Read) -> None:
    (asked,) = read("我住3栋，我的网格员是谁").requests
    assert isinstance(asked, requests.ShowMyWorker)
    assert asked.place is not None
    assert asked.place.building == "3"


@pytest.mark.parametrize("said", ["取消订餐", "取消明天的订餐", "明天的饭不订了", "今儿别给我送饭了"])
def test_an_order_is_cancelled_in_many_words(read: Read, said: str) -> None:
    (asked,) = read(said).requests
    assert isinstance(asked, requests.CancelMeal)


@pytest.mark.parametrize("line", ["明天不在家", "下午不在家 别来修", "居民说明天上午不在家"])
def test_somebody_who_is_not_at_home_has_ordered_nothing(read: Read, line: str) -> None:
    found = read(line)
    assert not any(isinstance(one, requests.OrderMeal | requests.CancelMeal) for one in found.requests)
    assert found.action is not Action.ACT


def test_after_a_but_something_else_may_be_wrong(read: Read) -> None:
    (opened,) = read("灯修好了谢谢，不过3栋门禁还是刷不开").requests
    assert isinstance(opened, requests.OpenTicket)
    assert opened.category == "security"


def test_somebody_far_away_reports_for_their_mother(read: Read) -> None:
    (opened,) = read("我妈住你们那 5栋 我在外地 她灯坏了没人修").requests
    assert isinstance(opened, requests.OpenTicket)
    assert opened.category == "lighting"
