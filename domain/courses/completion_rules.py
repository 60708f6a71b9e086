"""Completion rules of a course: satisfied and open contents, the percentage, and where to resume. Pure."""

from __future__ import annotations

from collections.abc import Collection, Set

from domain.courses import Bilingual, Content, Kind, MoveOn, Version


def is_satisfied(move_on: MoveOn, completed: bool, passed: bool, waived: bool) -> bool:
    """Return True if a content is satisfied (cmi5, section 10.2.4, and 9.3.3 for waivers)."""
    return (
        waived
        or {
            "Passed": passed,
            "Completed": completed,
            "CompletedAndPassed": completed and passed,
            "CompletedOrPassed": completed or passed,
            "NotApplicable": True,
        }[move_on]
    )


def missing_contents(version: Version, content: Content, satisfied: Set[int]) -> list[Content]:
    """Return the contents to satisfy before this one opens, in the order of the course."""
    return [
        other
        for other in version.contents
        if other.id not in satisfied
        and other.move_on != "NotApplicable"
        and (
            other.id in content.prerequisites
            or (version.sequential and other.is_mandatory and other.place < content.place)
        )
    ]


def open_contents(version: Version, satisfied: Set[int], started: Collection[int]) -> set[int]:
    """Return the ids of the open contents: those that miss nothing, and those started, which no later version locks."""
    found: set[int] = set()
    reached = True
    for content in version.contents:
        needed = (version.by_id.get(other) for other in content.prerequisites)
        waits = any(other and other.move_on != "NotApplicable" and other.id not in satisfied for other in needed)
        if content.id in started or (reached and not waits):
            found.add(content.id)
        if version.sequential and content.is_mandatory and content.id not in satisfied:
            reached = False
    return found


def percent(version: Version, satisfied: Set[int]) -> int:
    """Return the percentage of satisfied mandatory contents, rounded down: 100 means all of them."""
    mandatory = version.mandatory_ids
    return 100 * len(mandatory & satisfied) // len(mandatory) if mandatory else 0


def resume_content(version: Version, last: int | None, satisfied: Set[int], opened: Set[int]) -> int | None:
    """Return the content to resume at: the last one until it is satisfied, then the next open mandatory one.

    Contents after the last one come before those that precede it. Return None if no mandatory content is open.
    """
    if last in opened and last not in satisfied:
        return last
    last_place = version.by_id[last].place if last in version.by_id else 0
    left = [content for content in version.contents if content.id in version.mandatory_ids & opened - satisfied]
    return next((content.id for content in left if content.place > last_place), left[0].id if left else None)


COMPLETED: dict[Kind, Bilingual] = {
    "text": Bilingual(
        "Done when you reach its end or mark it as read.",
        "Selesai bila Anda membacanya sampai akhir atau menandainya sudah dibaca.",
    ),
    "video": Bilingual(
        "Done when you reach its end or mark it as watched.",
        "Selesai bila Anda menontonnya sampai akhir atau menandainya sudah ditonton.",
    ),
    "file": Bilingual("Done when you mark it as done.", "Selesai bila Anda menandainya selesai."),
    "quiz": Bilingual("Done when you submit your answers.", "Selesai bila Anda mengumpulkan jawaban."),
}
MASTERED = Bilingual("Done when you score at least {score}%.", "Selesai bila nilai Anda paling sedikit {score}%.")
PASSED = Bilingual("Done when you pass.", "Selesai bila Anda lulus.")
NOTHING_TO_DO = Bilingual("There is nothing to do here.", "Tidak ada yang harus dikerjakan di sini.")


def describe(content: Content) -> Bilingual:
    """Return the rule that completes the content, as learners read it."""
    if content.move_on == "NotApplicable":
        return NOTHING_TO_DO
    # Passing implies submitting, so CompletedOrPassed asks for the weaker of the two.
    if content.move_on in ("Completed", "CompletedOrPassed"):
        return COMPLETED[content.kind]
    if content.mastery_score is None:
        return PASSED
    return Bilingual(*(text.format(score=content.mastery_score) for text in MASTERED))
