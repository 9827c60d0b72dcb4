"""Read depth as CNVpytor keeps it: HDF5 with an array of bins for each chromosome and kind of signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import h5py

if TYPE_CHECKING:
    from pathlib import Path

    from tests.apps.standins.places import Ground

_BIN = 100_000
"""Size of a bin in bp, the one with which CNVpytor is usually asked."""
_MEAN, _DEVIATION = 100.0, 10.0
_SIGNALS = ("", "_GC", "_partition_GC_merge")
"""Read depth as it was counted, corrected by GC content, and joined to segments: what follows the size of the bin in a name."""


def pytor(path: Path, where: Ground) -> None:
    """Write read depth near its mean in the bins of each chromosome that is shown."""
    shown = list(dict.fromkeys(place.chrom for place in where.places))
    with h5py.File(path, "w", libver="earliest") as out:
        out["rd_chromosomes"] = [name.encode() for name in shown]
        out[f"rd_stat_{_BIN}_auto"] = [0.0, 0.0, 0.0, 0.0, _MEAN, _DEVIATION]
        for name in shown:
            bins = where.chromosomes[name] // _BIN + 1
            for signal in _SIGNALS:
                out[f"his_rd_p_{name}_{_BIN}{signal}"] = [_MEAN + number % 9 for number in range(bins)]
