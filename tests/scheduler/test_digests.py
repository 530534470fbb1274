from dataclasses import replace

from bot.domain.delivery import Post, Priority
from scheduler import digests
from tests.scheduler.world import START, lines, post


def ordinary(count: int) -> list[Post]:
    return [replace(post(f"o{number}"), id=number) for number in range(1, count + 1)]


def test_what_fits_singly_is_not_folded() -> None:
    assert digests.bundles(ordinary(5), 5, lines, START) == ()


def test_nothing_is_folded_while_nothing_may_go() -> None:
    assert digests.bundles(ordinary(5), 0, lines, START) == ()


def test_more_than_fit_become_one_digest_with_all_mentions_once() -> None:
    said = {"mentions": ("zhang",), "fallback": ("shuji",), "tickets": (7,)}
    posts = [replace(one, **said, messages=(one.id or 0,)) for one in ordinary(3)]
    posts[1] = replace(posts[1], mentions=("zhang", "u2"), tickets=(7, 8))
    [(bundle, digest)] = digests.bundles(posts, 2, lines, START)
    assert bundle == tuple(posts)
    assert digest.body == lines(posts)
    assert digest.mentions == ("zhang", "u2")
    assert (digest.tickets, digest.messages) == ((7, 8), (1, 2, 3))
    assert digest.fallback == ("shuji",)
    assert digest.priority is Priority.ORDINARY


def test_only_ordinary_posts_are_folded() -> None:
    urgent = [replace(post("u", Priority.URGENT), id=90), replace(post("r", Priority.RED), id=91)]
    [(bundle, _)] = digests.bundles([*urgent, *ordinary(4)], 1, lines, START)
    assert bundle == tuple(ordinary(4))


def test_a_digest_holds_at_most_2048_bytes_and_the_rest_goes_into_the_next() -> None:
    posts = [replace(one, body="路灯坏了" * 40) for one in ordinary(9)]
    found = digests.bundles(posts, 3, lines, START)
    assert [len(bundle) for bundle, _ in found] == [4, 4]
    assert all(len(digest.body.encode()) <= digests.TEXT_BYTES for _, digest in found)


def test_a_text_that_leaves_no_room_for_another_stays_single() -> None:
    posts = [replace(one, body="灯" * 600) for one in ordinary(3)]
    assert digests.bundles(posts, 2, lines, START) == ()


def test_a_digest_is_never_folded_again() -> None:
    posts = [replace(post("digest:7"), id=8), *ordinary(2)]
    [(bundle, _)] = digests.bundles(posts, 1, lines, START)
    assert bundle == tuple(ordinary(2))


def test_two_communities_are_never_folded_into_one() -> None:
    posts = [*ordinary(2), *(replace(one, community="c2", id=(one.id or 0) + 10) for one in ordinary(2))]
    found = digests.bundles(posts, 2, lines, START)
    assert [(digest.community, len(bundle)) for bundle, digest in found] == [("c1", 2), ("c2", 2)]
