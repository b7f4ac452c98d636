"""Problems written as energies: cuts, squares, tours; continuous units; and plain heuristics."""

from .flows import Flow, continuous, continuous_energy
from .forms import Form, bit_form, spin_form
from .graphs import cut, max_cut, random_graph
from .quadratic import Quadratic
from .routes import nearest_neighbour, shortest_tour, tour_length, two_opt
from .tours import decode_tour, hopfield_tank, tour_problem

__all__ = [
    "Flow",
    "Form",
    "Quadratic",
    "bit_form",
    "continuous",
    "continuous_energy",
    "cut",
    "decode_tour",
    "hopfield_tank",
    "max_cut",
    "nearest_neighbour",
    "random_graph",
    "shortest_tour",
    "spin_form",
    "tour_length",
    "tour_problem",
    "two_opt",
]
