"""Cards on the wire: the button_interaction of robot and app, and how a clicked one is replaced.

Shapes: [DOC 101032] robot, [DOC 90236] app, [DOC 94888] replacing.
"""

from bot.domain.cards import Card

_MAIN, _PLAIN = 1, 2


def payload(card: Card) -> dict[str, object]:
    """`template_card` of a message with buttons. Empty fields are left out: the platform takes none."""
    fields: dict[str, object] = {
        "card_type": "button_interaction",
        "main_title": {"title": card.title} | ({"desc": card.desc} if card.desc else {}),
        "sub_title_text": card.text,
        "horizontal_content_list": [{"keyname": name, "value": value} for name, value in card.lines],
        "button_list": [
            {"text": one.text, "style": _MAIN if one.main else _PLAIN, "key": one.press.value} for one in card.buttons
        ],
        "task_id": card.task_id,
    }
    return {name: value for name, value in fields.items() if value}


def replacement(card: Card) -> dict[str, object]:
    """`template_card` that takes the place of one already sent; a word in `replace_text` greys its buttons.

    It keeps the name of the card it replaces.
    """
    fields = {name: value for name, value in payload(card).items() if name != "task_id"}
    return fields | ({"replace_text": card.over} if card.over else {})
