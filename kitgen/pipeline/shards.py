"""Fair shares of a plan, known from what its jobs cost: whoever has the plan knows them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several shares.

    Attributes:
        rank: which one, from 1.
        total: how many there are.
    """

    rank: int
    total: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a job costs.

    Attributes:
        own: what it costs in any case.
        shared: what it costs unless its shard does the same thing already, by what it is.
    """

    own: int
    shared: Mapping[int, int] = field(default_factory=dict)

    @property
    def alone(self) -> int:
        """What it costs in a shard of its own."""
        return self.own + sum(self.shared.values())


@dataclass(slots=True)
class _Load:
    """A shard that fills."""

    jobs: list[str] = field(default_factory=list)
    there: dict[int, int] = field(default_factory=dict)
    own: int = 0

    @property
    def done(self) -> int:
        return self.own + sum(self.there.values())

    def added(self, cost: Cost) -> int:
        return cost.own + sum(
            weight for thing, weight in cost.shared.items() if thing not in self.there
        )

    def add(self, job: str, cost: Cost) -> None:
        self.jobs.append(job)
        self.own += cost.own
        self.there.update(cost.shared)


def spread(costs: Mapping[str, Cost], number: int) -> tuple[frozenset[str], ...]:
    """Return a number of shards that hold each job once and cost about the same.

    The dearest job first, each goes where it adds least, because what it shares is there, as long
    as that shard has no more than its part; then where the least is done. No shard costs more
    than the mean of what the jobs cost alone, and the dearest of them.

    Args:
        costs: what each job costs, by its name.
        number: how many shards; some are empty when there are fewer jobs.
    """
    part = load_of(costs.values()) / number
    loads = [_Load() for _ in range(number)]
    for job in sorted(costs, key=lambda job: (-costs[job].alone, job)):
        cost = costs[job]
        after = [(load.added(cost), load.done) for load in loads]
        room = [rank for rank, (added, done) in enumerate(after) if added + done <= part]
        chosen = min(room, key=lambda rank: after[rank], default=None)
        if chosen is None:
            chosen = min(range(number), key=lambda rank: sum(after[rank]))
        loads[chosen].add(job, cost)
    return tuple(frozenset(load.jobs) for load in loads)


def load_of(costs: Iterable[Cost]) -> int:
    """Return what jobs cost together, in one shard."""
    whole = _Load()
    for cost in costs:
        whole.add("", cost)
    return whole.done
