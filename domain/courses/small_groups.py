"""The guard that hides counts of small groups of people. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

# A smaller group reveals single people.
MIN_GROUP_SIZE = 5


def median(counts: Mapping[int, int]) -> int | None:
    """Return the lower median of values and their counts: the least value that half of them don't exceed.

    It doesn't average two middle values, which would reveal how many stand on each side.
    """
    passed, half = 0, sum(counts.values()) / 2
    for value in sorted(counts):
        passed += counts[value]
        if passed >= half and passed:
            return value
    return None


def is_small(count: int) -> bool:
    """Return True if a count reveals single people."""
    return 0 < count < MIN_GROUP_SIZE


class Guard:
    """Decides which counts of a group of `whole` people may be shown without revealing a small subgroup.

    A guarded group of fewer than five shows nothing. Otherwise two checks ensure that shown counts differ by nobody or
    by at least five people: `parts` for disjoint counts that add up to a shown one, and `nested` for counts of which
    one may include another. What is hidden then has several possible values, even for a reader who knows these rules.
    """

    def __init__(self, whole: int, guarded: bool, beside: Iterable[int] = ()) -> None:
        self.guarded = guarded
        self.hidden = guarded and whole < MIN_GROUP_SIZE
        self._shown = [0, whole, *beside]

    def parts(self, *counts: int) -> bool:
        """Return True if these parts of a shown count may all be shown."""
        return not self.guarded or not (self.hidden or any(is_small(count) for count in counts))

    def nested(self, *counts: int) -> bool:
        """Return True if these counts may all be shown beside the earlier ones, and remember them."""
        if not self.guarded:
            return True
        shown = list(self._shown)
        for count in counts:
            if self.hidden or any(is_small(abs(count - other)) for other in shown):
                return False
            shown.append(count)
        self._shown = shown
        return True

    def fork(self) -> Guard:
        """Return a guard that starts with the size shown here and remembers its own counts."""
        return self.within(self._shown[1])

    def within(self, whole: int, shown: bool = True) -> Guard:
        """Return the guard of a subgroup. If its size is not `shown`, nothing of it is."""
        inner = Guard(whole, self.guarded, self._shown)
        inner.hidden = self.guarded and (inner.hidden or self.hidden or not shown)
        return inner


def runs(groups: Sequence[tuple[int, ...]]) -> list[range]:
    """Merge neighbours until the sum of no part is small, and return the runs. A group alone in its run may be shown.

    A group is a tuple of disjoint parts. Hidden groups can't be derived from the sum of all groups, because a run of
    several has nobody or at least five people in each part. A remainder absorbs the runs before it until that holds, or
    everything is one run.
    """
    found: list[range] = []
    start = 0
    for end in range(1, len(groups) + 1):
        if _is_large_enough(groups[start:end]):
            found.append(range(start, end))
            start = end
    while start < len(groups):
        start = found.pop().start if found else 0
        if start == 0 or _is_large_enough(groups[start:]):
            found.append(range(start, len(groups)))
            break
    return found


def _is_large_enough(groups: Sequence[tuple[int, ...]]) -> bool:
    return not any(is_small(sum(parts)) for parts in zip(*groups, strict=True))
