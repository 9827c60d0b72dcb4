"""Attributes that name features: in small letters in JBrowse, as the file has them elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

SLOT = "jexl:get(feature,'{}')"


def igv(name: str, path: str = "a.gff3") -> bytes:
    track = f'<Track id="https://example.org/{path}" name="T" featureNameProperty="{name}" visible="true"/>'
    resources = f'<Resources><Resource path="https://example.org/{path}"/></Resources>'
    return f'<Session genome="hg38" locus="chr1:1-900" version="8">{resources}<Panel>{track}</Panel></Session>'.encode()


def config(name: str, adapter: str = "Gff3TabixAdapter") -> bytes:
    display = {
        "type": "LinearBasicDisplay",
        "displayId": "t-d",
        "renderer": {"type": "SvgFeatureRenderer", "labels": {"name": SLOT.format(name)}},
    }
    path = {"Gff3TabixAdapter": "a.gff3.gz", "GtfAdapter": "a.gtf", "BedAdapter": "a.bed"}[adapter]
    track = {
        "type": "FeatureTrack",
        "trackId": "t",
        "name": "T",
        "assemblyNames": ["hg38"],
        "adapter": {"type": adapter, "uri": f"https://example.org/{path}"},
        "displays": [display],
    }
    sequence = {
        "type": "ReferenceSequenceTrack",
        "trackId": "s",
        "adapter": {"type": "TwoBitAdapter", "uri": "https://example.org/a.2bit"},
    }
    view = {"type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-900", "tracks": ["t"]}}
    held = {
        "assemblies": [{"name": "hg38", "sequence": sequence}],
        "tracks": [track],
        "defaultSession": {"name": "s", "views": [view]},
    }
    return json.dumps(held).encode()


def label(document: bytes) -> Any:
    return json.loads(document)["tracks"][0]["displays"][0]["renderer"]["labels"]["name"]


def told(data: bytes, target: str) -> list[tuple[str, Any, Any]]:
    entries = converter.convert(data, to=target, options={"carry": False}).report.to_dict()["entries"]
    return [(one["effect"], one["original"], one["emitted"]) for one in entries if one["code"].startswith("display.label_field")]


@pytest.mark.parametrize(
    ("path", "name", "there"),
    [
        ("a.gff3", "ID", "id"),
        ("a.gff", "Name", "name"),
        ("a.gff3.gz", "locus_tag", "locus_tag"),
        ("a.gtf", "gene_name", "gene_name"),
        ("a.bed", "GeneName", "GeneName"),
    ],
)
def test_jbrowse_is_told_its_name(path: str, name: str, there: str) -> None:
    made = converter.convert(igv(name, path), to="jbrowse2", options={"carry": False})
    assert label(made.document) == SLOT.format(there)
    assert told(igv(name, path), "jbrowse2") == []


def test_other_capitals_are_told() -> None:
    assert told(igv("geneName", "a.gtf"), "jbrowse2") == [("approximated", "geneName", "genename")]
    home = converter.convert(converter.convert(igv("geneName", "a.gtf"), to="jbrowse2").document, to="igvxml").document
    assert b'featureNameProperty="geneName"' in home


@pytest.mark.parametrize(
    ("adapter", "name", "there"),
    [
        ("Gff3TabixAdapter", "id", "ID"),
        ("Gff3TabixAdapter", "ontology_term", "Ontology_term"),
        ("Gff3TabixAdapter", "gene", "gene"),
        ("GtfAdapter", "id", "id"),
        ("BedAdapter", "Name", "Name"),
    ],
)
def test_others_are_told_the_name_in_the_file(adapter: str, name: str, there: str) -> None:
    document = converter.convert(config(name, adapter), to="igvxml", options={"carry": False}).document
    assert f'featureNameProperty="{there}"'.encode() in document


@pytest.mark.parametrize("adapter", ["Gff3TabixAdapter", "GtfAdapter", "BedAdapter"])
@pytest.mark.parametrize("name", ["id", "ID", "geneName"])
@pytest.mark.parametrize("by", ["jbrowse2", "igvxml", "igvjson"])
def test_what_jbrowse_was_told_comes_home(name: str, adapter: str, by: str) -> None:
    there = converter.convert(config(name, adapter), to=by).document
    assert label(converter.convert(there, to="jbrowse2").document) == SLOT.format(name)
