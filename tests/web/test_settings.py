from __future__ import annotations

import re
from pathlib import Path

import pytest

import converter.web
from converter.errors import UsageError
from converter.limits import LIMITS
from converter.web.routes import ROUTES
from converter.web.settings import PREFIX, Settings, from_environment

FOLDER = Path(converter.web.__file__).parent
README = (FOLDER / "README.md").read_text()


def test_the_defaults_are_the_converters_limits() -> None:
    assert from_environment({}) == Settings()
    assert Settings().limits == LIMITS.lowered(archive_entries=2_000, archive_bytes=256 * 1024 * 1024)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}BODY_BYTES", "1000")
    assert from_environment().limits.body_bytes == 1000
    assert from_environment().limits.unpacked_bytes == 1000


def test_every_setting_has_a_variable() -> None:
    given = {
        "BODY_BYTES": "1000",
        "BATCH_ENTRIES": "11",
        "BATCH_BYTES": "12",
        "THREADS": "3",
        "MAX_IN_FLIGHT": "5",
        "RETRY_AFTER_S": "6",
        "CORS_ORIGINS": "https://a.example, http://b.example:8080 *",
        "METRICS": "false",
        "ACCESS_LOG": "false",
        "CONNECTION_LIMIT": "7",
        "IDLE_TIMEOUT_S": "8",
        "RECEIVE_TIMEOUT_S": "9",
        "STOP_TIMEOUT_S": "10",
    }
    assert {name.upper() for name in Settings.__struct_fields__} == set(given)
    assert from_environment({PREFIX + name: value for name, value in given.items()}) == Settings(
        body_bytes=1000,
        batch_entries=11,
        batch_bytes=12,
        threads=3,
        max_in_flight=5,
        retry_after_s=6,
        cors_origins=("https://a.example", "http://b.example:8080", "*"),
        metrics=False,
        access_log=False,
        connection_limit=7,
        idle_timeout_s=8,
        receive_timeout_s=9,
        stop_timeout_s=10,
    )


def test_variables_of_others_are_left_alone() -> None:
    assert from_environment({f"{PREFIX}PORT": "tcp://10.0.0.1:80", "BODY_BYTES": "1"}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BODY_BYTES", "much", "body_bytes"),
        ("BODY_BYTES", str(LIMITS.body_bytes + 1), "lowered"),
        ("THREADS", "0", "threads"),
        ("METRICS", "perhaps", "metrics"),
        ("CORS_ORIGINS", "viewer.example", "cors_origins"),
        ("CORS_ORIGINS", "https://viewer.example/path", "cors_origins"),
    ],
)
def test_bad_values_are_refused(name: str, value: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        from_environment({PREFIX + name: value})


def test_only_the_settings_read_the_environment() -> None:
    reading = {path.name for path in FOLDER.rglob("*.py") if re.search(r"\bos\.environ\b|\bgetenv\b", path.read_text())}
    assert reading == {"settings.py"}


def test_the_readme_names_every_setting_with_its_default() -> None:
    for name, default in zip(Settings.__struct_fields__, Settings.__struct_defaults__, strict=True):
        said = {(): "none", True: "true"}.get(default, default)
        assert f"| `{PREFIX}{name.upper()}` | {said} |" in README


def test_the_readme_names_every_route_and_code() -> None:
    assert all(re.sub(r"\{.*", "", route.path) in README for route in ROUTES if route.name != "static")
    sources = "".join(path.read_text() for path in FOLDER.rglob("*.py"))
    codes = set(re.findall(r'"(http\.[a-z_]+|option\.(?:missing|place|repeated)|internal)"', sources))
    assert codes == set(re.findall(r"`(http\.[a-z_]+|option\.[a-z]+|internal)`", README))
