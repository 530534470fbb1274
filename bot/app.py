"""The composition root: the only module that knows every part and chooses the real ones."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import aiohttp
import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot import alarms, body, channels, clock, community, dispatch, faults, holidays, metrics, receiver, remote
from bot.console import clock as clock_page
from bot.console import operations
from bot.domain import errors
from bot.domain.communities import Communities
from bot.settings import Settings, environment
from bot.wording import delays, general
from scheduler import delivery, housekeeping, jobs, occasions, runner, sweeps
from storage import engine

log = structlog.get_logger()

#: At shutdown callbacks, then messages being handled, then sends and sweeps may take so many seconds each to end; what
#: has not is left to the next process. Whoever stops the service must allow for all three.
DRAIN_S = 8.0
#: Seconds between two looks whether the database has been brought to the newest schema.
READY_PAUSE_S = 1.0

Probe = Callable[[str], None]
Present = clock.SystemClock | clock.ManualClock


async def build_app(settings: Settings, *, probe: Probe = lambda _: None) -> web.Application:
    """The service as an aiohttp application, opened; closed again by the application's own clean-up.

    `probe` is told "verified", "accepted", "worked", "claimed", "sent" as they happen, so that a test can end the
    process there. Raises BadConfiguration.
    """
    async with AsyncExitStack() as stack:
        communities = community.load_all(settings.community_dir, environment())
        database = await stack.enter_async_context(engine.open_store(settings.database_url, settings.register_keys))
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=remote.fresh_connections()))
        service = _service(settings, communities, database, session, probe)
        application = web.Application(middlewares=_middlewares(service.clock), handler_args=body.AS_SENT)
        application.add_routes(service.receiver.routes(channels.doors(settings)))
        application.add_routes(service.alarms.routes())
        application.add_routes(service.operations.routes())
        if isinstance(service.clock, clock.ManualClock) and isinstance(service.runner, runner.ManualRunner):
            clock_page.add_routes(application, service.clock, service.runner.advance)
        application.cleanup_ctx.append(_running(service, database))
        closing = stack.pop_all()
    application.on_cleanup.append(lambda _: closing.aclose())
    return application


@dataclass(frozen=True, slots=True)
class _Service:
    """The parts that the application mounts, starts and stops."""

    clock: Present
    receiver: receiver.Receiver
    alarms: alarms.AlarmDoor
    runner: runner.SystemRunner | runner.ManualRunner
    operations: operations.Operations


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the parts are built from: settings, files, database and the ways out."""

    settings: Settings
    communities: Communities
    database: engine.Database
    outside: channels.Outside
    clock: Present
    gauges: metrics.Metrics
    probe: Probe


def _service(
    settings: Settings,
    communities: Communities,
    database: engine.Database,
    session: aiohttp.ClientSession,
    probe: Probe,
) -> _Service:
    """Every part, wired."""
    present = clock.from_setting(settings.clock, settings.timezone, database)
    outside = channels.open_outside(settings, session, present)
    opened = _Opened(settings, communities, database, outside, present, metrics.create(), probe)
    wakeups = _Wakeups()
    dispatcher = _dispatcher(opened, wakeups)
    driver = _runner(opened, _parts(opened, dispatcher))
    wakeups.each = (driver.wake, driver.wake_photos)
    return _Service(
        clock=present,
        receiver=receiver.Receiver(database.inbox, dispatcher, present, opened.gauges, communities.locate, probe=probe),
        alarms=alarms.AlarmDoor(channels.alarm_secret(settings), dispatcher.carry_out, present, opened.gauges),
        runner=driver,
        operations=operations.Operations(
            opened.gauges,
            communities,
            check=lambda: _reasons(database, driver),
            refresh=lambda: _refresh(opened.gauges, database),
            keep=settings.keep,
        ),
    )


def _dispatcher(opened: _Opened, wakeups: "_Wakeups") -> dispatch.Dispatcher:
    return dispatch.Dispatcher(
        store=opened.database.store,
        inbox=opened.database.inbox,
        communities=opened.communities,
        clock=opened.clock,
        calendar=holidays.load(opened.settings.holidays_file),
        routes=opened.outside.routes,
        bot_name=opened.settings.aibot_name,
        after_commit=wakeups.call,
        probe=opened.probe,
    )


