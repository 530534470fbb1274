"""Numbers from elsewhere, in memory."""

from tests.fakes.state import State


class FakeOrigins:
    def __init__(self, state: State) -> None:
        self._state = state

    async def claim(self, community: str, origin: str) -> int | None:
        if (community, origin) in self._state.origins:
            return self._state.origins[community, origin]
        self._state.origins[community, origin] = 0
        return None

    async def settle(self, community: str, origin: str, ticket: int) -> None:
        assert (community, origin) in self._state.origins
        self._state.origins[community, origin] = ticket

    async def of_ticket(self, community: str, ticket: int) -> str:
        mine = (name for (where, name), number in self._state.origins.items() if (where, number) == (community, ticket))
        return next((name for name in mine if not name.startswith("device:")), "")
