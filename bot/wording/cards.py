"""What stands on a card, and what is said to whoever presses one. Only ever shown 1:1, to somebody who must act."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import cards
from bot.domain.cards import Button, Card, Press
from bot.domain.photos import NONE, Album
from bot.domain.tickets import State, Ticket
from bot.wording import words

_BUTTONS = {Press.ACCEPT: "受理", Press.REASSIGN: "转派", Press.RESOLVE: "办结"}
#: Which of the buttons is drawn in colour: the first of these that is there.
_NEXT = (Press.ACCEPT, Press.RESOLVE, Press.REASSIGN)
_DUE = {State.REFERRED: "答复", State.ACCEPTED: "办结", State.WORKING: "办结"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card tells beside the ticket. `said` without numbers; `who` has it in hand; `at`: since when it stands as
    it does, local; `nobody`: there was nobody to give it to. `reporter`: with their home, where whoever reads
    it must be able to go there."""

    label: str
    said: str = ""
    photos: Album = NONE
    who: str = ""
    at: datetime | None = None
    result: str = ""
    nobody: bool = False
    reporter: str = ""
    phone: str = ""


def of_ticket(ticket: Ticket, facts: Facts, task_id: str, presses: tuple[Press, ...]) -> Card:
    """The ticket on one screen, with the buttons in `presses`; without any, one that only tells how it stands."""
    state = words.STATES[ticket.state]
    kind = f"{words.URGENCIES[ticket.urgency]}·{words.KINDS[ticket.kind]}"
    told = f"居民说：{facts.said}" if facts.said else ""
    lines = (
        ("地点", words.where(ticket.place, exact=True)),
        ("报告人", facts.reporter),
        ("电话", facts.phone),
        ("期限", _until(ticket)),
        ("注意", "没有人可派，请马上转派" if facts.nobody else ""),
        ("照片", words.photos(facts.photos)),
        ("结果", facts.result),
        ("复发", f"三十天内办过 #{ticket.recurs}" if ticket.recurs else ""),
        ("全文", f"回“{ticket.number} 到哪了”看全文" if len(told) > cards.TEXT else ""),
    )
    next_step = next((press for press in _NEXT if press in presses), None)
    shown = tuple(Button(press, _BUTTONS[press], main=press is next_step) for press in presses)
    card = Card(
        task_id=task_id,
        title=f"#{ticket.number} 【{kind}】{words.harmless(facts.label)}",
        desc=_standing(state, facts),
        text=told,
        lines=lines,
        buttons=shown or (Button(Press.SHOW, state),),
        over="" if presses else state,
    )
    return cards.fitted(card)


def refreshed(number: int) -> str:
    """What a changed card would be in words; the platform shows the card."""
    return f"#{number} 卡片已更新。"


def gone_on(card: Card) -> Card:
    """The card of somebody whom the matter no longer concerns: it tells nothing new."""
    word = "已转给别人"
    return replace(card, desc=word, buttons=(Button(Press.SHOW, word),), over=word)


def present(ticket: Ticket, who: str) -> str:
    """A press that changes nothing: how it stands."""
    return f"{_how_it_stands(ticket, who)}，这次点的没有改动。"


def outdated(ticket: Ticket, who: str) -> str:
    """The card is from before the ticket went to somebody else."""
    return f"{_how_it_stands(ticket, who)}。这张卡片是以前的，要接手请回“{ticket.number} 接单”。"


def asks_result(number: int) -> str:
    return f"#{number} 怎么处理的？直接回一句就行，例如“已换灯泡”。过后再说，请回“{number} 办结 已换灯泡”。"


def asks_person(number: int) -> str:
    return f"#{number} 转给谁？直接回名字就行，例如“张三”。过后再说，请回“{number} 转给 张三”。"


def _how_it_stands(ticket: Ticket, who: str) -> str:
    hands = f"，在{who}手上" if who and not ticket.ended else ""
    return f"#{ticket.number} 现在是“{words.STATES[ticket.state]}”{hands}"


def _standing(state: str, facts: Facts) -> str:
    at = words.moment(facts.at) if facts.at else ""
    return " ".join(part for part in (state, facts.who, at) if part)


def _until(ticket: Ticket) -> str:
    waits = ticket.state in {State.NEW, State.ASSIGNED, State.RETURNED}
    due, what = (ticket.accept_due, "接单") if waits else (ticket.resolve_due, _DUE.get(ticket.state, ""))
    return f"{words.moment(due)}前{what}" if due and what else ""
