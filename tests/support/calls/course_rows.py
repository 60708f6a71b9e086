"""Courses of Sari, and Budi who learns there, for the calls of the access matrix."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from support.people import Person


class CourseRows:
    """The part of a world that is about courses."""

    sari: Person
    budi: Person
    dewi: Person

    def learner(self) -> str:
        """Return the path of Budi as a learner of a course of Sari. `lesson` is the id of its content."""
        course = self.teach()
        self.lesson = course["contents"][0]
        return f"{course['id']}/learners/{self.budi.id}"

    def quiz(self) -> str:
        """Return the path of a quiz in a course of Sari in which Budi is enrolled."""
        questions = [{"kind": "short", "text": "Apa?", "accepted": ["FOB"]}]
        course = self.teach({"kind": "quiz", "quiz": {"questions": questions}})
        return f"{course['id']}/contents/{course['contents'][0]}"

    def attempt(self) -> str:
        """Return the path of an attempt of Budi."""
        path = f"{self.quiz()}/attempts"
        return f"{path}/{self.budi.post(f'/api/courses/{path}').json()['id']}"

    def attempts_of_learner(self) -> str:
        """Return the path of Budi's attempts at a quiz, for the owner of the course."""
        return self.quiz().replace("/", f"/learners/{self.budi.id}/", 1)

    def attempt_of_learner(self) -> str:
        """Return the path of one attempt of Budi, for the owner of the course."""
        return self.attempt().replace("/", f"/learners/{self.budi.id}/", 1)

    def teach(self, *contents: dict[str, Any]) -> dict[str, Any]:
        """Return a course of Sari in which Budi is enrolled."""
        made = self.dewi.teaches(*contents, owner_id=self.sari.id)
        self.budi.post(f"/api/courses/{made['id']}/enroll")
        return made

    @cached_property
    def taught(self) -> dict[str, Any]:
        return self.teach()

    def course(self) -> int:
        return int(self.teach()["id"])

    def deleted_course(self) -> int:
        course = self.course()
        self.sari.delete(f"/api/courses/{course}")
        return course

    def new_course(self) -> int:
        return int(self.dewi.post("/api/courses", {"title": "Baru", "owner_id": self.sari.id}).json()["id"])

    def section(self) -> str:
        made = self.teach()
        return f"{made['id']}/sections/{made['section']}"

    def content(self) -> str:
        made = self.teach()
        return f"{made['id']}/contents/{made['contents'][0]}"

    def file_content(self) -> str:
        """Return the path of a published content with a file."""
        made = self.teach()
        path, body = f"/api/courses/{made['id']}", {"section_id": made["section"], "kind": "file", "title": "Unduhan"}
        content = self.sari.post(f"{path}/contents", body).json()["id"]
        self.sari.put(f"{path}/contents/{content}/file", files={"file": ("x", b"x")})
        self.sari.post(f"{path}/publish")
        return f"{made['id']}/contents/{content}"

    def draft_content(self) -> str:
        return self.file_content().replace("/", "/draft/", 1)
