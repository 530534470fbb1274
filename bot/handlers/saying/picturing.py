"""Photos of a message are tied to the ticket it is about, and show it before or after the work."""

from bot.domain import tickets
from bot.domain.photos import Album, Stage
from bot.handlers.context import Context


async def attach(ctx: Context, ticket: tickets.Ticket, stage: Stage | None = None) -> Album:
    """Tie to the ticket the photos of this message and of the one whose question it answers; how many came.

    `stage`: if not given, what staff send once the work is said to be done counts as after the work.
    """
    shows = stage or _stage(ctx, ticket)
    messages = [one for one in (ctx.asked_about, ctx.message_id) if one is not None]
    count = sum([await ctx.work.photos.attach(one, ticket.community, ticket.number, shows) for one in messages])
    return Album(after=count) if shows is Stage.AFTER else Album(before=count)


def _stage(ctx: Context, ticket: tickets.Ticket) -> Stage:
    """Photos of the reporter or a neighbour show what is still wrong, whenever they come."""
    actors = ctx.actors(ticket)
    done = ticket.state is tickets.State.CONFIRMING and actors and tickets.Actor.REPORTER not in actors
    return Stage.AFTER if done else Stage.BEFORE
