"""The genome of a session of IGV's JSON: by its id, which IGV's own list has, or as an object with its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import say
from converter.formats._words import NAME
from converter.formats.igvjson import mapping
from converter.formats.igvjson.files_out import MAKE_ABSOLUTE, RELATIVE, extras_of
from converter.formats.igvjson.locations import trouble
from converter.formats.igvjson.names import IGVJS
from converter.genomes import find, hint_for
from converter.loss.ledger import GENOME, Notice
from converter.model import Genome, Source
from converter.resources.location import is_hub, is_relative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from converter.formats.igvjson.objects import TrackWriter
    from converter.model import View

_OBJECTS = {"reference": "reference", "genome object": "genome", "genarkAccession object": "genarkAccession"}
_GENOME_FILE = "igv.js can't read a genome file of IGV desktop."
_HUB = "igv.js opens a track hub as the hubURL of its page, but not as the genome of a session (3.8, expandReference)."
_TEXTS = {"reference id": "reference", "genome": "genome", "genarkAccession": "genarkAccession", "genomeId": "genomeId"}
"""Keys of a genome that is an object or an id, by the form that a session had."""


class GenomeWriter:
    """Writes the genome; `form` is what the session once was here, `given` whether the caller chose the genome."""

    def __init__(self, tracks: TrackWriter, form: Mapping[str, str], *, given: bool) -> None:
        self.tracks = tracks
        self.form = form
        self.given = given
        self.profile = tracks.profile
        self.told = tracks.session.genome

    def described(self) -> bool:
        """Whether the session says more of the genome than an id, so that it is written as an object."""
        genome = self.told
        if genome is UNSET:
            return False
        if self.form.get("genome") in _OBJECTS and "id" in _said(genome):
            return True
        return self._is_hub(genome) or any(isinstance(getattr(genome, field), str) for field in mapping.SEQUENCES)

    def stays(self) -> bool:
        """Whether the genome is an object here as it was in the source, so that tracks in it can stay there."""
        return self.form.get("genome") in _OBJECTS and self.described()

    def _is_hub(self, genome: Genome) -> bool:
        """Whether the genome is said by a track hub, and was so in an object; igv.js heeds that where no session is loaded."""
        told = genome.definition
        return self.profile == IGVJS and self.form.get("genome") in _OBJECTS and isinstance(told, str) and is_hub(told)

    def write(self, out: dict[str, Any], inner: Callable[[str], list[dict[str, Any]]]) -> None:
        """An object with the genome's files, else an id that the program knows; `inner` writes tracks that came with it."""
        genome = self.told
        if genome is UNSET:
            return
        if self.described():
            self._reference(out, genome, inner)
        elif isinstance(genome.id, str):
            self._by_id(out, genome.id)
        elif isinstance(genome.definition, str):
            out[_TEXTS.get(self.form.get("genome", ""), "genome")] = genome.definition
            if self.profile == IGVJS:
                self._notice("genome.unknown", _HUB if is_hub(genome.definition) else _GENOME_FILE)

    def _by_id(self, out: dict[str, Any], name: str) -> None:
        """A genome by its id, which IGV's own list has; else by the sequence that we know for it."""
        key = _TEXTS.get(self.form.get("genome", ""), "genome")
        assembly = find(name)
        if self.tracks.home or (assembly is not None and assembly.igv_id == name) or name.startswith(("GCA_", "GCF_")):
            out[key] = name
        elif assembly is not None:
            files = {
                "fastaURL": assembly.fasta_url, "indexURL": assembly.fai_url, "compressedIndexURL": assembly.gzi_url,
                "twoBitURL": assembly.two_bit_url, "chromSizesURL": assembly.chrom_sizes_url,
            }  # fmt: skip
            out["reference"] = {"id": name, **{field: url for field, url in files.items() if url is not None}}
        else:
            out["genome"] = name
            self._notice(
                "genome.unknown", f"The genome {name!r} is not known; IGV opens the session only where its own list has it."
            )

    def _reference(self, out: dict[str, Any], genome: Genome, inner: Callable[[str], list[dict[str, Any]]]) -> None:
        """A genome by its files. igv.js reads a FASTA file without an index as a whole; IGV desktop always has one."""
        extras = extras_of(genome)
        sizes = self.profile == IGVJS and lengths_alone(genome) and (not self.tracks.same or "format" in extras.native)
        made = say(mapping.SIZES, genome, {"format": "chromsizes"}, extras.spelling) if sizes else {}
        say(mapping.GENOME, genome, made, extras.spelling)
        if sizes:
            made.pop("chromSizesURL", None)
        if isinstance(genome.fasta, str) and genome.fasta_index is UNSET and (self.given or not self.tracks.home):
            made["indexURL"] = f"{genome.fasta}.fai"
            if genome.fasta.endswith(".gz") and genome.fasta_gzi is UNSET:
                made["compressedIndexURL"] = f"{genome.fasta}.gzi"
        made.update({name: value for name, value in extras.native.items() if name not in made})
        self.tracks.luggage.put(mapping.GENOME, extras.ignored, made)
        key = _OBJECTS.get(self.form.get("genome", ""), "reference")
        out[key] = made
        self.tracks.put(GENOME, f"/{key}", "genome")
        tracks = inner(f"/{key}/tracks")
        if tracks:
            made["tracks"] = tracks
        for field in (*mapping.SEQUENCES, "definition"):
            found = trouble(self.profile, Source(location=getattr(genome, field)))
            if found is not None and not self.tracks.same:
                self._notice("location.unopenable", f"The genome's sequence: {found[0]}", found[1])
        self._relative(genome)

    def _relative(self, genome: Genome) -> None:
        """Say of the files of a genome that igv.js will look for them elsewhere: without a sequence it shows nothing."""
        if self.profile != IGVJS or self.tracks.home:
            return
        for field in mapping.SEQUENCES:
            location = getattr(genome, field)
            if isinstance(location, str) and is_relative(location):
                told = Notice("location.relative", "assumed", "warning", RELATIVE, GENOME, field, MAKE_ABSOLUTE)
                self.tracks.notices.append(told._replace(emitted=location))

    def place(self, out: dict[str, Any], view: View) -> None:
        """The place in view stands with the genome where it stood there."""
        key = _OBJECTS.get(self.form.get("genome", ""), "")
        if extras_of(view).spelling.get(NAME + "loci") == "reference" and isinstance(out.get(key), dict) and "locus" in out:
            out[key]["locus"] = out.pop("locus")

    def _notice(self, code: str, text: str, hint: str | None = None) -> None:
        """Something about the genome that keeps the program from showing anything."""
        genome = Genome() if self.told is UNSET else self.told
        self.tracks.notices.append(Notice(code, "assumed", "error", text, GENOME, "id", hint or hint_for(genome)))


def lengths_alone(genome: Genome) -> bool:
    """Whether only the lengths of a genome's chromosomes are known: igv.js reads them in place of a sequence."""
    sequences = (field for field in mapping.SEQUENCES if isinstance(getattr(genome, field), str))
    return list(sequences) == ["chrom_sizes"]


def _said(genome: Genome) -> set[str]:
    return {field for field in genome.__struct_fields__ if field != "extras" and getattr(genome, field) is not UNSET}
