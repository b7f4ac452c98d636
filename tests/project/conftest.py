"""Style is judged by the pinned tools: other versions of them complain of other things."""

import os

PINNED = os.environ.get("CONSTRAINTS", "constraints.txt") == "constraints.txt"
collect_ignore = [] if PINNED else ["test_style.py"]
