"""A shell script that makes the files which a target opens in place of those of a session, and indexes that are missing."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.convert import read
from converter.genomes import find
from converter.options import ConvertOptions, options_from
from converter.registry import FORMATS, get
from converter.resources.filetypes import conventional_index
from converter.resources.location import basename, folder, is_local, is_relative, join, split_suffix
from converter.resources.opening import Opening, index_command, opening, preparation, quoted, reads_whole
from converter.revise import revise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from converter.model import Session, Source

_WORK = ".preparing."
_HEAD = """#!/usr/bin/env bash
# Makes the files that {title} opens in place of those of the session. Run it as often as you like: what is newer than
# what it is made of stays as it is, and what fails is told at its end without stopping the rest.
set -uo pipefail

failed=0
newer() {{ [ -s "$2" ] && ! [ "$1" -nt "$2" ]; }}
need() {{ command -v "$1" > /dev/null || {{ echo "$1 is needed, and not installed." >&2; exit 1; }}; }}
told() {{ [ "$1" -eq 0 ] || {{ echo "$2 could not be prepared (exit status $1)." >&2; failed=1; }}; }}
"""


class Step(NamedTuple):
    """One thing to make, in a folder: `made` of `file` by `commands`; `rewrite`: the locations that name it then.

    `served`: the file is not on this machine, so that what is made of it must be put where it came from.
    """

    folder: str
    file: str
    made: str
    commands: tuple[str, ...]
    rewrite: tuple[str, str] | None = None
    served: bool = False


def script(
    data: bytes,
    to: str,
    source: str | None = None,
    filename: str | None = None,
    options: ConvertOptions | Mapping[str, Any] | None = None,
) -> str:
    """The script for a session that is to be converted; what lies elsewhere than on this machine is fetched only to be converted.

    The arguments are those of `convert`, and so are the errors.
    """
    get(to, "to")
    asked = options_from(options)
    reading = read(data, source, filename, asked)
    session = revise(reading.session, asked, same_format=to == reading.format, target=to).session
    return written(steps_for(session, to, asked.base), to)


def written(steps: Iterable[Step], to: str) -> str:
    """The script that does these steps, each once, in their order."""
    once = list(dict.fromkeys(steps))
    return "\n".join([_HEAD.format(title=FORMATS[to].title), *_needed(once), *map(_step, once), *_after(once)])


def steps_for(session: Session, to: str, base: str | None) -> Iterator[Step]:
    """What is to be made before a target opens a session whose relative locations hang from `base`, in order."""
    yield from _genome_steps(session, base)
    sizes = _sizes(session)
    for key in session.source_order:
        held = session.sources[key]
        if isinstance(held.location, str) and isinstance(held.format, str):
            found = _made(held, to, sizes, base) if opening(held.format, to) is Opening.CONVERTED else _indexed(held, to, base)
            if found is not None and sizes in " ".join(found.commands):
                yield from _sizes_step(session, found.folder)
            yield from () if found is None else (found,)


def _made(source: Source, to: str, sizes: str, base: str | None) -> Step | None:
    location, form = str(source.location), str(source.format)
    final, work = preparation(location, form, to, sizes), preparation(location, form, to, sizes, _WORK)
    if final is None or work is None:
        return None
    name = basename(location)
    pairs = [(work.made_index, final.made_index), (work.made, final.made)]
    kept = (f"mv -f {quoted(old)} {quoted(new)}" for old, new in pairs if old is not None and new is not None)
    commands = (*work.commands, *kept, f"rm -f {quoted(_WORK + name)}*")
    if not _here(location):
        commands = (f"curl -fsSL -o {quoted(name)} {shlex.quote(location)}", *commands)
        return Step(_folder(location, base), name, final.made, commands, served=True)
    made = f"{split_suffix(location)[0].removesuffix(name)}{final.made}"
    return Step(_folder(location, base), name, final.made, commands, (location, made))


def _indexed(source: Source, to: str, base: str | None) -> Step | None:
    """The index of a local file of which the session does not say one, for a target that looks for one."""
    location, form = str(source.location), str(source.format)
    command, index = index_command(location, form), conventional_index(location, form)
    if to == "jbrowse2" and reads_whole(form, to):
        return None
    if source.index is not UNSET or command is None or index is None or not _here(location):
        return None
    return Step(_folder(location, base), basename(location), basename(index), (command,))


def _genome_steps(session: Session, base: str | None) -> Iterator[Step]:
    genome = session.genome
    if genome is UNSET or not isinstance(genome.fasta, str) or genome.fasta_index is not UNSET or not _here(genome.fasta):
        return
    name = basename(genome.fasta)
    yield Step(_folder(genome.fasta, base), name, f"{name}.fai", (f"samtools faidx {quoted(name)}",))


def _sizes(session: Session) -> str:
    """What the file with the lengths of the chromosomes is called."""
    genome = session.genome
    name = genome.id if genome is not UNSET and isinstance(genome.id, str) else "genome"
    return f"{name}.chrom.sizes".replace("/", "_")


def _sizes_step(session: Session, place: str) -> Iterator[Step]:
    """How the lengths of the chromosomes are come by: from the genome's index, or from where our table says."""
    genome, name = session.genome, _sizes(session)
    if genome is UNSET:
        return
    known = find(genome.id) if isinstance(genome.id, str) else None
    ours = known.chrom_sizes_url if known else None
    url = genome.chrom_sizes if isinstance(genome.chrom_sizes, str) else ours
    if url is not None and not _here(url):
        yield Step(place, "", name, (f"curl -fsSL -o {quoted(name)} {shlex.quote(url)}",))
    elif isinstance(genome.fasta, str) and _here(genome.fasta):
        yield Step(place, "", name, (f"cut -f 1,2 {quoted(genome.fasta + '.fai')} > {quoted(name)}",))


