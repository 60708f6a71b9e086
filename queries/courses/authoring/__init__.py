"""Drafts of courses, and their publishing."""
