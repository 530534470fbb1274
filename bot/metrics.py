"""The figures an operator's monitoring reads; the names are part of the outside contract."""

from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

#: Seconds. The platform hangs up after 5; we wait at most 2.5 for the handler.
_ACK_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 3.0, 5.0)


@dataclass(frozen=True, slots=True)
class Metrics:
    """One set a process; `registry` holds them all and is what /metrics prints."""

    registry: CollectorRegistry
    deliveries: Counter
    ack_seconds: Histogram
    inbox_pending: Gauge
    inbox_failed: Gauge
    outbox_pending: Gauge
    sends: Counter
    reminders: Counter


def create() -> Metrics:
    """A fresh set, all at zero."""
    registry = CollectorRegistry()
    return Metrics(
        registry=registry,
        deliveries=Counter(
            "lianxin_deliveries", "Callbacks, by what became of them", ["channel", "result"], registry=registry
        ),
        ack_seconds=Histogram(
            "lianxin_ack_seconds", "From a callback's arrival to its answer", buckets=_ACK_BUCKETS, registry=registry
        ),
        inbox_pending=Gauge("lianxin_inbox_pending", "Accepted messages nobody has finished", registry=registry),
        inbox_failed=Gauge("lianxin_inbox_failed", "Messages set aside after too many failures", registry=registry),
        outbox_pending=Gauge("lianxin_outbox_pending", "Posts waiting to be sent", ["priority"], registry=registry),
        sends=Counter("lianxin_sends", "Attempts to send, by outcome", ["channel", "outcome"], registry=registry),
        reminders=Counter("lianxin_reminders", "Reminders sent, by rung of the ladder", ["level"], registry=registry),
    )
