"""The inside of a callback before it is sealed, with the field names of the platform [DOC 100719, 101027, 90239]."""

import json
from collections.abc import Mapping
from typing import Any


def aibot_head(msgid: str, aibotid: str, userid: str, chat: str) -> dict[str, Any]:
    """`chatid` is absent in a 1:1 chat."""
    head: dict[str, Any] = {"msgid": msgid, "aibotid": aibotid}
    if chat:
        head["chatid"] = chat
    return head | {"chattype": "group" if chat else "single", "from": {"userid": userid}}


def aibot_content(text: str, photo_url: str) -> dict[str, Any]:
    """Words, a picture, or both; a picture with words travels as `mixed`."""
    words = {"msgtype": "text", "text": {"content": text}}
    picture = {"msgtype": "image", "image": {"url": photo_url}}
    if text and photo_url:
        return {"msgtype": "mixed", "mixed": {"msg_item": [words, picture]}}
    return picture if photo_url else words


def aibot_quote(text: str) -> dict[str, Any]:
    """Neither the id nor the author of what was quoted."""
    return {"quote": {"msgtype": "text", "text": {"content": text}}} if text else {}


def aibot_enter_chat(msgid: str, aibotid: str, userid: str, at: int) -> dict[str, Any]:
    head = {"msgid": msgid, "create_time": at, "aibotid": aibotid, "from": {"userid": userid}}
    return head | {"msgtype": "event", "event": {"eventtype": "enter_chat"}}


def aibot_card_click(head: Mapping[str, Any], at: int, key: str, task_id: str) -> dict[str, Any]:
    click = {"card_type": "button_interaction", "event_key": key, "task_id": task_id}
    event = {"eventtype": "template_card_event", "template_card_event": click}
    return {**head, "create_time": at, "msgtype": "event", "event": event}


def aibot_feedback(head: Mapping[str, Any], at: int, feedback_id: str, kind: int) -> dict[str, Any]:
    event = {"eventtype": "feedback_event", "feedback_event": {"id": feedback_id, "type": kind}}
    return {**head, "create_time": at, "msgtype": "event", "event": event}


def aibot_refresh(head: Mapping[str, Any], stream_id: str) -> dict[str, Any]:
    return {**head, "msgtype": "stream", "stream": {"id": stream_id}}


def as_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def xml(fields: Mapping[str, str | int]) -> str:
    """Words in CDATA, numbers bare, as the platform writes them."""
    inside = "".join(f"<{key}>{_value(value)}</{key}>" for key, value in fields.items())
    return f"<xml>{inside}</xml>"


def _value(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return f"<![CDATA[{value.replace(']]>', ']]]]><![CDATA[>')}]]>"


def xml_message(to: str, sender: str, at: int, msgid: int, text: str, photo: tuple[str, str]) -> dict[str, str | int]:
    """Text, or a picture given as (URL, media id)."""
    head: dict[str, str | int] = {"ToUserName": to, "FromUserName": sender, "CreateTime": at}
    url, media_id = photo
    if url:
        return head | {"MsgType": "image", "PicUrl": url, "MediaId": media_id, "MsgId": msgid}
    return head | {"MsgType": "text", "Content": text, "MsgId": msgid}


def xml_event(to: str, sender: str, at: int, event: str, key: str = "") -> dict[str, str | int]:
    """Events carry no MsgId."""
    head: dict[str, str | int] = {"ToUserName": to, "FromUserName": sender, "CreateTime": at}
    return head | {"MsgType": "event", "Event": event, "EventKey": key}


def xml_card_click(
    event: Mapping[str, str | int], agent_id: int, task_id: str, response_code: str
) -> dict[str, str | int]:
    """A button on a card of the app, as an addition to the event [DOC 90240]."""
    click = {"TaskId": task_id, "CardType": "button_interaction", "ResponseCode": response_code}
    return {**event, **click, "AgentID": agent_id}
