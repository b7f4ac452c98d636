"""Every state of a small network: its energy, how likely it is, where recall ends from it."""

from .ending import Basins, Fates, basins, fates
from .equilibrium import boltzmann_distribution
from .resting import fixed_points, moves
from .states import all_energies, all_states, state_number

__all__ = [
    "Basins",
    "Fates",
    "all_energies",
    "all_states",
    "basins",
    "boltzmann_distribution",
    "fates",
    "fixed_points",
    "moves",
    "state_number",
]
