"""The results that lessons have stored."""

from pathlib import Path

from .._shipped import shipped


def stored_result(name: str) -> Path:
    """Find a result that a lesson reads: a long simulation, run before.

    Parameters
    ----------
    name : str
        Of a file, such as ``"capacity.csv"``.

    Returns
    -------
    Path
        The file in the folder ``data`` that lies beside the notebook. Where the notebook runs in
        another folder, the file that came with the package.

    Examples
    --------
    >>> from hopfield_lessons.lessons.data import stored_result
    >>> stored_result("capacity.csv").exists()
    True
    """
    beside = Path("data", name)
    return beside if beside.is_file() else shipped("notebooks") / beside
