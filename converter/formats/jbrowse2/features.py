"""Features that stand in a session: the model has them in the names that igv.js knows, JBrowse 2 in its own (`SimpleFeature`).

JBrowse tells features apart by `uniqueId`, finds them by `refName`, counts strands and draws `subfeatures`; graphs draw `score`.
igv.js finds them by `chr`, spells strands as signs and draws `exons`.
"""

from __future__ import annotations

from typing import Any

_STRANDS = {"+": 1, "-": -1, ".": 0}
_SIGNS = {number: sign for sign, number in _STRANDS.items()}
_SAME = {"refName": "chr", "subfeatures": "exons"}
"""Names of JBrowse for what igv.js calls otherwise."""
_OWN = {theirs: own for own, theirs in _SAME.items()}


def written(features: list[Any]) -> list[Any]:
    """Features as JBrowse draws them, those that it can't find by name as they are."""
    return [_written(number, one) for number, one in enumerate(features)]


def read(features: list[Any]) -> list[Any]:
    """Features in the names of igv.js, as they were before they were `written`; others as they are."""
    return [_read(number, one) for number, one in enumerate(features)]


def _written(number: int, feature: Any) -> Any:
    if (
        not isinstance(feature, dict)
        or not isinstance(feature.get("chr"), str)
        or "refName" in feature
        or "subfeatures" in feature
    ):
        return feature
    strand = feature.get("strand", "+")
    if not isinstance(strand, str) or strand not in _STRANDS:
        return feature
    return _renamed(feature, _OWN, _STRANDS) if "uniqueId" in feature else _named(number, feature)


def _named(number: int, feature: dict[str, Any]) -> dict[str, Any]:
    """A feature of igv.js, with what JBrowse needs beside its own names."""
    name = feature["chr"]
    made = {**feature, "uniqueId": f"feature-{number}", "refName": name}
    if "strand" in feature:
        made["strand"] = _STRANDS[feature["strand"]]
    if "value" in feature and "score" not in feature:
        made["score"] = feature["value"]
    if isinstance(feature.get("exons"), list) and all(isinstance(one, dict) for one in feature["exons"]):
        made["subfeatures"] = [{**one, "refName": name, "type": "exon"} for one in feature["exons"]]
    return made


def _renamed(feature: dict[str, Any], names: dict[str, str], strands: dict[Any, Any]) -> dict[str, Any]:
    made = {names.get(key, key): value for key, value in feature.items()}
    if "strand" in made:
        made["strand"] = strands[made["strand"]]
    return made


def _read(number: int, feature: Any) -> Any:
    if not isinstance(feature, dict):
        return feature
    strand = feature.get("strand", 1)
    if isinstance(strand, bool | float) or not isinstance(strand, int) or strand not in _SIGNS:
        return feature
    return next(
        (one for one in (_unnamed(feature), _renamed(feature, _SAME, _SIGNS)) if _written(number, one) == feature), feature
    )


def _unnamed(feature: dict[str, Any]) -> dict[str, Any]:
    made = {key: value for key, value in feature.items() if key not in ("uniqueId", "refName", "subfeatures")}
    if "value" in made:
        made.pop("score", None)
    if "strand" in made:
        made["strand"] = _SIGNS[made["strand"]]
    return made
