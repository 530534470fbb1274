"""A photo alone: it completes the 办结 that waits for one, else it belongs to what its sender reported."""

from bot.domain import requests
from bot.handlers import gating, opening, working
from bot.handlers.context import Context, Reply


async def add_to_ticket(request: requests.AddToTicket, ctx: Context) -> Reply:
    """More about something open; see `opening.add_to_ticket`."""
    waiting = await gating.completed_by_photo(ctx) if not request.text else None
    if waiting:
        return await working.move_ticket(waiting, ctx)
    return await opening.add_to_ticket(request, ctx)
