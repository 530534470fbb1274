"""Cards with buttons as the platform takes them: fields and limits, who may press what, codes that change one once.

The platform calls the lengths of its tables advice and cuts what is longer; here they are rules. Shapes: [DOC 101032]
robot, [DOC 90236] app, [DOC 94888] replacing. The numbers of refusals are not published; ours are guesses.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.clock import Clock

CODE_LIFE = timedelta(hours=72)
_TASK = re.compile(r"[0-9A-Za-z_@-]{1,128}")
_FIELDS = frozenset(
    {"card_type", "source", "action_menu", "main_title", "quote_area", "sub_title_text", "horizontal_content_list"}
    | {"card_action", "button_selection", "button_list", "task_id"}
)
_LETTERS = {"title": 26, "desc": 30, "sub_title_text": 112, "keyname": 5, "value": 26, "text": 10}
_KEY_BYTES, _LINES, _BUTTONS, _STYLES = 1024, 6, 6, frozenset({1, 2, 3, 4})


class BadCard(ValueError):
    """A breach of the card rules, in words."""


def check(card: Any, *, replaces: bool = False) -> Mapping[str, Any]:
    """The card, if it is one with buttons. `replaces`: it takes the place of another, and may grey its buttons."""
    _demand(isinstance(card, dict), "template_card is missing")
    known = _FIELDS | ({"replace_text"} if replaces else frozenset())
    _demand(set(card) <= known, f"unknown card fields: {sorted(set(card) - known)}")
    _demand(card.get("card_type") == "button_interaction", f"card_type {card.get('card_type')} has no buttons")
    title = card.get("main_title")
    _demand(isinstance(title, dict) and bool(title.get("title")), "main_title.title is missing")
    _short(title, "title", "desc")
    _short(card, "sub_title_text")
    _listed(card.get("horizontal_content_list", []), _LINES, "horizontal_content_list", "keyname", "value")
    buttons = card.get("button_list")
    _demand(isinstance(buttons, list) and bool(buttons), "button_list is missing")
    _listed(buttons, _BUTTONS, "button_list", "text")
    _keyed(buttons)
    _demand(replaces or bool(_TASK.fullmatch(str(card.get("task_id", "")))), "task_id is missing or out of rule")
    given: Mapping[str, Any] = card
    return given


def words(card: Mapping[str, Any], greyed: str = "") -> str:
    """What is to be read on it."""
    title = card["main_title"]
    lines = [f"{one['keyname']} {one['value']}" for one in card.get("horizontal_content_list", [])]
    buttons = greyed or "".join(f"［{one['text']}］" for one in card["button_list"])
    parts = (title["title"], title.get("desc", ""), card.get("sub_title_text", ""), *lines, buttons)
    return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Shown:
    """A card in somebody's chat. `greyed` "": its buttons can be pressed; else the word that took their place."""

    task_id: str
    fields: Mapping[str, Any]
    greyed: str = ""

    @property
    def view(self) -> dict[str, Any]:
        """As the chat page draws it."""
        return {"task_id": self.task_id, "greyed": self.greyed, **self.fields}


@dataclass
class _Code:
    task_id: str
    chats: tuple[str, ...]
    until: datetime
    used: bool = False


@dataclass
class CardDesk:
    """Every card anybody was shown, by the 1:1 chat it stands in ("app:chen", "aibot:chen") and its name."""

    clock: Clock
    _shown: dict[tuple[str, str], Shown] = field(default_factory=dict)
    _names: set[tuple[str, str]] = field(default_factory=set)
    _codes: dict[str, _Code] = field(default_factory=dict)

    def claim(self, door: str, task_id: str) -> None:
        """An app or robot uses a name once; BadCard otherwise."""
        _demand((door, task_id) not in self._names, f"task_id {task_id} has been used before")
        self._names.add((door, task_id))

    def show(self, chat: str, card: Mapping[str, Any]) -> Shown:
        shown = Shown(str(card["task_id"]), card)
        self._shown[chat, shown.task_id] = shown
        return shown

    def change(self, chat: str, task_id: str, card: Mapping[str, Any] | None, greyed: str = "") -> Shown | None:
        """The card as it stands from now on (`card` None: the same with greyed buttons); None if it is not there."""
        before = self._shown.get((chat, task_id))
        if before is None:
            return None
        after = replace(before, fields=before.fields if card is None else card, greyed=greyed)
        self._shown[chat, task_id] = after
        return after

    def find(self, chat: str, task_id: str) -> Shown | None:
        return self._shown.get((chat, task_id))

    def pressable(self, chat: str, task_id: str, key: str) -> None:
        """What a phone would let somebody press; ValueError otherwise."""
        shown = self.find(chat, task_id)
        if shown is None or shown.greyed or key not in {one["key"] for one in shown.fields["button_list"]}:
            raise ValueError(f"{chat} shows no such button")

    def issue(self, task_id: str, chats: Iterable[str]) -> str:
        """A response_code: changes the card in these chats once, within 72 hours."""
        code = secrets.token_urlsafe(24)
        self._codes[code] = _Code(task_id, tuple(chats), self.clock.now() + CODE_LIFE)
        return code

    def redeem(self, code: str, chats: Iterable[str]) -> str:
        """The name of the card that may be changed in these chats; BadCard when the code is worn out."""
        known = self._codes.get(code)
        if known is None:
            raise BadCard("invalid response_code")
        _demand(not known.used and self.clock.now() < known.until, "response_code expired")
        _demand(set(chats) <= set(known.chats), "response_code is for somebody else")
        known.used = True
        return known.task_id


def _keyed(buttons: list[Mapping[str, Any]]) -> None:
    keys = [one.get("key") for one in buttons]
    _demand(all(isinstance(key, str) and 0 < len(key.encode()) <= _KEY_BYTES for key in keys), "button key out of rule")
    _demand(len(set(keys)) == len(keys), "button keys must differ")
    _demand(all(one.get("style", 1) in _STYLES for one in buttons), "button style is 1 to 4")


def _listed(items: Any, most: int, name: str, *needed: str) -> None:
    _demand(isinstance(items, list) and len(items) <= most, f"{name} holds at most {most}")
    for item in items:
        _demand(isinstance(item, dict) and all(item.get(one) for one in needed), f"{name} lacks {needed}")
        _short(item, *needed)


def _short(holder: Mapping[str, Any], *names: str) -> None:
    for name in names:
        value = holder.get(name, "")
        _demand(isinstance(value, str) and len(value) <= _LETTERS[name], f"{name} over {_LETTERS[name]} letters")


def _demand(holds: bool, rule: str) -> None:
    if not holds:
        raise BadCard(rule)
