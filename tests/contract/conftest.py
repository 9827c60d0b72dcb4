from __future__ import annotations

import pytest

from tests.contract.bench import Bench


@pytest.fixture(scope="package")
def bench() -> Bench:
    return Bench()
