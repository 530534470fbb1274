"""Is it alive, is it ready, what are its figures; and the privacy page."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot import metrics
from bot.domain import errors
from bot.domain.communities import Communities
from bot.domain.keeping import DEFAULT, Keep
from bot.wording import privacy

#: Answers the reasons why we cannot serve, none when we can.
Check = Callable[[], Awaitable[Mapping[str, str]]]
#: Brings the gauges up to date before they are printed.
Refresh = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Operations:
    """Handlers for /healthz, /readyz, /metrics and /privacy."""

    gauges: metrics.Metrics
    communities: Communities
    check: Check
    refresh: Refresh
    keep: Keep = DEFAULT

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self.health),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.figures),
            web.get("/privacy", self.privacy),
        ]

    async def health(self, request: web.Request) -> web.Response:
        """200 as long as the process answers at all."""
        return web.Response(text="ok")

    async def ready(self, request: web.Request) -> web.Response:
        """200, or 503 with a JSON object of reasons."""
        reasons = await self.check()
        return web.json_response({"ready": not reasons, "reasons": dict(reasons)}, status=503 if reasons else 200)

    async def figures(self, request: web.Request) -> web.Response:
        """Prometheus text; the gauges stay where they were while the store does not answer."""
        with suppress(errors.StoreUnavailable):
            await self.refresh()
        return web.Response(body=generate_latest(self.gauges.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def privacy(self, request: web.Request) -> web.Response:
        """Who keeps what, why, how long, and how to have it erased; `?community=CODE` where there are several."""
        wanted = request.query.get("community", "")
        places = [one for code, one in sorted(self.communities.by_code.items()) if wanted in {"", code}]
        if not places:
            return web.Response(status=404)
        return web.Response(text=privacy.page(places, self.keep), content_type="text/html")
