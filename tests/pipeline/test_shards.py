"""Fair shares of a plan: laws that hold whatever the jobs cost."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kitgen.pipeline.shards import Cost, load_of, spread

PLANS = st.dictionaries(
    st.text("abcdef/", min_size=1, max_size=6),
    st.builds(
        Cost,
        st.integers(0, 50),
        st.sets(st.integers(0, 8)).map(lambda things: {thing: 10 * thing for thing in things}),
    ),
    max_size=25,
)
NUMBERS = st.integers(1, 12)


@given(PLANS, NUMBERS)
def test_the_shards_are_the_plan_and_disjoint(costs: dict[str, Cost], number: int) -> None:
    """Each job is in one shard, and there are as many shards as asked."""
    shards = spread(costs, number)

    assert len(shards) == number
    assert sorted(job for shard in shards for job in shard) == sorted(costs)


@given(PLANS, NUMBERS)
def test_no_shard_costs_much_more_than_its_part(costs: dict[str, Cost], number: int) -> None:
    """At most the mean of what the jobs cost alone, and the dearest of them."""
    bound = sum(cost.alone for cost in costs.values()) / number
    bound += max((cost.alone for cost in costs.values()), default=0)

    for shard in spread(costs, number):
        assert load_of(costs[job] for job in shard) <= bound


@given(PLANS, NUMBERS, st.randoms(use_true_random=False))
def test_the_order_of_the_plan_does_not_matter(
    costs: dict[str, Cost], number: int, chance: random.Random
) -> None:
    """Whoever has the same jobs has the same shards."""
    names = list(costs)
    chance.shuffle(names)

    assert spread({name: costs[name] for name in names}, number) == spread(costs, number)


def test_what_is_shared_is_done_once() -> None:
    """Two documents of the same pages go together while there is room; a third goes elsewhere."""
    pages = {1: 100}
    costs = {"kit": Cost(10, pages), "fiche": Cost(1, pages), "autre": Cost(111)}

    assert spread(costs, 2) == (frozenset({"autre"}), frozenset({"kit", "fiche"}))
    assert load_of([costs["kit"], costs["fiche"]]) == 111
