"""What goes out late says for when it was meant: a deadline told yesterday is not a deadline told now."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import cards
from bot.domain.cards import Card
from bot.domain.delivery import TEXT_BYTES, Post, Route
from bot.wording import words

#: So much later than it was meant for, and nothing is said of it: windows, quiet minutes and short outages.
_SOON = timedelta(minutes=30)


def timely(post: Post, now: datetime) -> Post:
    """The post as it goes out at `now` (aware, local): with the moment it was meant for where that is long gone.

    Where a message can hold no more, it goes as it is. An answer stands beneath what was asked, and a card that
    replaces another tells how things stand: neither says so.
    """
    if now - post.not_before < _SOON or post.route is Route.REPLY or post.response_code or not post.body:
        return post
    meant = words.moment(post.not_before.astimezone(now.tzinfo))
    body = f"{post.body}\n（原定{meant}发，当时发不出去，现在补发）"
    fits = len(body.encode()) <= TEXT_BYTES
    card = _marked(post.card, meant) if post.card else None
    return replace(post, body=body if fits else post.body, card=card)


def _marked(card: Card, meant: str) -> Card:
    """With a line more, where there is room for one."""
    room = len(card.lines) < cards.MOST_LINES
    return replace(card, lines=(*card.lines, ("原定", f"{meant}发，现在补发"))) if room else card
