"""Shares with their uncertainty, medians, and the guard of small groups: pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

# The standard normal's 97.5th percentile: an interval of 95 %.
Z = 1.959963984540054
# A smaller group of people tells of single ones.
MIN_GROUP_SIZE = 5


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % score interval of the share `part` of `whole`, of at least one.

    E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927), 209-212.
    Unlike the interval of the textbooks it holds for few people and for shares near 0 and 1 too.
    """
    share, spread = part / whole, Z * Z / whole
    centre = (share + spread / 2) / (1 + spread)
    margin = Z * math.sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    return max(0.0, centre - margin), min(1.0, centre + margin)


def median(counts: Mapping[int, int]) -> int | None:
    """The lower median of values, each with how often it stands: the least that half of them don't exceed.

    Between two values in the middle it takes no mean, which would tell how many stand on each side.
    """
    passed, half = 0, sum(counts.values()) / 2
    for value in sorted(counts):
        passed += counts[value]
        if passed >= half and passed:
            return value
    return None


def is_small(count: int) -> bool:
    """Whether a count tells of single people."""
    return 0 < count < MIN_GROUP_SIZE


class Guard:
    """Which counts out of a group of `whole` people may be shown, so that no few of them can be worked out.

    A guarded group of fewer than five shows nothing. Otherwise two questions see to it that what is shown differs by
    nobody or by at least five people: `parts` for counts that have nobody in common and add up to what is shown, and
    `nested` for counts of which one may lie within the other. What is hidden then fits several numbers, also for a
    reader who knows these rules.
    """

    def __init__(self, whole: int, guarded: bool, beside: Iterable[int] = ()) -> None:
        self.guarded = guarded
        self.hidden = guarded and whole < MIN_GROUP_SIZE
        self._shown = [0, whole, *beside]

    def parts(self, *counts: int) -> bool:
        """Whether these parts of something shown may be shown, all of them."""
        return not self.guarded or not (self.hidden or any(is_small(count) for count in counts))

    def nested(self, *counts: int) -> bool:
        """Whether these counts may be shown, all of them, beside what was before; if so they are kept."""
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
        """One that begins with what is shown here, and keeps its own from then on."""
        return self.within(self._shown[1])

    def within(self, whole: int, shown: bool = True) -> Guard:
        """The guard of a group within this one, whose size may be shown or not; then nothing of it is."""
        inner = Guard(whole, self.guarded, self._shown)
        inner.hidden = self.guarded and (inner.hidden or self.hidden or not shown)
        return inner


def runs(groups: Sequence[tuple[int, ...]]) -> list[range]:
    """Neighbours gathered until none of their parts, each summed up, is few: shown may be what stands alone in its run.

    A group is a tuple of parts that have nobody in common. The others can't be worked out of the sum of all groups,
    because a run of several holds nobody or at least five people of each part. A rest takes in the runs before it until
    that is so, or everything is one run.
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
