"""把陈静的都转给刘敏: all that somebody has to do goes to somebody else."""

from dataclasses import replace

from bot.domain import requests, roster
from bot.domain.delivery import Post
from bot.domain.tickets import Move, State
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.tickets import working
from bot.wording import handovers as say
from intents.slots import persons


async def hand_over_all(request: requests.HandOverAll, ctx: Context) -> Reply:
    """Each open ticket moves as 12 转给 刘敏 would move it; one receipt for all, which names what stayed and why.

    What is said to be done waits for its reporter and stays; private matters go to no party unless one by one. Others'
    tickets are handed over by heads alone.
    """
    whose = request.person or ctx.person
    if not ctx.roles & roster.STAFF or (whose != ctx.person and not ctx.roles & roster.HEADS):
        return refuse("heads_only")
    to = persons.whom(ctx.community, request.to)
    if to is None:
        return refuse("no_person", request.to)
    acting = ctx.duty.on_duty(to.person) or to.person
    if acting == whose:
        return Reply(say.theirs_already(ctx.community, whose, to.person))
    mine = await ctx.work.tickets.open_of_assignee(ctx.community.code, whose)
    known = sorted((one for one in mine if ctx.actors(one)), key=lambda one: one.number)
    moved: list[int] = []
    stay = [one for one in known if one.state is State.CONFIRMING or (one.private and to.party)]
    stayed = [one.number for one in stay]
    posts: list[Post] = []
    for ticket in (one for one in known if one not in stay):
        order = requests.MoveTicket(Move.REASSIGN, ticket.number, to=request.to)
        made = await working.move_ticket(order, replace(ctx, cause=f"{ctx.cause}:{ticket.number}"))
        after = await ctx.work.tickets.get(ticket.community, ticket.number)
        done = after is not None and after.assignee != whose
        (moved if done else stayed).append(ticket.number)
        posts += made.posts
    receipt = say.all_handed_over(ctx.community, whose, to.person, acting, sorted(moved), sorted(stayed))
    return Reply(receipt, tuple(posts))
