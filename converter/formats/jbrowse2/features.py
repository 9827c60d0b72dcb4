"""Features that stand in a session: in the names that igv.js knows, and in those of JBrowse 2 (`SimpleFeature`) beside them.

JBrowse tells features apart by `uniqueId`, finds them by `refName`, counts strands and draws `subfeatures`; graphs draw `score`.
"""

from __future__ import annotations

from typing import Any

_STRANDS = {"+": 1, "-": -1, ".": 0}
_SIGNS = {number: sign for sign, number in _STRANDS.items()}


def written(features: list[Any]) -> list[Any]:
    """Features as JBrowse draws them; as they are where they are not in the names of igv.js."""
    if not all(isinstance(one, dict) and _is_foreign(one) for one in features):
        return features
    return [_written(number, one) for number, one in enumerate(features)]


def _is_foreign(feature: dict[str, Any]) -> bool:
    strange = "refName" in feature or "uniqueId" in feature or "subfeatures" in feature
    return isinstance(feature.get("chr"), str) and not strange and feature.get("strand", "+") in _STRANDS


def _written(number: int, feature: dict[str, Any]) -> dict[str, Any]:
    name = feature["chr"]
    made = {**feature, "uniqueId": f"feature-{number}", "refName": name}
    if "strand" in feature:
        made["strand"] = _STRANDS[feature["strand"]]
    if "value" in feature and "score" not in feature:
        made["score"] = feature["value"]
    if isinstance(feature.get("exons"), list) and all(isinstance(one, dict) for one in feature["exons"]):
        made["subfeatures"] = [{**one, "refName": name, "type": "exon"} for one in feature["exons"]]
    return made


def read(features: list[Any]) -> list[Any]:
    """Features in the names that they had before they were `written`; others as they are."""
    if not all(isinstance(one, dict) for one in features):
        return features
    plain = [_read(one) for one in features]
    return plain if written(plain) == features else features


def _read(feature: dict[str, Any]) -> dict[str, Any]:
    made = {key: value for key, value in feature.items() if key not in ("uniqueId", "refName", "subfeatures")}
    if "value" in made:
        made.pop("score", None)
    if "strand" in made and isinstance(made["strand"], int):
        made["strand"] = _SIGNS.get(made["strand"])
    return made
