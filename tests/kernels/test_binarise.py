"""Pictures made black and white: of any form, with any kind of cut, and never half ink unsaid."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hopfield_lessons import binarise

WAYS = [{}, {"ink": 0.2}, {"ink": "otsu"}, {"ink": "threshold"}, {"threshold": 0.3}]
SIZES = st.tuples(st.integers(1, 7), st.integers(1, 7))


def means(grey: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """The mean of each block, by plain loops."""
    rows, columns = (
        [k * n // c for k in range(c)] + [n] for n, c in zip(grey.shape, shape, strict=True)
    )
    blocks = [
        grey[rows[i] : rows[i + 1], columns[j] : columns[j + 1]].mean()
        for i in range(shape[0])
        for j in range(shape[1])
    ]
    return np.array(blocks)


# --- cuts --------------------------------------------------------------------------------------


@given(shape=SIZES, more=SIZES, ink=st.floats(0, 1), dark=st.booleans(), seed=st.integers(0, 9))
def test_a_share_inks_that_many_blocks_and_none_before_a_darker_one(shape, more, ink, dark, seed):
    grey = np.random.default_rng(seed).random((shape[0] + more[0], shape[1] + more[1]))
    spins = binarise(grey, shape, ink=ink, dark=dark)
    assert (spins == 1).sum() == round(ink * spins.size)
    blocks = means(grey, shape) if dark else -means(grey, shape)
    if 0 < (spins == 1).sum() < spins.size:
        assert blocks[spins == -1].min() > blocks[spins == 1].max()


@given(shape=SIZES, greys=st.integers(2, 6), dark=st.booleans(), seed=st.integers(0, 99))
def test_otsu_finds_the_cut_of_least_spread_within_the_classes(shape, greys, dark, seed):
    grey = np.random.default_rng(seed).integers(0, greys, shape)
    ink = binarise(grey, shape, ink="otsu", dark=dark) == 1
    blocks = grey.ravel() if dark else -grey.ravel()

    def spread(level: float) -> float:
        classes = blocks[blocks <= level], blocks[blocks > level]
        return round(sum(part.size * part.var() for part in classes), 9)

    levels = np.unique(blocks)[:-1]
    best = min(levels, key=spread) if levels.size else -np.inf  # the least ink of equals
    np.testing.assert_array_equal(ink, blocks <= best)


@pytest.mark.parametrize("dark", [True, False])
def test_a_threshold_parts_strictly_and_without_a_number_halfway(dark: bool) -> None:
    grey = np.array([[0, 3, 5], [5, 7, 10]])
    ink = binarise(grey, (2, 3), ink="threshold", threshold=5, dark=dark) == 1
    np.testing.assert_array_equal(ink, (grey < 5 if dark else grey > 5).ravel())
    for alone in ({"threshold": 5}, {"ink": "threshold"}):
        np.testing.assert_array_equal(binarise(grey, (2, 3), dark=dark, **alone) == 1, ink)


# --- equal blocks ------------------------------------------------------------------------------


@pytest.mark.parametrize("ways", WAYS)
@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("value", [0, 0.1, 1 / 3, -7])
def test_blank_paper_stays_paper(ways: dict, dark: bool, value: float) -> None:
    """In blocks of different sizes too, whose means differ by rounding."""
    if "threshold" in ways:
        ways = {"threshold": value}
    assert (binarise(np.full((23, 17), value), (7, 5), dark=dark, **ways) == -1).all()


def test_a_share_of_one_is_all_ink_even_on_a_blank_sheet() -> None:
    assert binarise(np.zeros((2, 2)), (2, 2), ink=1).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("white", [255, 1, 0.1, 7e200])
@pytest.mark.parametrize("dark", [True, False])
def test_a_share_that_parts_the_paper_is_refused_and_the_advice_holds(white, dark) -> None:
    paper = np.full((83, 80), float(white))
    paper[30:50, 36:44] = 0
    drawn = means(paper, (10, 10)) < white * 0.99
    grey = paper if dark else white - paper
    with pytest.raises(
        ValueError, match=r"grey: .* ink=0.5, which parts 92 equal .*'otsu'"
    ) as told:
        binarise(grey, (10, 10), dark=dark)
    share = float(str(told.value).partition("take ink=")[2].partition(",")[0])
    np.testing.assert_array_equal(binarise(grey, (10, 10), ink=share, dark=dark) == 1, drawn)
    by_otsu = binarise(grey, (10, 10), ink="otsu", dark=dark) == 1
    assert by_otsu.any()
    assert drawn[by_otsu].all()


def test_advice_is_given_for_both_sides_of_the_cut() -> None:
    with pytest.raises(ValueError, match=r"parts 2 equal ones of 4; take ink=0.25 or ink=0.75, or"):
        binarise([[0, 1], [1, 2]], (2, 2))


def test_few_equal_blocks_at_the_cut_are_told_apart_by_their_place() -> None:
    """Photographs of 256 greys in 4096 blocks always have some."""
    grey = np.arange(400.0).reshape(20, 20)
    grey.flat[198:202] = 200
    spins = binarise(grey, (20, 20))
    assert (spins[:200] == 1).all()
    assert (spins[200:] == -1).all()


# --- forms -------------------------------------------------------------------------------------


@pytest.mark.parametrize("ways", WAYS)
@pytest.mark.parametrize("dark", [True, False])
def test_a_stack_is_binarised_picture_by_picture(ways: dict, dark: bool) -> None:
    stack = np.random.default_rng(1).random((6, 12, 9))
    one_by_one = [binarise(grey, (5, 5), dark=dark, **ways) for grey in stack]
    for same in (stack, list(stack), stack.tolist(), stack[..., None]):
        np.testing.assert_array_equal(binarise(same, (5, 5), dark=dark, **ways), one_by_one)
    assert binarise(stack[:1], (5, 5), dark=dark, **ways).shape == (1, 25)


@pytest.mark.parametrize("ways", WAYS[:4])
def test_the_unit_of_brightness_does_not_matter(ways: dict) -> None:
    bytes_ = np.random.default_rng(2).permutation(12 * 9).reshape(12, 9).astype(np.uint8)
    expected = binarise(bytes_, (12, 9), **ways)
    for same in (bytes_ / 255, bytes_ / np.float32(255), bytes_ * 257.0 - 1e4, bytes_.astype("i8")):
        np.testing.assert_array_equal(binarise(same, (12, 9), **ways), expected)


@pytest.mark.parametrize("ways", [*WAYS[2:], {"ink": 1 / 4}])
def test_two_greys_are_ink_and_paper_however_they_are_written(ways: dict) -> None:
    paper = np.array([[True, True], [False, True]])
    for same in (paper, paper.astype(int), paper.astype(np.float16), paper.tolist()):
        assert binarise(same, (2, 2), **ways).tolist() == [-1, -1, 1, -1]
    assert binarise(~paper, (2, 2), dark=False, **ways).tolist() == [-1, -1, 1, -1]
    if "threshold" not in ways:
        assert binarise(paper * np.uint8(255), (2, 2), **ways).tolist() == [-1, -1, 1, -1]


@pytest.mark.parametrize("opaque", [None, 255, 0])
def test_colours_are_averaged(opaque: int | None) -> None:
    photo = np.random.default_rng(3).integers(0, 256, (12, 9, 3), dtype=np.uint8)
    grey = photo.astype(float).mean(axis=2)
    if opaque is not None:
        photo = np.dstack([photo, np.full((12, 9), opaque, np.uint8)])
    expected = binarise(grey, (6, 6))
    np.testing.assert_array_equal(binarise(photo, (6, 6)), expected)
    np.testing.assert_array_equal(binarise([photo, photo], (6, 6)), [expected, expected])


def test_small_pictures_in_colour_and_narrow_stacks_are_told_apart_by_their_shape() -> None:
    cube = np.random.default_rng(4).random((10, 8, 3))
    assert binarise(cube, (5, 5)).shape == (25,)  # ten pictures of 8 x 3 would be too small
    assert binarise(cube[:3], (8, 3)).shape == (3, 24)  # a picture of 3 x 8 would be
    assert binarise(cube[:, :3], (2, 2)).shape == (10, 4)  # no picture is as wide as its colours
    with pytest.raises(ValueError, match=r"in colour or a stack .*\(10, 8, 3\), which might be"):
        binarise(cube, (2, 2))
    assert binarise(cube.mean(axis=-1), (2, 2)).shape == (4,)
    assert binarise(cube[..., None], (2, 2)).shape == (10, 4)


@pytest.mark.parametrize("mode", ["L", "LA", "I", "I;16", "F", "RGB", "RGBA"])
def test_an_image_of_pillow_is_a_picture(mode: str) -> None:
    grey = np.random.default_rng(5).permutation(108).reshape(12, 9).astype(np.uint8)
    image = Image.fromarray(grey).convert(mode)
    np.testing.assert_array_equal(binarise(image, (4, 4)), binarise(grey, (4, 4)))


@pytest.mark.parametrize("mode", ["P", "CMYK", "HSV"])
def test_an_image_whose_numbers_are_no_brightness_is_refused(mode: str) -> None:
    image = Image.new("RGB", (9, 12)).convert(mode)
    for wrong in (image, [image]):
        with pytest.raises(TypeError, match=rf"mode '{mode}'.*convert\('L'\)"):
            binarise(wrong, (4, 4))
