"""Other names of chromosomes in an assembly of which the source says where the sequence lies."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

HG38 = "https://hgdownload.soe.ucsc.edu/goldenPath/hg38/bigZips/hg38.2bit"


def assembly(**reference: Any) -> tuple[Any, list[str]]:
    """The assembly of a session of igv.js, and the codes of what is told of the genome."""
    tracks = [{"url": "https://h.org/a.vcf.gz", "name": "v"}]
    data = json.dumps({"version": "3.8", "reference": reference, "locus": "1:100-900", "tracks": tracks}).encode()
    made = converter.convert(data, to="jbrowse2", options={"carry": False})
    told = [one["code"] for one in made.report.to_dict()["entries"] if str(one["model"]).startswith("/genome")]
    (found,) = json.loads(made.document)["assemblies"]
    return found, told


def names(found: Any) -> str:
    """The file of names."""
    text: str = found["refNameAliases"]["adapter"]["location"]["uri"]
    return text


def test_chromosomes_of_a_known_sequence_have_their_other_names() -> None:
    """igv.js finds `1` and `chr1` without being told (`ChromAliasDefaults`); JBrowse opens no view at a name it does not know."""
    found, told = assembly(id="hg38", twoBitURL=HG38)
    assert names(found).startswith("data:text/plain,chr1%091%09")
    assert "target.supplied" in told


def test_names_that_the_session_has_stay() -> None:
    found, told = assembly(id="hg38", twoBitURL=HG38, aliasURL="https://h.org/alias.tab")
    assert (names(found), "target.supplied" in told) == ("https://h.org/alias.tab", False)


@pytest.mark.parametrize("reference", [{"id": "hg38", "twoBitURL": "https://h.org/mine.2bit"}, {"id": "mine", "twoBitURL": HG38}])
def test_of_another_sequence_or_id_no_names_are_known(reference: dict[str, str]) -> None:
    assert "refNameAliases" not in assembly(**reference)[0]


def test_an_assembly_of_jbrowse_stays_as_it_is() -> None:
    adapter = {"type": "TwoBitAdapter", "twoBitLocation": {"uri": HG38, "locationType": "UriLocation"}}
    sequence = {"type": "ReferenceSequenceTrack", "trackId": "r", "adapter": adapter}
    data = json.dumps({"assemblies": [{"name": "hg38", "sequence": sequence}], "tracks": []}).encode()
    document = converter.convert(data, to="jbrowse2", options={"carry": False}).document
    assert "refNameAliases" not in json.loads(document)["assemblies"][0]
