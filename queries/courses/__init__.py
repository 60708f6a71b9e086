"""Courses from draft to certificate."""
