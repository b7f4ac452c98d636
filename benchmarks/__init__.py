"""How fast the kernels are, as ratios measured side by side: ``python -m benchmarks``."""

import os

# One thread each: a fair race, and other programs of the machine disturb it less.
# Must be said before numpy is imported.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
