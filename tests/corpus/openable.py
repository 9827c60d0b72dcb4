"""Which sessions of IGV desktop open in JBrowse as they are written, and why the others don't.

`python -m tests.corpus.openable FOLDER` prints, for the files of a folder: whether the genome is public, whether the
document has a sequence for it that a web page can open, whether each track of a format that JBrowse reads has a location
that it can open, and whether everything that the document names beyond the source stands in an `assumed` entry. Relative
locations are looked for beside config.json, which is put where the session was. With `--profile desktop` the same for
JBrowse Desktop, which opens the files of its machine as well; with `--rewrite FROM=TO` for files that were moved.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

import converter
from converter.genomes import find
from converter.resources.location import LocationKind, is_remote, kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OWN = ("FromConfigAdapter", "MultiWiggleAdapter")
"""Adapters without a file of their own."""
_PATHS = (LocationKind.ABSOLUTE, LocationKind.WINDOWS)


class Opened(NamedTuple):
    """What came of one file: whether its genome is public, and by reason what does not open."""

    public: bool
    genome: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    """Tracks that JBrowse has no adapter for, or that no file holds; they have a remedy each, and no location."""
    guesses: tuple[str, ...] = ()
    """Files that the document names, and neither the source nor an `assumed` entry."""

    @property
    def opens(self) -> bool:
        """Whether the genome and the file of every track that JBrowse can read are found."""
        return not (self.genome or self.places or self.guesses)


def looked_at(data: bytes, filename: str | None = None, **options: Any) -> Opened:
    """What of a session opens in JBrowse. `ConverterError` for what is no session."""
    done = converter.convert(data, "jbrowse2", filename=filename, options={"carry": False, **options})
    document, report = json.loads(done.document), done.report.to_dict()
    said = {str(one["emitted"]) for one in report["entries"] if one["effect"] == "assumed"}
    said |= {str(one.get("original")) for one in report["entries"]}
    named = [*_named(document.get("assemblies", ())), *_named(document.get("tracks", ()))]
    source = converter.read(data, filename=filename).session
    text = converter.write(source, "neutral").document.decode()
    rewritten, desktop = "rewrite" in options, options.get("profile") == "desktop"
    return Opened(
        _is_public(source),
        tuple(_genome(document, report, desktop=desktop)),
        tuple(_reason(uri) for uri in _named(document.get("tracks", ())) if not _found(uri, desktop=desktop)),
        tuple(_formats(report)),
        tuple(uri for uri in named if uri not in said and json.dumps(uri)[1:-1] not in text and not rewritten),
    )


def _is_public(session: Any) -> bool:
    """Whether the genome is in our table, or says an address of its own."""
    genome = session.genome
    texts = [one for name in getattr(genome, "__struct_fields__", ()) if isinstance(one := getattr(genome, name), str)]
    known = isinstance(getattr(genome, "id", None), str) and find(genome.id) is not None
    return known or any(is_remote(one) for one in texts)


def _genome(document: dict[str, Any], report: dict[str, Any], *, desktop: bool) -> Iterator[str]:
    """Why there is no sequence."""
    told = [one["message"] for one in report["entries"] if one["code"] in ("genome.unknown", "genome.missing")]
    if told or not document.get("assemblies"):
        yield "no sequence is known for the genome"
    elif any(not _found(uri, desktop=desktop) for one in document["assemblies"] for uri in _named(one.get("sequence", {}))):
        yield "the sequence is a file of one machine"


def _formats(report: dict[str, Any]) -> Iterator[str]:
    for one in report["entries"]:
        if one["code"] == "location.unopenable" and one["effect"] == "assumed":
            _, _, form = one["message"].partition("files of the format ")
            word = form.partition(";")[0]
            if word:
                yield f"a file of the format {word}"
            elif any(text in one["message"] for text in ("belong to the genome browser", "computes it")):
                yield "a track that IGV makes itself"


def _named(held: Any) -> Iterator[str]:
    """The locations in a part of a document."""
    if isinstance(held, dict):
        if held.get("type") in _OWN:
            held = {key: one for key, one in held.items() if key == "subadapters"}
        if isinstance(uri := held.get("uri", held.get("localPath")), str):
            yield uri
        held = held.values()
    if not isinstance(held, str | int | float | None):
        for one in held:
            yield from _named(one)


def _found(uri: str, *, desktop: bool) -> bool:
    """Whether a web page finds it, or JBrowse Desktop."""
    of = kind(uri)
    return is_remote(uri) or of in (LocationKind.RELATIVE, LocationKind.DATA) or (desktop and of in _PATHS)


def _reason(uri: str) -> str:
    return "a placeholder for a folder" if kind(uri) is LocationKind.PLACEHOLDER else "a file of one machine"


def told(results: Iterable[tuple[str, Opened]]) -> Iterator[str]:
    """The figures in words, and every reason with the number of files that it stands in."""
    listed = list(results)
    public = [one for _, one in listed if one.public]
    for title, held in (("all files", [one for _, one in listed]), ("files whose genome is public", public)):
        opens = sum(one.opens for one in held)
        whole = sum(one.opens and not one.formats for one in held)
        share = f"{100 * opens / max(1, len(held)):.1f} %"
        yield f"{title}: {len(held)}; genome and locations open {opens} ({share}); every track opens as it is {whole}"
    for title in ("genome", "places", "formats", "guesses"):
        reasons = Counter(why for _, one in listed for why in dict.fromkeys(getattr(one, title)))
        yield from (f"{number:5} {title}: {why}" for why, number in reasons.most_common())


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--profile", default="web", help="web or desktop")
@click.option("--rewrite", multiple=True, metavar="FROM=TO", help="where files were moved")
def main(folder: Path, **options: Any) -> None:
    """Print the figures of a folder."""
    found = []
    for file in sorted(folder.iterdir()):
        try:
            found.append(
                (file.name, looked_at(file.read_bytes(), file.name, **{key: one for key, one in options.items() if one}))
            )
        except converter.ConverterError as error:
            click.echo(f"{file.name}: {error.code}")
    click.echo("\n".join(told(found)))


if __name__ == "__main__":
    main()
