"""拆分: two matters in one report become two tickets; whoever spoke of one of them alone follows that one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain import delivery, requests, tickets
from bot.domain.tickets import Move, Supporter
from bot.handlers.context import Context, Reply
from bot.handlers.saying import addressing, describing
from bot.handlers.tickets import opening, supporting
from bot.wording import splits as say
from bot.wording.tickets import Sight
from intents.staff import splits
from intents.talk import choices


@dataclass(frozen=True, slots=True)
class _Part:
    """Which of the two matters somebody means, by what they said and where they live."""

    first: bool
    second: bool

    @property
    def moves(self) -> bool:
        """They wait for the second alone."""
        return self.second and not self.first


async def second(request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket) -> Reply:
    """File what `request` says as a ticket of its own, for whoever it is about, who is told its number."""
    matter = splits.matter(request.text, ticket, ctx.community, ctx.bot_name)
    joined = await ctx.work.tickets.supporters(ticket.community, ticket.number)
    parts = await _parts(ctx, ticket, matter, joined)
    own = Supporter(ticket.community, ticket.number, ticket.reporter, ticket.channel, ctx.now, ticket.chat)
    whose = own if parts[own.person].second else _heir(ctx, matter, joined, parts) or own
    speaker = replace(ctx.spoken_by(whose.person, whose.chat), channel=whose.channel)
    other, receipt = await opening.filed(matter, speaker)
    followed = await _follow(ctx, other, joined, parts)
    told = say.told(ticket, receipt.text) if whose is own else say.told_neighbour(ticket, other, receipt.text)
    news = addressing.to_reporter(ctx, other, f"ticket:{other.number}:split", lambda _: told)
    text = say.split_off(other, describing.label(ctx, other), ctx.sight)
    return Reply(text, (*receipt.posts, *(news if whose.person else ()), *_tell(ctx, ticket, other, followed)))


def _heir(
    ctx: Context, matter: requests.OpenTicket, joined: Sequence[Supporter], parts: dict[str, _Part]
) -> Supporter | None:
    """The first neighbour who means nothing else; or who lives in the building and may mean it too."""
    there = matter.place.building if matter.place else None
    alone = [one for one in joined if parts[one.person].moves]
    lives = [one for one in joined if parts[one.person].second and there and _home(ctx, one.person) == there]
    return next(iter((*alone, *lives)), None)


def _home(ctx: Context, person: str) -> str:
    known = ctx.community.person(person)
    return known.building if known else ""


async def _parts(
    ctx: Context, ticket: tickets.Ticket, matter: requests.OpenTicket, joined: Sequence[Supporter]
) -> dict[str, _Part]:
    """By person, the reporter among them."""
    said = {one.person: "" for one in joined} | {ticket.reporter: ticket.text}
    for step in await ctx.work.tickets.history(ticket.community, ticket.number):
        if step.move is Move.ADD and step.by in said:
            said[step.by] += f"\n{step.reason}"
    return {person: _part(ctx, person, words, ticket, matter) for person, words in said.items()}


def _part(ctx: Context, person: str, words: str, ticket: tickets.Ticket, matter: requests.OpenTicket) -> _Part:
    """Where the two lie in different buildings, whoever is known to live in one of them means that one; otherwise their
    words tell. 我也是 is said of both."""
    here = ticket.place.building if ticket.place else None
    there = matter.place.building if matter.place else None
    home = _home(ctx, person)
    if there and there != here and home and home in {here, there}:
        return _Part(home == here, home == there)
    named = _Part(choices.names(words, ticket.category, ""), choices.names(words, matter.category, matter.text))
    return named if named.first or named.second else _Part(first=True, second=there in {None, here})


async def _follow(
    ctx: Context, other: tickets.Ticket, joined: Sequence[Supporter], parts: dict[str, _Part]
) -> list[Supporter]:
    """Those who wait for the second matter are counted there, and no longer here if it is all they wait for. Who has
    gone over, without its reporter."""
    followed = []
    for one in joined:
        if parts[one.person].moves:
            await ctx.work.tickets.unsupport(one)
        if parts[one.person].second and one.person != other.reporter:
            await ctx.work.tickets.support(replace(one, ticket=other.number))
            followed.append(one)
    return [one for one in followed if parts[one.person].moves]


def _tell(
    ctx: Context, ticket: tickets.Ticket, other: tickets.Ticket, followed: Sequence[Supporter]
) -> tuple[delivery.Post, ...]:
    label = describing.label(ctx, other)

    def news(sight: Sight) -> str:
        return say.followed(ticket, other, label, sight)

    return supporting.to_each(ctx, other, f"ticket:{other.number}:split:joined", followed, news)
