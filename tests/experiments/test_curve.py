"""The capacity curve that lesson 07 shows is the one that its command makes."""

import csv
from pathlib import Path

import pytest
from capacity_curve import COLUMNS, LOADS, NETWORKS, as_csv, measure

from hopfield_lessons.theory import retrieval_overlap

STORED = Path(__file__).parents[2] / "notebooks" / "data" / "capacity.csv"
LINES = STORED.read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES))


@pytest.mark.long
@pytest.mark.no_cover  # other tests reach the same lines, in half the time
def test_the_smallest_size_measured_again_gives_the_same_digits() -> None:
    smallest = min(NETWORKS)
    again = as_csv(measure([smallest])).splitlines()
    assert again == LINES[: len(LOADS) + 1]


def test_a_row_does_not_depend_on_the_others_nor_on_the_workers() -> None:
    (row,) = measure([1000], [0.12], workers=2)
    assert as_csv([row]).splitlines()[1] in LINES


def test_the_stored_curve_is_whole() -> None:
    assert tuple(ROWS[0]) == COLUMNS
    cells = [(int(row["size"]), int(row["count"]), int(row["networks"])) for row in ROWS]
    assert cells == [
        (size, round(load * size), networks)
        for size, networks in NETWORKS.items()
        for load in LOADS
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['size']}-{row['load']}")
def test_numbers_make_sense(row: dict[str, str]) -> None:
    overlap, error, load = (float(row[name]) for name in ("overlap", "error", "load"))
    assert 0 <= float(row["perfect"]) <= float(row["retrieved"]) <= 1
    assert 0 < overlap <= 1
    assert 0 <= error < 0.06
    assert load == pytest.approx(int(row["count"]) / int(row["size"]))
    if int(row["size"]) == 4000 and load <= 0.13:
        assert overlap == pytest.approx(retrieval_overlap(load), abs=5 * error + 1e-3)
