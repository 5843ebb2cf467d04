"""Quantiles against SciPy, closed forms and printed tables; a root against the one that is known."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from scipy.special import chdtri, ndtri, stdtrit

from evidence.reckon.quantiles import chi2_deviate, gamma_quotient, normal_deviate, root, t_deviate
from making import printed

DEGREES = (1, 2, 3, 4, 5, 9, 10, 18, 58, 100, 159.5, 1000, 12_345)
SHARES = (1e-30, 1e-12, 1e-6, 0.001, 0.025, 0.05, 0.2, 0.5, 0.9, 0.975, 0.99)


def test_printed_tables() -> None:
    """Abramowitz and Stegun 1964, tables 26.8 (chi-squared) and 26.10 (t)."""
    assert printed(t_deviate(0.05, 10), "2.228")
    assert printed(t_deviate(0.01, 4), "4.604")
    assert printed(chi2_deviate(0.05, 10), "18.3070")
    assert printed(chi2_deviate(0.975, 3), "0.215795")


@pytest.mark.parametrize("df", DEGREES)
def test_t_is_that_of_scipy(df: float) -> None:
    assert [t_deviate(p, df) for p in SHARES] == pytest.approx(
        [-float(stdtrit(df, p / 2)) for p in SHARES], rel=1e-11
    )


@pytest.mark.parametrize("df", [1e6, 1.1e6, 1e8, 1e12, 1e50])
def test_t_of_many_degrees_of_freedom_is_that_of_scipy(df: float) -> None:
    assert [t_deviate(p, df) for p in SHARES] == pytest.approx(
        [-float(stdtrit(df, p / 2)) for p in SHARES], rel=1e-10
    )


@pytest.mark.parametrize("p", [1e-300, 1e-100, 0.9999, 0.999999])
def test_t_keeps_its_digits_where_scipy_loses_them(p: float) -> None:
    """Closed forms: with 1 degree of freedom the cotangent of p pi / 2, with 2 a square root."""
    assert t_deviate(p, 1) == pytest.approx(1 / math.tan(p * math.pi / 2), rel=1e-9)
    assert t_deviate(p, 2) == pytest.approx((1 - p) / math.sqrt(p * (1 - p / 2)), rel=1e-9)


def test_what_is_too_large_for_a_float_is_infinite() -> None:
    assert t_deviate(1e-310, 1) == math.inf
    assert normal_deviate(5e-324) == math.inf


def test_the_normal_deviate_is_that_of_scipy() -> None:
    assert [normal_deviate(p) for p in SHARES] == pytest.approx(
        [-float(ndtri(p / 2)) for p in SHARES], rel=1e-14
    )


@pytest.mark.parametrize("df", [1, 2, 3, 4, 9, 10, 101, 500, 3000])
def test_chi_squared_is_that_of_scipy(df: int) -> None:
    assert [chi2_deviate(p, df) for p in SHARES] == pytest.approx(
        [float(chdtri(df, p)) for p in SHARES], rel=1e-11
    )


@pytest.mark.parametrize("n", [1, 2, 10, 79, 80, 81, 300, 1000])
def test_the_quotient_of_gammas_is_exact(n: int) -> None:
    """Gamma(n + 1/2) / Gamma(n) is sqrt(pi) / 2 times the product of (2k + 1) / 2k for k below n."""
    product = Fraction(1)
    for k in range(1, n):
        product *= Fraction(2 * k + 1, 2 * k)
    assert gamma_quotient(n) == pytest.approx(float(product) * math.sqrt(math.pi) / 2, rel=4e-16 * 4)


@pytest.mark.parametrize("unit", [1e-200, 1e-9, 1.0, 1e9, 1e200])
def test_a_root_has_all_its_digits_in_any_unit(unit: float) -> None:
    assert root(lambda x: (x / unit) ** 3 - 2, 0, 10 * unit) == pytest.approx(unit * 2 ** (1 / 3), rel=1e-15)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (1, 4), (1, 1 + 1e-15)])
def test_a_root_at_an_end_is_found(low: float, high: float) -> None:
    assert root(lambda x: x - 1, low, high) == 1


def test_a_step_is_a_root_too() -> None:
    """Where inverse quadratic steps lead nowhere, halves do."""
    assert root(lambda x: 1.0 if x > 1 / 3 else -1.0, 0, 1) == pytest.approx(1 / 3, rel=1e-15)


def test_ends_of_the_same_sign_are_refused() -> None:
    with pytest.raises(ValueError, match="same sign"):
        root(lambda x: x + 1, 0, 1)
