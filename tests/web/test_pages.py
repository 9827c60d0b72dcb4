from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.conftest import Service

ASSETS = sorted(file.name for file in files("converter.web").joinpath("static").iterdir())
PAGES = ["/", "/docs", "/fidelity"]
NAMESPACES = {"http://www.w3.org/2000/svg"}
PLACEHOLDERS = {"https://example.org/lab/"}


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_a_strict_policy(service: Service, path: str) -> None:
    response = service.client.get(path)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["base-uri"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_nothing_inline(service: Service, path: str) -> None:
    page = service.client.get(path).html
    assert all(script.get("src") and not script.string for script in page.find_all("script"))
    assert not page.find_all("style")
    assert not [tag for tag in page.find_all(name=True) if any(name == "style" or name.startswith("on") for name in tag.attrs)]


@pytest.mark.parametrize("path", PAGES)
def test_pages_load_only_what_is_served_here(service: Service, path: str) -> None:
    page = service.client.get(path).html
    named = [tag.get("src") or tag.get("href") for tag in page.find_all(["script", "link", "img", "a"])]
    assert named
    for name in named:
        assert service.client.get(f"/{name}".replace("/./", "/")).status_int == 200


@pytest.mark.parametrize("path", [*PAGES, *(f"/static/{name}" for name in ASSETS)])
def test_nothing_names_another_place(service: Service, path: str) -> None:
    text = service.client.get(path).text
    assert set(re.findall(r"(?:https?:)?//[\w.-]+\.\w[^\s\"'<>)]*", text)) <= NAMESPACES | PLACEHOLDERS
    assert not re.search(r"@import|url\(", text)


@pytest.mark.parametrize("name", [name for name in ASSETS if name.endswith(".js")])
def test_scripts_make_no_markup_from_text(service: Service, name: str) -> None:
    text = service.client.get(f"/static/{name}").text
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)
    for module in re.findall(r'from "\./([^"]+)"', text):
        assert module in ASSETS


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible(service: Service, path: str) -> None:
    page = service.client.get(path).html
    assert page.html["lang"] == "en"
    assert page.title.string
    assert len(page.find_all("h1")) == 1
    assert page.find("main")
    assert all(image.has_attr("alt") for image in page.find_all("img"))
    labelled = {label["for"] for label in page.find_all("label")}
    assert {field["id"] for field in page.find_all(["input", "select", "textarea"])} <= labelled


def test_assets_have_their_types(service: Service) -> None:
    types = {name: service.client.get(f"/static/{name}").headers["Content-Type"] for name in ASSETS}
    assert types["convert.js"] == "text/javascript; charset=utf-8"
    assert types["style.css"] == "text/css; charset=utf-8"
    assert types["icon.svg"] == "image/svg+xml"


@pytest.mark.parametrize("path", ["/", "/static/style.css"])
def test_what_the_browser_has_is_not_sent_again(service: Service, path: str) -> None:
    first = service.client.get(path)
    again = service.client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_int, again.body) == (304, b"")
    assert service.client.get(path, headers={"If-None-Match": '"other"'}).status_int == 200


@pytest.mark.parametrize("name", ["nothing.js", "..%2fapp.py", "%2e%2e", "", "style.css%00", "style.css/x"])
def test_nothing_else_is_served(service: Service, name: str) -> None:
    assert service.refused(404, service.client.get(f"/static/{name}", expect_errors=True))["code"] == "http.not_found"