def _parts(opened: _Opened, dispatcher: dispatch.Dispatcher) -> jobs.Parts:
    """What the timetable wakes."""
    database, present, gauges = opened.database, opened.clock, opened.gauges
    outside = delivery.Outside(
        queue=database.queue,
        courier=opened.outside.courier,
        dispatcher=dispatcher,
        clock=present,
        resolve=lambda chat: channels.robot(opened.communities, chat),
        digest=lambda posts: general.digest(tuple(delays.timely(one, present.now()).body for one in posts)),
        on_send=lambda route, verdict: gauges.sends.labels(route.value, verdict.value).inc(),
    )
    return jobs.Parts(
        redrive=sweeps.Redrive(database.inbox, dispatcher, present),
        reminding=sweeps.Reminding(
            database.agenda, dispatcher, present, lambda level: gauges.reminders.labels(str(level)).inc()
        ),
        delivery=delivery.Delivery(outside, probe=opened.probe),
        photos=housekeeping.PhotoRound(database.shelf, opened.outside.photographers, present),
        planner=occasions.Planner(database.store, opened.communities.by_code, present),
        retention=housekeeping.Retention(database.housekeeping, present, opened.settings.keep),
    )


def _runner(opened: _Opened, parts: jobs.Parts) -> runner.SystemRunner | runner.ManualRunner:
    zone = ZoneInfo(opened.settings.timezone)
    timers = jobs.timetable(opened.communities.by_code.values(), zone)
    if isinstance(opened.clock, clock.ManualClock):
        return runner.ManualRunner(parts, timers, opened.clock)
    return runner.SystemRunner(parts, timers, zone, opened.clock)


class _Wakeups:
    """Called after every commit; whom to wake is known only once everything has been built."""

    def __init__(self) -> None:
        self.each: tuple[Callable[[], None], ...] = ()

    def call(self) -> None:
        for wake in self.each:
            wake()


@web.middleware
async def _empty_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """An unknown path or method is refused like a bad callback: with a status and nothing else."""
    try:
        return await handler(request)
    except web.HTTPClientError as refused:
        allowed = refused.headers.get("Allow")
        return web.Response(status=refused.status, headers={"Allow": allowed} if allowed else None)


def _middlewares(present: Present) -> list[Middleware]:
    """A manual clock is shared with other processes: each request first looks where it stands."""
    if not isinstance(present, clock.ManualClock):
        return [_empty_refusals]
    manual = present

    @web.middleware
    async def refreshed(request: web.Request, handler: Handler) -> web.StreamResponse:
        with suppress(errors.StoreUnavailable):
            await manual.refresh()
        return await handler(request)

    return [_empty_refusals, refreshed]


def _running(service: _Service, database: engine.Database) -> Callable[[web.Application], AsyncIterator[None]]:
    """Start what moves by itself once the schema is there; at the end let what is in flight end."""

    async def context(_: web.Application) -> AsyncIterator[None]:
        starting = asyncio.create_task(_start(service, database))
        starting.add_done_callback(_told)
        if await database.ready():
            await starting
        yield
        starting.cancel()
        await asyncio.wait({starting})
        try:
            await service.receiver.drain(DRAIN_S)
        finally:
            await service.runner.stop(DRAIN_S)
        log.info("ended", action="stop", outcome="ended")

    return context


async def _start(service: _Service, database: engine.Database) -> None:
    known = ""
    while trouble := await database.trouble():
        if trouble != known:  # not once a second
            log.error("not ready", action="start", outcome="database", reason=trouble)
        known = trouble
        await asyncio.sleep(READY_PAUSE_S)
    if isinstance(service.clock, clock.ManualClock):
        await service.clock.refresh()
    await service.runner.start()
    log.info("ready", action="start", outcome="ready")


def _told(starting: asyncio.Task[None]) -> None:
    if not starting.cancelled() and (failure := starting.exception()):
        log.error("not started", action="start", outcome="failed", **faults.named(failure))


async def _reasons(database: engine.Database, driver: runner.Runner) -> dict[str, str]:
    if trouble := await database.trouble():
        return {"database": trouble}
    try:
        await database.must_take_writes()
    except errors.StoreUnavailable as failure:
        return {"database": str(failure)}
    if not driver.started:
        return {"clock": "reminders and sending have not started: if this lasts, see the log and restart"}
    return {}


async def _refresh(gauges: metrics.Metrics, database: engine.Database) -> None:
    pending, posts = await database.waiting()
    gauges.inbox_pending.set(pending)
    gauges.inbox_failed.set(await database.set_aside())
    for priority, count in posts.items():
        gauges.outbox_pending.labels(priority).set(count)
