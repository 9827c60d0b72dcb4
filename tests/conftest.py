"""Settings that every test shares: property tests run the same examples everywhere, few enough for every change.

A failure is shown as it was found; `--hypothesis-profile=shrink` makes it small first, which may take minutes.
"""

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
