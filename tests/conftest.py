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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What an application did not do may be repeated."""
    for item in items:
        if _APPS in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=2))
