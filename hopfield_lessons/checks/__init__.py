"""Instant answers to the exercises, one module for each lesson.

A lesson begins with ``from hopfield_lessons.checks import lesson_02 as check``, and an
exercise ends with ``check.overlap(my_overlap)``. How an answer is found is in `exercise`.
"""
