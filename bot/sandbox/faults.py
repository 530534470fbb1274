"""What goes wrong, on demand: switched on by hand for the next call, or drawn by seed."""

import random
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """The first group hits the bot's calls to us, the second our callbacks to the bot."""

    BUSY = "busy"  # -1
    TOO_OFTEN = "too_often"  # 45009
    TOO_MANY_AT_ONCE = "too_many_at_once"  # 45033
    TOKEN_EXPIRED = "token_expired"  # 42001
    ROBOT_GONE = "robot_gone"  # 93000
    UNTRUSTED = "untrusted"  # 60020
    SLOW = "slow"  # done, answered after 4.9 s
    TOO_SLOW = "too_slow"  # done, answered after 5.1 s
    LOST_ANSWER = "lost_answer"  # done, connection cut instead of an answer

    DUPLICATE = "duplicate"
    OUT_OF_ORDER = "out_of_order"
    BAD_SIGNATURE = "bad_signature"
    BAD_RECEIVEID = "bad_receiveid"
    SKEWED = "skewed"  # timestamp one hour off


CODES = {
    Fault.BUSY: (-1, "system busy"),
    Fault.TOO_OFTEN: (45009, "api freq out of limit"),
    Fault.TOO_MANY_AT_ONCE: (45033, "api concurrent out of limit"),
    Fault.TOKEN_EXPIRED: (42001, "access_token expired"),
    Fault.ROBOT_GONE: (93000, "invalid webhook url"),
    Fault.UNTRUSTED: (60020, "not allow to access from your ip"),
}
DELAYS = {Fault.SLOW: 4.9, Fault.TOO_SLOW: 5.1}
CALLBACK = frozenset({Fault.DUPLICATE, Fault.OUT_OF_ORDER, Fault.BAD_SIGNATURE, Fault.BAD_RECEIVEID, Fault.SKEWED})


@dataclass
class Faults:
    """`arm` queues faults for a path ("webhook/send", "message/send", "callback" …). With a `rate`, each draw from an
    empty queue yields one of `kinds` with that probability, the same ones for the same `seed`."""

    seed: int = 0
    rate: float = 0.0
    kinds: Sequence[Fault] = ()
    _armed: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def arm(self, path: str, fault: Fault, times: int = 1) -> None:
        self._armed[path].extend([fault] * times)

    def draw(self, path: str) -> Fault | None:
        """The fault for this one call, if any."""
        if self._armed[path]:
            return self._armed[path].popleft()
        fitting = [kind for kind in self.kinds if (kind in CALLBACK) == (path == "callback")]
        if not fitting or self._dice.random() >= self.rate:
            return None
        return self._dice.choice(fitting)
