from __future__ import annotations

import pytest

from converter.errors import LimitError, UsageError
from converter.limits import LIMITS, Limits, check, exceeded


def test_limits_may_be_lowered_but_never_raised() -> None:
    assert LIMITS.lowered(facts=5) == Limits(facts=5)
    assert LIMITS.lowered(facts=LIMITS.facts) == LIMITS
    for value in (LIMITS.facts + 1, 0, -1):
        with pytest.raises(UsageError):
            LIMITS.lowered(facts=value)


@pytest.mark.parametrize("name", Limits.__struct_fields__)
def test_every_limit_has_an_error_of_its_own(name: str) -> None:
    limits = LIMITS.lowered(**{name: 3})
    check(name, 3, limits)
    with pytest.raises(LimitError) as caught:
        check(name, 4, limits, path="/a", line=7)
    error = caught.value
    assert (error.code, error.path, error.line) == (f"limit.{name}", "/a", 7)
    assert "3" in error.message
    assert str(exceeded(name, 4, limits)) == f"{error.message} {error.hint}"
