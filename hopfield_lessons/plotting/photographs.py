"""The photographs that matplotlib brings along."""

from __future__ import annotations

import gzip

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import cbook

from .._arguments import Floats


def sample_photographs() -> dict[str, Floats]:
    """Return three grey pictures that come with matplotlib.

    Returns
    -------
    dict of str to ndarray of float64, shape (H, W)
        A portrait (Rear Admiral Grace Hopper), a slice through a head (magnetic
        resonance) and the heights of a mountain landscape (Jacksboro fault, USA),
        each cut to a square.

    References
    ----------
    The files and their origins are listed in matplotlib's ``sample_data`` folder.

    Examples
    --------
    >>> from hopfield_lessons.plotting import sample_photographs
    >>> {name: grey.shape for name, grey in sample_photographs().items()}
    {'portrait': (512, 512), 'head': (205, 205), 'mountains': (344, 344)}
    """
    portrait = plt.imread(_sample("grace_hopper.jpg")).mean(axis=2)[30:542]
    with gzip.open(_sample("s1045.ima.gz")) as file:
        head = np.frombuffer(file.read(), dtype=np.uint16).reshape(256, 256)[20:225, 20:225]
    with np.load(_sample("jacksboro_fault_dem.npz")) as file:
        mountains = file["elevation"][:, :344]
    grey = {"portrait": portrait, "head": head, "mountains": mountains}
    return {name: pixels.astype(np.float64) for name, pixels in grey.items()}


def _sample(name: str) -> str:
    return str(cbook.get_sample_data(name, asfileobj=False))
