"""Every operation driven by what `/openapi.json` says of it: seeded, bounded, in this process."""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig

from converter.web.app import make_app
from converter.web.settings import Settings
from tests.web.conftest import SESSION

CONFIG = {
    "seed": 1,
    "generation": {"max-examples": 12, "deterministic": True, "database": "none"},
    "phases": {"coverage": {"enabled": True}, "stateful": {"enabled": False}},
    # That any bytes are a session, and that any text is a locus, is more than a schema can promise.
    "checks": {"positive_data_acceptance": {"enabled": False}},
}


schemathesis.serializer.alias("application/zip", "application/octet-stream")

api = schemathesis.openapi.from_wsgi(
    "/openapi.json", make_app(Settings(access_log=False)), config=SchemathesisConfig.from_dict(CONFIG)
)


@api.parametrize()
def test_every_answer_is_as_described(case: Any) -> None:
    case.call_and_validate()


@api.include(method="POST").parametrize()
def test_a_session_with_any_options(case: Any) -> None:
    case.body, case.media_type = SESSION, "application/octet-stream"
    case.call_and_validate()
