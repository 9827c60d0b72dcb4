from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from converter.errors import UsageError
from converter.options import Severity, Tracks
from converter.web.query import CALLS, read_call

if TYPE_CHECKING:
    from tests.web.conftest import Service

CONVERSIONS = ("convert", "report")


def test_a_query_becomes_a_call() -> None:
    call = read_call("convert", "to=jbrowse2&from=igvxml&as=document&ledger=true&view=2&width_px=800&tracks=all&fail_at=info", {})
    assert (call.to, call.source, call.as_document, call.ledger) == ("jbrowse2", "igvxml", True, True)
    assert (call.options.view, call.options.width_px) == ("2", 800)
    assert (call.options.tracks, call.options.fail_at) == (Tracks.ALL, Severity.INFO)


def test_rewrite_repeats_and_holds_any_mark() -> None:
    call = read_call("report", "to=x&rewrite=a%3Db%26c;d&rewrite=e=f+g%2B", {})
    assert call.options.rewrite == ("a=b&c;d", "e=f g+")


@pytest.mark.parametrize(("said", "carry"), [("true", True), ("false", False)])
def test_booleans(said: str, carry: bool) -> None:  # noqa: FBT001
    assert read_call("report", f"to=x&carry={said}", {}).options.carry is carry


@pytest.mark.parametrize("field", ["config", "genomes", "edit"])
@pytest.mark.parametrize("call", ["convert", "report", "inspect", "detect"])
def test_documents_never_come_in_the_query(service: Service, call: str, field: str) -> None:
    problem = service.refused(400, service.post(f"/v1/{call}?to=jbrowse2&{field}=/etc/passwd".replace("to=jbrowse2&", "")))
    assert problem["code"] == "option.place"
    assert field in problem["detail"]


@pytest.mark.parametrize("name", CALLS)
def test_an_unknown_parameter_is_named(service: Service, name: str) -> None:
    problem = service.refused(400, service.post(f"/v1/{name}?colour=red"))
    assert problem["code"] == "option.unknown"
    assert "colour" in problem["detail"]
    assert CALLS[name][0] in problem["hint"]


@pytest.mark.parametrize("name", CONVERSIONS)
@pytest.mark.parametrize("query", ["", "?to=", "?from=igvxml"])
def test_the_target_must_be_named(service: Service, name: str, query: str) -> None:
    assert service.refused(400, service.post(f"/v1/{name}{query}"))["code"] == "option.missing"


def test_an_unknown_target_is_refused(service: Service) -> None:
    assert "nonsense" in service.refused(400, service.post("/v1/convert?to=nonsense"))["detail"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("to=neutral&to=neutral", "option.repeated"),
        ("to=neutral&genome=a&genome=b", "option.repeated"),
        ("to=neutral&as=text", "option.value"),
        ("to=neutral&ledger=yes", "option.value"),
        ("to=neutral&ledger=", "option.value"),
        ("to=neutral&carry=perhaps", "option.value"),
        ("to=neutral&carry=1", "option.value"),
        ("to=neutral&width_px=null", "option.value"),
        ("to=neutral&width_px=" + "9" * 5000, "option.value"),
        ("to=neutral&width_px=99", "option.value"),
        ("to=neutral&width_px=1e9", "option.value"),
        ("to=neutral&paths=sideways", "option.value"),
        ("to=neutral&rewrite=nonsense", "option.rewrite"),
        ("to=neutral&genome=%ff", "http.query"),
        ("to=neutral&genome=\xff", "http.query"),
        ("to=neutral&genome=%ed%a0%80", "http.query"),
    ],
)
def test_bad_values_are_refused(service: Service, query: str, code: str) -> None:
    assert service.refused(400, service.post(f"/v1/convert?{query}"))["code"] == code


def test_as_belongs_to_convert_alone() -> None:
    with pytest.raises(UsageError, match="as"):
        read_call("report", "to=neutral&as=json", {})


def test_a_query_of_a_hundred_thousand_letters_is_read(service: Service) -> None:
    rule = "rewrite=" + "a" * 100_000 + "%3Db"
    assert service.post(f"/v1/convert?to=neutral&{rule}").status_int == 200
