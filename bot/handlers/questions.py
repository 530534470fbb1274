"""The one question that stands open between us and the speaker here: asked, found, settled."""

from datetime import timedelta

from bot import ports
from bot.domain.requests import Request, Slot
from bot.handlers.context import Context


async def ask(ctx: Context, slot: Slot, waiting: Request | None, patience: timedelta) -> ports.Question:
    """Ask in place of any other open question; an answer within `patience` completes the request."""
    question = ports.Question(
        *_here(ctx), slot=slot, request=waiting, asked_at=ctx.now, expires_at=ctx.now + patience,
        message_id=ctx.message_id,
    )  # fmt: skip
    await ctx.work.questions.ask(question)
    return question


async def current(ctx: Context, slot: Slot | None = None) -> ports.Question | None:
    """The question that can still be answered, if it is for `slot`; None takes any."""
    question = await ctx.work.questions.open(*_here(ctx), ctx.now)
    return question if question and slot in (None, question.slot) else None


async def lapsed(ctx: Context) -> ports.Question | None:
    """The question that nobody answered in time."""
    return await ctx.work.questions.lapsed(*_here(ctx), ctx.now)


async def settle(ctx: Context, slot: Slot) -> None:
    """Close the question for `slot`: it needs no answer any more."""
    question = await current(ctx, slot)
    if question:
        await ctx.work.questions.settle(question)


def _here(ctx: Context) -> tuple[str, str, str]:
    return ctx.community.code, ctx.chat, ctx.person
