from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import kubernetes_validate
import pytest
import yaml

from converter.web.app import make_app
from converter.web.routes import ROUTES
from converter.web.settings import PREFIX, Settings
from tests.deploy.conftest import DEPLOY, ROOT, tool

if TYPE_CHECKING:
    from pathlib import Path

KUBERNETES = "1.31"
MANIFESTS = [*(DEPLOY / "kubernetes").glob("*.yaml"), DEPLOY / "dask" / "kubernetes.yaml"]
OBJECTS = [one for path in MANIFESTS for one in yaml.safe_load_all(path.read_text("utf-8")) if one["kind"] != "Kustomization"]
WORKLOADS = [one for one in OBJECTS if one["kind"] == "Deployment"]
PATHS = {route.path for route in ROUTES}


def name(manifest: dict[str, Any]) -> str:
    return f"{manifest['kind']}-{manifest['metadata']['name']}"


@pytest.mark.parametrize("manifest", OBJECTS, ids=name)
def test_manifests_are_what_kubernetes_takes(manifest: dict[str, Any]) -> None:
    whole = manifest | {"spec": dict(manifest.get("spec", {}))}
    if whole["kind"] == "Deployment":  # kustomize adds what the pods are known by
        whole["spec"].setdefault("selector", {"matchLabels": {"a": "b"}})
    kubernetes_validate.validate(whole, KUBERNETES, strict=True)


def test_a_manifest_with_a_slip_is_refused() -> None:
    broken = WORKLOADS[0] | {"spec": WORKLOADS[0]["spec"] | {"replica": 2, "selector": {}}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(broken, KUBERNETES, strict=True)


@pytest.mark.parametrize("workload", WORKLOADS, ids=name)
def test_pods_are_bounded_and_without_privileges(workload: dict[str, Any]) -> None:
    pod = workload["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        assert {"cpu", "memory"} <= container["resources"]["limits"].keys() & container["resources"]["requests"].keys()
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}


def test_probes_ask_for_routes() -> None:
    container = next(one for one in WORKLOADS if one["metadata"]["name"] == "session-converter")["spec"]["template"]["spec"][
        "containers"
    ][0]
    assert {container[f"{kind}Probe"]["httpGet"]["path"] for kind in ("startup", "liveness", "readiness")} == {"/live", "/ready"}
    assert {"/live", "/ready"} <= PATHS


def test_kustomize_puts_it_together() -> None:
    done = tool("kubectl")("kustomize", DEPLOY / "kubernetes")
    assert done.returncode == 0, done.stderr
    made = {one["kind"]: one for one in yaml.safe_load_all(done.stdout)}
    assert set(made) == {
        one["kind"]
        for path in MANIFESTS
        if path.parent.name == "kubernetes"
        for one in yaml.safe_load_all(path.read_text("utf-8"))
    } - {"Kustomization"}
    for one in made.values():
        kubernetes_validate.validate(one, KUBERNETES, strict=True)
    assert made["Deployment"]["spec"]["template"]["metadata"]["labels"] == made["Service"]["spec"]["selector"]


def test_the_image_is_made_of_what_there_is() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    copied = [word for line in re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE) for word in line.split()]
    assert copied
    assert all((ROOT / word).exists() for word in copied)
    wanted = {
        line.removeprefix("!") for line in (ROOT / ".containerignore").read_text("utf-8").splitlines() if line.startswith("!")
    }
    assert wanted == set(copied)
    assert re.search(r"^USER 10001:10001$", text, re.MULTILINE)


def metrics() -> str:
    app = make_app(Settings(access_log=False))
    exposed: bytes = app.registry.state.metrics.expose()
    return exposed.decode()


def test_rules_ask_for_metrics_that_there_are() -> None:
    rules = (DEPLOY / "prometheus" / "rules.yaml").read_text("utf-8")
    asked = set(re.findall(r"\b(?:session_converter_|process_)\w+", rules))
    known = set(re.findall(r"^# TYPE (\w+)", metrics(), re.MULTILINE))
    assert asked
    assert {one.removesuffix("_bucket") for one in asked} <= known | {one.removesuffix("_total") for one in asked & known}


def test_rules_fire_when_they_should(tmp_path: Path) -> None:
    promtool, folder = tool("promtool"), DEPLOY / "prometheus"
    for words in (["check", "config", "scrape.yaml"], ["test", "rules", "rules.test.yaml"]):
        done = promtool(*words, folder=folder)
        assert done.returncode == 0, done.stdout + done.stderr
    for file in ("rules.yaml", "rules.test.yaml"):
        (tmp_path / file).write_text((folder / file).read_text("utf-8").replace("> 0.01", "> 0.1"), "utf-8")
    assert promtool("test", "rules", "rules.test.yaml", folder=tmp_path).returncode == 1


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    analyze = tool("systemd-analyze")
    executable = "/opt/session-converter/bin/session-converter"
    for path in (DEPLOY / "systemd").iterdir():
        text = path.read_text("utf-8")
        (tmp_path / path.name).write_text(text.replace(executable, "/bin/true"), "utf-8")
        assert executable in text or path.suffix == ".target"
    done = analyze("verify", *sorted(tmp_path.iterdir()))
    assert (done.returncode, done.stderr) == (0, "")
    instance = tmp_path / "session-converter@6543.service"
    instance.write_text((tmp_path / "session-converter@.service").read_text("utf-8"), "utf-8")
    said = analyze("security", "--offline=true", "--threshold=15", instance)
    assert said.returncode == 0, said.stdout


def test_the_page_tells_of_every_part_and_setting() -> None:
    text = (DEPLOY / "README.md").read_text("utf-8")
    assert all(path.name in text for path in DEPLOY.iterdir() if path.name not in {"README.md", "adr", "ruff.toml"})
    assert set(re.findall(rf"{PREFIX}(\w+)", text)) <= {one.upper() for one in Settings.__struct_fields__}


def test_decisions_are_numbered_without_gaps_and_each_by_its_file() -> None:
    """Two that were written at a time once had one number."""
    records = sorted((DEPLOY / "adr").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    assert all(path.read_text(encoding="utf-8").startswith(f"# {path.name[:4]}. ") for path in records)