def _here(location: str) -> bool:
    return is_local(location) or is_relative(location)


def _folder(location: str, base: str | None) -> str:
    """Where what is made goes: beside a local file, else beside the session."""
    if not _here(location):
        return base if base is not None and _here(base) else "."
    absolute = join(base, location) if base is not None and _here(base) else location
    return folder(absolute) or "."


def _needed(steps: list[Step]) -> Iterator[str]:
    tools = {tool for step in steps for command in step.commands for tool in _TOOLS if f"{tool} " in command}
    yield from (f"need {tool}" for tool in _TOOLS if tool in tools)


_TOOLS = (
    *("samtools", "bcftools", "bgzip", "tabix", "curl", "igvtools", "wigToBigWig", "bedGraphToBigWig"),
    *("genePredToBed", "pslToBed", "twoBitToFa", "bedToBigBed", "gff3ToGenePred", "gtfToGenePred"),
)


def _step(step: Step) -> str:
    check = f"newer {quoted(step.file)} {quoted(step.made)}" if step.file else f"[ -s {quoted(step.made)} ]"
    lines = "\n".join(f"    {command}" for command in step.commands)
    made = f"(\n  set -e\n  cd -- {_of_home(step.folder)}\n  {check} || {{\n{lines}\n  }}\n)"
    return f"\n{made}\ntold $? {shlex.quote(step.file or step.made)}"


def _of_home(place: str) -> str:
    """A folder as a word of a shell, which knows where the home of `~` and `~user` is."""
    home, slash, rest = place.partition("/")
    if not _HOME.fullmatch(home):
        return shlex.quote(place)
    return home + slash + (shlex.quote(rest) if rest else "")


_HOME = re.compile(r"~[\w.-]*")


def _after(steps: list[Step]) -> Iterator[str]:
    """What is left for the user to do."""
    rules = [shlex.quote("=".join(step.rewrite)) for step in steps if step.rewrite and "=" not in step.rewrite[0]]
    if rules:
        yield _told("Convert the session again with: " + " ".join(f"--rewrite {rule}" for rule in rules))
    served = [step.made for step in steps if step.served]
    if served:
        yield _told(f"Put these where the session's target can reach them, and name them with --rewrite: {', '.join(served)}")
    yield "\nexit $failed\n"


def _told(text: str) -> str:
    return f"\nprintf '%s\\n' {shlex.quote(text)}"
