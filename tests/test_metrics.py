"""The names monitoring relies on."""

from prometheus_client import generate_latest

from bot import metrics


def test_every_contracted_name_is_there() -> None:
    gauges = metrics.create()
    gauges.deliveries.labels("aibot", "accepted").inc()
    gauges.outbox_pending.labels("red").set(0)
    gauges.sends.labels("robot", "sent").inc()
    gauges.reminders.labels("0").inc()
    printed = generate_latest(gauges.registry).decode()
    for line in (
        'lianxin_deliveries_total{channel="aibot",result="accepted"} 1.0',
        "lianxin_ack_seconds_count 0.0",
        "lianxin_inbox_pending 0.0",
        "lianxin_inbox_failed 0.0",
        'lianxin_outbox_pending{priority="red"} 0.0',
        'lianxin_sends_total{channel="robot",outcome="sent"} 1.0',
        'lianxin_reminders_total{level="0"} 1.0',
    ):
        assert line in printed


def test_two_sets_do_not_share_their_figures() -> None:
    first, second = metrics.create(), metrics.create()
    first.inbox_pending.set(3)
    assert second.registry.get_sample_value("lianxin_inbox_pending") == 0
