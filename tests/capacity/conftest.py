"""Hypothesis draws the same examples on every run, and never fails for being slow."""

from hypothesis import settings

settings.register_profile("course", derandomize=True, deadline=None, max_examples=60, database=None)
settings.load_profile("course")
