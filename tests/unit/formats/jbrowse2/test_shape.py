"""Which form a JBrowse 2 document has, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from converter.errors import RefusedError, UnknownFormatError
from converter.formats.base import Head
from converter.formats.jbrowse2.shape import Form, of, recognise

ASSEMBLY = {"name": "hg38", "sequence": {"adapter": {"type": "TwoBitAdapter"}}}
TRACK = {"type": "FeatureTrack", "trackId": "a", "adapter": {}}
VIEWS = {"name": "S", "views": [{"type": "LinearGenomeView"}]}


@pytest.mark.parametrize(
    ("root", "reason"),
    [
        ({"assemblies": [ASSEMBLY]}, "a JBrowse 2 config with assemblies"),
        ({"assembly": ASSEMBLY}, "a JBrowse 2 config with assemblies"),
        ({"assemblies": ASSEMBLY}, "a JBrowse 2 config with assemblies"),
        ({"assemblies": {"hg38": ASSEMBLY}}, "a JBrowse 2 config with assemblies"),
        ({"assemblies": [{"name": "hg38", "uri": "a.2bit"}]}, "a JBrowse 2 config with assemblies"),
        ({"assemblies": [], "tracks": []}, "an empty JBrowse 2 config"),
        ({"session": VIEWS}, "a JBrowse 2 session"),
        ({"defaultSession": VIEWS}, "a JBrowse 2 defaultSession"),
        ({"defaultSession": {"name": "S"}}, "a JBrowse 2 config with a session"),
        ({"session": {"name": "S"}}, "a JBrowse 2 session"),
        ({"tracks": [TRACK]}, "a JBrowse 2 config with tracks"),
        ({"tracks": [{"type": "VariantTrack", "trackId": "a", "assemblyNames": []}]}, "a JBrowse 2 config with tracks"),
        ({"view": {"type": "CircularView"}}, "a bare JBrowse 2 session"),
        ({"name": "S", "sessionTracks": []}, "a bare JBrowse 2 session"),
        (TRACK, "one JBrowse 2 track"),
        (ASSEMBLY, "one JBrowse 2 assembly"),
        ({"datasets": [{"assembly": {}}]}, "a config of JBrowse 2 before 1.0"),
        ({"hg38": {"assemblies": [ASSEMBLY]}}, "a table of JBrowse 2 configs by genome"),
        ([TRACK, {"trackId": "b", "uri": "b.bw"}], "a list of JBrowse 2 tracks"),
        ([{"name": "no track"}, TRACK], "a list of JBrowse 2 tracks"),
        ([ASSEMBLY, ASSEMBLY], "a list of JBrowse 2 assemblies"),
        ([{"op": "add", "path": "/tracks/-"}], "a JSON Patch of a JBrowse 2 config"),
    ],
)
def test_it_is_recognised(root: Any, reason: str) -> None:
    found = recognise(Head(b"", "json", root))
    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize(
    "root",
    [
        *({}, 5, [5], {"assemblies": 5}, {"assemblies": [5, {"name": "x"}]}, {"assemblies": {}}, {"a": {"assemblies": [1]}}),
        *({"tracks": [{"type": "x"}]}, {"session": {"name": 1}}, {"session": {"name": "S", "tracks": []}}, {"views": []}),
        *({"datasets": [5]}, {"views": [{"type": "x"}]}, [{"op": "add", "path": "/reference"}], {"name": "x", "sequence": {}}),
        *([5, TRACK], [{"trackId": "a"}], [ASSEMBLY, {}], [{"name": "x", "sequence": {}}]),
    ],
)
def test_other_json_is_not(root: Any) -> None:
    assert recognise(Head(b"", "json", root)) is None


@pytest.mark.parametrize(
    ("root", "form"),
    [
        ([TRACK], Form("tracks")),
        (TRACK, Form("track")),
        (VIEWS, Form("bare", "", "", "list")),
        ({"view": {"type": "CircularView"}}, Form("bare", "", "", "single")),
        ({"session": VIEWS}, Form("session", "session", "list", "list")),
        ({"session": VIEWS, "tracks": []}, Form("config", "session", "list", "list")),
        ({"defaultSession": {"view": {}}}, Form("config", "defaultSession", "list", "single")),
        ({"assembly": ASSEMBLY}, Form("config", "", "single", "list")),
        ({"assemblies": {}}, Form("config", "", "object", "list")),
    ],
)
def test_the_form(root: Any, form: Form) -> None:
    assert of(root) == form


@pytest.mark.parametrize(
    ("root", "sign"),
    [
        ({"datasets": []}, "datasets"),
        ({"species": []}, "species"),
        ({"sessionName": "S"}, "sessionName"),
        ({"session": {"drawerWidgets": {}, "views": [{"controlsWidth": 1}]}}, "drawerWidgets"),
        ({"defaultSession": {"views": [5, {"controlsWidth": 1}]}}, "controlsWidth"),
        ({"tracks": [5, {"type": 5}, {"type": "PileupTrack"}]}, "PileupTrack"),
        ({"session": {"views": [5, {"type": "LinearGenomeView", "tracks": [{"type": "PileupTrack"}]}]}}, "PileupTrack"),
        ({"assemblies": [{"tracks": []}]}, "assemblies with tracks"),
    ],
)
def test_what_is_older_than_1_0_is_refused_by_its_sign(root: Any, sign: str) -> None:
    with pytest.raises(RefusedError, match=rf"\({sign}\)") as refused:
        of(root)
    assert refused.value.code == "format.jbrowse2_alpha"


@pytest.mark.parametrize(
    "view", [{"controlsWidth": 1, "displayedRegions": []}, {"blocks": {}, "init": {}}, {"type": "CircularView"}]
)
def test_a_view_of_today_is_not_older(view: Any) -> None:
    assert of({"defaultSession": {"views": [view]}}).shape == "config"


@pytest.mark.parametrize(
    ("root", "what"),
    [
        (ASSEMBLY, "one assembly"),
        ({"a": {"assemblies": [ASSEMBLY]}}, "configs by genome"),
        ([ASSEMBLY, ASSEMBLY], "a list of assemblies"),
    ],
)
def test_a_definition_of_genomes_is_refused_as_what_it_is(root: Any, what: str) -> None:
    with pytest.raises(RefusedError, match=what) as refused:
        of(root)
    assert refused.value.code == "format.genome_definition"


@pytest.mark.parametrize("root", [5, {"a": 1}])
def test_anything_else_is_no_session(root: Any) -> None:
    with pytest.raises(UnknownFormatError):
        of(root)


@pytest.mark.parametrize("path", ["/configuration", "/plugins/0", "/tracks/-", "/defaultSession/name"])
def test_a_patch_is_known_by_one_key_of_a_config(path: str) -> None:
    found = recognise(Head(b"", "json", [{"op": "add", "path": "/mine", "value": 1}, {"op": "add", "path": path, "value": 1}]))
    assert found is not None
    assert "Patch" in found.reason
