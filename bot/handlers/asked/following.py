"""3网格呢: what was asked for last stays in mind for a while, so that the next question need not repeat it."""

from datetime import timedelta

from bot.domain import requests
from bot.domain.requests import Slot
from bot.handlers import questions
from bot.handlers.context import Context

Figure = requests.ShowFigure | requests.ShowStatistics | requests.ShowMealCount | requests.ShowTotal
_PATIENCE = timedelta(minutes=15)


async def keep(request: Figure, ctx: Context) -> None:
    """Nothing is asked back, and no question of ours that still stands open gives way."""
    open_question = await questions.current(ctx)
    if ctx.message_id is not None and (open_question is None or open_question.slot is Slot.FIGURE):
        await questions.ask(ctx, Slot.FIGURE, request, _PATIENCE)
