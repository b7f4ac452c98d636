"""What every unit of every state wants, with the arguments checked."""

from __future__ import annotations

from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .. import _enumeration as enumeration
from ..network import Network

MOST_MOVES = 16  # units: beyond it, the table of chances becomes slow


def wants(
    weights: ArrayLike | Network,
    external_field: ArrayLike,
    ties: str,
    most: int = enumeration.MOST_UNITS,
) -> tuple[Network, enumeration.Numbers]:
    """The network, and for every state a word whose bits say which units would flip."""
    arguments.choice(ties, arguments.TIES, "ties")
    network = enumeration.small_network(weights, most)
    return network, enumeration.wants(network, network.field(external_field), ties)


def require_downhill(network: Network, ties: str, purpose: str) -> None:
    """Refuse what need not end in a fixed point."""
    arguments.choice(ties, ("keep", "plus"), f"ties, for {purpose}")
    network.require_symmetric(purpose)
    if (network.diagonal < 0).any():
        unit = int(network.diagonal.argmin())
        raise ValueError(
            f"weights: {purpose} need w_ii >= 0, got w[{unit}, {unit}] = "
            f"{network.diagonal[unit]:g}; with it a run may go in circles"
        )
