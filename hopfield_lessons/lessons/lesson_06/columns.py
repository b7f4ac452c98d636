"""Exercises of lesson 06 that are solved by counting columns of signs, on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ...exercises import reading
from ...exercises.exercise import Exercise, Misconception, Telltale, slip
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, almost, correct, not_quite

# ------------------------------------------------------------------- numbers found on paper

_CLOSE = 0.002  # a number with three digits is exact enough


@dataclass(frozen=True)
class _Asked:
    """A number to predict: its name, the right one, words for wrong ones and for all others."""

    name: str
    right: float
    wrong: Mapping[float, str]
    otherwise: str

    def read(self, answer: object) -> float:
        value = reading.numbers(answer, self.name, "one number")
        if value.size != 1:
            raise AttemptError(f"{self.name}: expected one number, got shape {value.shape}.")
        return float(value.reshape(()))

    def complaint(self, value: float) -> str:
        """What to say to a number; nothing to the right one."""
        if abs(value - self.right) <= _CLOSE:
            return ""
        told = (words for wrong, words in self.wrong.items() if abs(value - wrong) <= _CLOSE)
        return f"{self.name}: {next(told, self.otherwise)}"


def _judged(asked: Sequence[_Asked], praise: str) -> Callable[..., Verdict]:
    """Answer one number to each question; the first that is wrong is told why."""

    def judge(*attempt: object) -> Verdict:
        if len(attempt) != len(asked):
            return not_quite(f"Expected {len(asked)} numbers, got {len(attempt)}.")
        values = [each.read(answer) for each, answer in zip(asked, attempt, strict=True)]
        pairs = zip(asked, values, strict=True)
        complaints = [words for each, value in pairs if (words := each.complaint(value))]
        if not complaints:
            return correct(praise)
        return almost(complaints[0]) if len(complaints) == 1 else not_quite(complaints[0])

    return judge


# ------------------------------------------------------------------- 1: two mixtures

_AGREE = "is the share of units on which the two agree. The overlap is 2 × share − 1."

alike = Task(
    name="my_two, my_one, my_turned",
    judge=_judged(
        (
            _Asked(
                "my_two",
                0.5,
                {
                    0.75: f"¾ {_AGREE}",
                    2 / 3: "two of three patterns are shared, but overlaps are not shares. Where "
                    "ξ¹ = ξ² both mixtures follow them. And on the other half of the units?",
                    0.25: "¼ would come from ξ¹ alone, or from ξ² alone. Both are shared.",
                    0.375: "this is the overlap of a mixture of five with one of its patterns. "
                    "Two mixtures are compared here.",
                    1.0: "they agree wherever ξ¹ = ξ². Elsewhere ξ³ decides in one of them, and "
                    "ξ⁴ in the other.",
                    0.0: "they are no strangers: wherever ξ¹ = ξ² both follow these two.",
                },
                "on half of the units ξ¹ = ξ². What do the two mixtures do there, and what on the "
                "other half?",
            ),
            _Asked(
                "my_one",
                0.25,
                {
                    0.625: f"⅝ {_AGREE}",
                    0.5: "½ is the overlap of a mixture with ξ¹ itself. The other mixture is only "
                    "half ξ¹, too.",
                    1 / 3: "one of three patterns is shared, but overlaps are not shares.",
                    0.75: "¾ of the units follow ξ¹ in one mixture, and ¾ in the other. How often "
                    "do both, or neither?",
                    9 / 16: "on 9/16 of the units both follow ξ¹. They also agree where neither "
                    "does; then take 2 × share − 1.",
                    0.125: "half of what it should be: do both follow ξ¹, or does neither, the "
                    "two agree.",
                    0.0: "ξ¹ is in both: each agrees with it on ¾ of the units.",
                },
                "each mixture agrees with ξ¹ on ¾ of the units, independently of the other. So on "
                "which share do the two agree with each other?",
            ),
            _Asked(
                "my_turned",
                0.0,
                {
                    0.5: "½ is the share of units on which the two agree, where ξ¹ = ξ². The "
                    "overlap is 2 × share − 1.",
                    0.25: "½·½ + ½·½ − ½·½ would hold if the three overlaps were all there is to "
                    "know about a mixture. Count the units: which pattern decides where ξ¹ ≠ ξ²?",
                    1 / 3: "two agree and one is turned, but overlaps are not shares. Where ξ¹ ≠ "
                    "ξ², who decides?",
                    0.75: "where ξ¹ ≠ ξ² the third pattern decides: in the one mixture ξ³, in the "
                    "other −ξ³. How often is that?",
                    -0.5: "only where ξ¹ ≠ ξ² they disagree, and that is half of the units.",
                    -1.0: "only one pattern is turned; −1 needs all three.",
                    1.0: "they differ wherever ξ³ decides, and that is where ξ¹ ≠ ξ².",
                },
                "where ξ¹ = ξ² the two agree. Where ξ¹ ≠ ξ² the third pattern decides, and it is "
                "turned in one of them.",
            ),
        ),
        "Mixtures that share patterns are close, and + + + has nothing in common with + + −: the "
        "four mixtures of three patterns are as unlike each other as the patterns are.",
    ),
    right="1/2, 1/4, 0",
    tried=("3/4, 5/8, 1/2", "1/2, 1/2, 0", "1/2, 1/4, 1/4", "2/3, 1/3, 1/3"),
)


# ------------------------------------------------------------------- 2: voices that count double

_LENGTH = sqrt(2 * 2**2 + 3)  # of the coefficients (2, 2, 1, 1, 1)

voices = Task(
    name="my_double, my_single, my_depth",
    judge=_judged(
        (
            _Asked(
                "my_double",
                1 / 2,
                {
                    3 / 4: "¾ is the share of units that agree with it. The overlap is 2 × share "
                    "− 1.",
                    2 / 7: "2/7 is its share of all voices. Ask instead: for which sums of the "
                    "other four does it decide?",
                    2 / _LENGTH: "this is how vectors share a sum before the sign is taken.",
                    3 / 8: "⅜ is the overlap if all five count alike; this one counts double. (Or "
                    "you have forgotten that 2 − 3 is −1, too.)",
                    1 / 4: "too small: it decides where the others add up to +1, and also where "
                    "they add up to −1.",
                    1.0: "it is outvoted where the other four add up to 3 or 5 against it.",
                },
                "it decides where the other four add up to less than 2, either way. In how many "
                "of their 16 columns is that so?",
            ),
            _Asked(
                "my_single",
                1 / 4,
                {
                    5 / 8: "⅝ is the share of units that agree with it. The overlap is 2 × share "
                    "− 1.",
                    1 / 7: "1/7 is its share of all voices. Ask instead: when do the other four "
                    "balance?",
                    1 / _LENGTH: "this is how vectors share a sum before the sign is taken.",
                    3 / 8: "⅜ is the overlap if all five count alike. With 2, 2, 1, 1 the other "
                    "four balance less often.",
                    1 / 8: "the two double voices may balance as + − or as − +, and so may the two "
                    "single ones.",
                    1 / 2: "the double voices balance half of the time. The other two single ones "
                    "have to balance, too.",
                    0.0: "it decides wherever the other four balance, and they can.",
                },
                "it decides only where the other four, 2, 2, 1 and 1, add up to 0. In how many of "
                "their 16 columns is that so?",
            ),
            _Asked(
                "my_depth",
                -11 / 32,
                {
                    11 / 32: "the size is right, but valleys lie low: a minus.",
                    -11 / 16: "the factor ½ is missing: every pair of units counts once.",
                    -5 / 32: "two patterns count double and three single. Add up all five m².",
                    -49 / 32: "square each overlap first, then add.",
                    -7 / 8: "the overlaps enter squared.",
                    -3 / 8: "−⅜ is the symmetric mixture of three. Add up your five m².",
                    -45 / 128: "this is the symmetric mixture of five. Add up your five m².",
                },
                "E/N is −½ times the sum of all five m². Two of them are equal, and so are the "
                "other three.",
            ),
        ),
        "The overlaps are ¼ of the coefficients. With them as coefficients nothing changes: this "
        "mixture will hold.",
    ),
    right="1/2, 1/4, -11/32",
    tried=("2/7, 1/7, -11/98", "3/4, 5/8, -147/128", "1/2, 1/4, -11/16", "1/2, 1/8, -35/128"),
)


# ------------------------------------------------------------------- 3: why an even one fails


def _slide(first: float, second: float, *, factor: float = -0.5) -> float:
    return factor * (first**2 + second**2)


slide = Exercise(
    name="my_slide",
    right=lambda share: _slide(share, 1 - share),
    probes=((0.5,), (0.0,), (1.0,), (0.25,)),
    draw=lambda rng: (int(rng.integers(0, 101)) / 100,),
    misconceptions=(
        slip(
            lambda share: _slide((1 + share) / 2, (2 - share) / 2),
            "You have taken the shares of units that agree, (1 + q)/2 and (2 − q)/2. An overlap "
            "counts those that agree minus those that don't: 2 × share − 1.",
        ),
        slip(
            lambda share: _slide(share, 0),
            "Only ξ¹ counts in your energy. ξ² has an overlap too: on which units does it agree?",
        ),
        slip(
            lambda share: _slide(share, 1 - share, factor=-1),
            "The overlaps are right. The energy has a factor ½: every pair of units once.",
        ),
        slip(
            lambda share: _slide(share, 1 - share, factor=0.5),
            "The overlaps are right. The energy has the wrong sign: valleys lie low.",
        ),
        Misconception(
            lambda share: -0.5,
            "−½ for every q: your overlaps q and 1 − q are added first, or not squared. Square "
            "each, then add.",
        ),
        Misconception(
            lambda share: -0.25,
            "−¼ is right for q = ½. As the free units take sides the overlaps change, and the "
            "energy with them.",
        ),
        Misconception(
            lambda share: _slide(share / 2, (1 - share) / 2),
            "You count the units that follow a pattern among the free half, and leave out the "
            "other half, which agrees with both; and units that disagree count −1.",
        ),
        Misconception(
            lambda share: _slide(2 * share - 1, 1 - 2 * share),
            "These are the overlaps on the free half alone. On the other half of the units the "
            "state agrees with both patterns.",
        ),
        Misconception(
            lambda share: _slide((2 * share - 1) / 2, (1 - 2 * share) / 2),
            "The free half is right. The other half, on which the state agrees with both "
            "patterns, adds ½ to each overlap.",
        ),
        slip(
            lambda share: _slide((1 + share) / 2, (1 - share) / 2),
            "The overlaps (1 ± q)/2 would be right if q were the lead of ξ¹ over ξ². It is the "
            "share that sides with ξ¹: at q = ½ the free units are split evenly.",
        ),
        Misconception(
            lambda share: _slide(share, share),
            "You give both patterns the overlap q. What sides with ξ¹ is against ξ², on the free "
            "half.",
        ),
        Misconception(
            lambda share: -share * (1 - share),
            "This multiplies the two overlaps. The energy adds up their squares.",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: max(given) > 0,
            "Your energy is above 0 somewhere. It is −½ times a sum of squares.",
        ),
        Telltale(
            lambda given, right: abs(given[1] - given[2]) > 1e-6,  # of q = 0 and q = 1
            "For q = 0 and q = 1 the energy is the same: all free units side with one pattern, "
            "with ξ² or with ξ¹. Yours differ.",
        ),
    ),
    praise="Highest at q = ½, the mixture, −¼. Every unit that takes a side leads downhill, to "
    "−½: the pattern ξ¹ or the pattern ξ². Nothing holds the mixture in the middle.",
    shape="one number",
)
