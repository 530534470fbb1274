"""A card on the wire."""

from bot.domain.cards import Button, Card, Press
from bot.wecom import cards

BUTTONS = (Button(Press.ACCEPT, "受理", main=True), Button(Press.RESOLVE, "办结"))
FULL = Card("t-1", "#12 照明", "已派单 陈静", "居民说：不亮", (("地点", "3栋"),), BUTTONS)


def test_a_card_has_every_field_the_platform_asks_for() -> None:
    assert cards.payload(FULL) == {
        "card_type": "button_interaction",
        "main_title": {"title": "#12 照明", "desc": "已派单 陈静"},
        "sub_title_text": "居民说：不亮",
        "horizontal_content_list": [{"keyname": "地点", "value": "3栋"}],
        "button_list": [
            {"text": "受理", "style": 1, "key": "accept"},
            {"text": "办结", "style": 2, "key": "resolve"},
        ],
        "task_id": "t-1",
    }


def test_what_is_empty_is_left_out() -> None:
    bare = cards.payload(Card("t-1", "#12 照明", buttons=BUTTONS[:1]))
    assert sorted(bare) == ["button_list", "card_type", "main_title", "task_id"]
    assert bare["main_title"] == {"title": "#12 照明"}


def test_a_replacement_has_no_name_and_greys_only_what_is_over() -> None:
    assert "task_id" not in cards.replacement(FULL)
    assert "replace_text" not in cards.replacement(FULL)
    over = Card("t-1", "#12 照明", buttons=(Button(Press.SHOW, "待确认"),), over="待确认")
    assert cards.replacement(over)["replace_text"] == "待确认"
