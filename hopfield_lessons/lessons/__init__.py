"""What one lesson alone needs: a folder each, with its checks and its pictures.

A lesson begins with ``from hopfield_lessons.lessons.lesson_02 import checks as check``, and an
exercise ends with ``check.overlap(my_overlap)``. Each check is an object: an `exercise` for a
function, a `choice` of letters, a `matching` of names, or a `task` for anything else. What they
share is in `check`, how they read what a learner wrote in `reading`.
"""
