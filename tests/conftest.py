"""Settings that every test shares: property tests run the same examples everywhere, few enough for every change.

A failure is shown as it was found; `--hypothesis-profile=shrink` makes it small first, which may take minutes.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

CI = settings(
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=True,
    max_examples=60,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("ci", CI)
settings.register_profile("shrink", CI, phases=tuple(Phase))
settings.load_profile("ci")

_APPS = Path(__file__).with_name("apps")
"""Tests that start browsers and other applications, which may hang on a busy machine."""


_GZIP, _TIME = b"\x1f\x8b\x08", slice(4, 8)
"""How data of gzip begins, and where it says when it was packed (RFC 1952, 2.3)."""


def pytest_make_parametrize_id(val: object) -> None:
    """What names a test must be the same in every process: packed data with the time in it was not, within a second."""
    if isinstance(val, bytes) and val.startswith(_GZIP) and any(val[_TIME]):
        raise ValueError("Packed data that tells its time names a test: gzip.compress(data, mtime=0).")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What an application did not do may be repeated."""
    for item in items:
        if _APPS in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=2))
