"""What must be true when all is over, however often the process died: judged by what `lianxin show` prints."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox.transcript import Source
from tests.campaigns.town import Town

_Rows = list[dict[str, Any]]
_OPENING = {"hazard", "red", "wish"}


@dataclass(frozen=True)
class EndState:
    """All that is stored."""

    messages: _Rows
    tickets: _Rows
    orders: _Rows
    outbox: _Rows
    reminders: _Rows
    ledger: _Rows

    def counts(self) -> dict[str, int]:
        states = Counter(f"posts {post['state']}" for post in self.outbox)
        return {
            "messages": len(self.messages),
            "tickets": len(self.tickets),
            "orders": len(self.orders),
            "transfers": len(self.ledger),
            "reminders sent": sum(1 for one in self.reminders if one["sent_at"]),
            **dict(sorted(states.items())),
        }


async def read(town: Town) -> EndState:
    return EndState(**{what: await town.show(what) for what in EndState.__dataclass_fields__})


def problems(town: Town, end: EndState) -> list[str]:
    """Every breach, in words; empty when nothing was lost and nothing happened twice."""
    return [*_messages(town, end), *_effects(town, end), *_answers(town, end), *_posts(town, end), *_books(end)]


def _messages(town: Town, end: EndState) -> Iterator[str]:
    stored = Counter(row["msgid"] for row in end.messages)
    for line in town.said:
        if not line.acknowledged:
            yield f"{line.msgid} was never acknowledged"
        if stored[line.msgid] != 1:
            yield f"{line.msgid} is stored {stored[line.msgid]} times"
    yield from (f"{row['msgid']} was not handled" for row in end.messages if row["outcome"] is None)
    if len(end.messages) != len(town.said):
        yield f"{len(end.messages)} messages stored, {len(town.said)} said"


def _effects(town: Town, end: EndState) -> Iterator[str]:
    filed = Counter(row["reporter"] for row in end.tickets)
    ordered = Counter(row["person"] for row in end.orders)
    for line in town.said:
        if filed[line.sender] != (line.kind in _OPENING):
            yield f"{line.sender} ({line.kind}) has {filed[line.sender]} tickets"
        if ordered[line.sender] != (line.kind == "meal"):
            yield f"{line.sender} ({line.kind}) has {ordered[line.sender]} orders"
    numbers = sorted(row["number"] for row in end.tickets)
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"ticket numbers have gaps or repeat: {numbers}"


def _answers(town: Town, end: EndState) -> Iterator[str]:
    """Once in the callback or once by response_url; not at all only where nobody knows what became of it."""
    late = Counter(line.msgid for line in town.heard(Source.RESPONSE))
    replies = {row["target"]: row["state"] for row in end.outbox if row["channel"] == "reply"}
    rows = {row["msgid"]: row for row in end.messages}
    for line in town.said:
        row = rows.get(line.msgid)
        if row is None:
            continue
        seen, state = len(line.answers) + late[line.msgid], replies.get(str(row["id"]))
        least = 1 if row["reply"] and state != "unknown" else 0
        if not least <= seen <= bool(row["reply"]):
            yield f"{line.msgid}: answered {seen} times, its reply is {state}"


def _posts(town: Town, end: EndState) -> Iterator[str]:
    """What the stand-in heard, against what the outbox says was sent."""
    heard = Counter((line.chat, line.text) for line in town.heard(Source.PUSH, Source.APP))
    sent, unknown = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for post in (one for one in end.outbox if one["channel"] in {"robot", "app"}):
        chat = post["target"] if post["channel"] == "robot" else f"app:{post['target']}"
        counter = {"sent": sent, "unknown": unknown}.get(post["state"])
        if counter is not None:
            counter[chat, post["body"]] += 1
    for what in heard.keys() | sent.keys() | unknown.keys():
        if not sent[what] <= heard[what] <= sent[what] + unknown[what]:
            yield f"{what} heard {heard[what]} times, sent {sent[what]}, unknown {unknown[what]}"
    yield from _attempts(end)


def _attempts(end: EndState) -> Iterator[str]:
    causes = {row["cause"] for row in end.outbox}
    for post in end.outbox:
        outcomes = [one["outcome"] for one in post["attempts"]]
        if post["state"] in {"queued", "sending"}:
            yield f"{post['cause']} is still {post['state']}"
        if any(one not in {"retry", "paused"} for one in outcomes[:-1]) or None in outcomes:
            yield f"{post['cause']} was sent again after {outcomes}"
        red = post["priority"] == "red" and ":again" not in post["cause"]
        if red and post["state"] == "unknown" and not any(one.startswith(f"{post['cause']}:again") for one in causes):
            yield f"{post['cause']} is red, unknown, and was told nowhere else"


def _books(end: EndState) -> Iterator[str]:
    for transfer in end.ledger:
        if sum(entry["amount"] for entry in transfer["entries"]):
            yield f"transfer {transfer['cause']} is not balanced"
    for name, rows, key in (
        ("transfer", end.ledger, ("cause",)),
        ("reminder", end.reminders, ("ticket", "step", "level", "occurrence")),
    ):
        counted = Counter(tuple(row[part] for part in key) for row in rows)
        yield from (f"{name} {one} is there {times} times" for one, times in counted.items() if times > 1)
