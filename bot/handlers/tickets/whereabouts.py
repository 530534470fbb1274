"""A new matter at a building that the community does not have: which one is meant is asked once, before it is filed."""

from dataclasses import replace

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.requests import Slot
from bot.domain.urgency import Urgency
from bot.handlers import clarifying
from bot.handlers.context import Context, Reply
from bot.handlers.tickets import opening
from intents.slots import buildings


async def open_ticket(request: requests.OpenTicket, ctx: Context) -> Reply:
    """File it. A unit alone is one of the speaker's own building, or asked about; so is a building that is not there.

    What is not there after all stays in the speaker's words, for the leader of the grid. What may endanger life is
    filed as it was said.
    """
    place = _at_own(request.place, ctx)
    request = replace(request, place=place)
    if place is None or request.urgency is Urgency.RED or request.unplaced:
        return await opening.open_ticket(request, ctx)
    if place.unit and not place.building and not request.doubted:
        return await clarifying.clarify(requests.Clarify(Slot.PLACE, replace(request, doubted=True)), ctx)
    if not unheard_of(place, ctx):
        return await opening.open_ticket(request, ctx)
    said = replace(request, place=Place(place.text, landmark=place.public()), doubted=True)
    if request.doubted:
        return await opening.open_ticket(replace(said, unplaced=True), ctx)
    return await clarifying.clarify(requests.Clarify(Slot.PLACE, said, (place.building or "",)), ctx)


def _at_own(place: Place | None, ctx: Context) -> Place | None:
    if place is None or place.building or not place.unit or not (ctx.who and ctx.who.building):
        return place
    return replace(place, building=ctx.who.building, known=True)


def unheard_of(place: Place, ctx: Context) -> bool:
    """Whether the file lists the buildings of every grid, and the place names none of them."""
    listed = bool(ctx.community.grids) and all(grid.buildings for grid in ctx.community.grids)
    unknown = bool(place.building) and place.building not in ctx.community.buildings
    return listed and unknown and buildings.begins(place.text)
