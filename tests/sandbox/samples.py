"""Cards as a bot might send them."""

from typing import Any


def card(task_id: str = "t-1", **more: Any) -> dict[str, Any]:
    """One that keeps every rule."""
    fields: dict[str, Any] = {
        "card_type": "button_interaction",
        "main_title": {"title": "#1 【一般·隐患】照明", "desc": "已派单"},
        "sub_title_text": "居民说：路灯不亮了",
        "horizontal_content_list": [{"keyname": "地点", "value": "3栋2单元"}],
        "button_list": [{"text": "受理", "style": 1, "key": "accept"}, {"text": "办结", "style": 2, "key": "resolve"}],
        "task_id": task_id,
    }
    return fields | more
