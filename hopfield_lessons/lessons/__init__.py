"""What one lesson alone needs: a folder each, with its checks and its pictures.

A lesson begins with ``from hopfield_lessons.lessons.lesson_02 import checks as check``, and an
exercise ends with ``check.overlap(my_overlap)``. How an attempt is answered is in `exercises`.
"""
