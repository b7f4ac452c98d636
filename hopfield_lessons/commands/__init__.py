"""What `python -m hopfield_lessons` does for learners and lecturers.

Importing these modules needs the standard library only: `doctor` must also speak where JupyterLab
or matplotlib is missing.
"""
