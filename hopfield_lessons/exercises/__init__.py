"""Exercises that answer at once: how an attempt is read, compared, and answered in words.

Each check is an object that a lesson calls: an `exercise` for a function, a `choice` of letters, a
`matching` of names, or a `task` for anything else. What they share is in `check`, how they read
what a learner wrote in `reading`, what they say in `verdict`.
"""
