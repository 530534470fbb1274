"""A community with a canteen."""

from datetime import time

from bot.domain.roster import Community, MealService, PointRules, TicketRules


def community() -> Community:
    return Community(
        code="c1",
        name="示范社区",
        timezone="Asia/Shanghai",
        grids=(),
        groups=(),
        people=(),
        tickets=TicketRules({}, {}),
        points=PointRules({}),
        services=(MealService("lunch", time(12), time(10)), MealService("dinner", time(17, 30), time(15, 30))),
    )
