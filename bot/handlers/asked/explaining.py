"""What somebody asks about the service itself, and those who must not be left without a way on."""

from bot.domain import requests
from bot.handlers.context import Context, Reply
from bot.wording import standing


async def explain(request: requests.Explain, ctx: Context) -> Reply:
    """One sentence that is true here."""
    return Reply(standing.explained(request.topic, ctx.community))
