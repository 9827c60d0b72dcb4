"""Stand-in data in the text formats, each row at an interval where the session looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.apps.standins.places import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.apps.standins.places import Ground

HERE = b"@HERE@"
"""In a list of files: the address of the folder that it lies in, which the server puts in."""
ALIGNED, VARIANTS = "one.multiz", "one.vcf.gz"
"""What the multiple alignment is called that a list of those (`.maf.dict`) names, and the variants of a list (`.vcf.list`)."""
_TWO = ("first", "second")


def _rows(pattern: str) -> Callable[[Ground, Sequence[str]], str]:
    """A row for each interval. In the pattern: chrom, start, end (0-based), first (1-based start), near (inside), low and high
    (at a quarter from either end), number, width, length (of the chromosome)."""

    def made(where: Ground, _samples: Sequence[str]) -> str:
        return "".join(
            pattern.format(
                chrom=chrom,
                start=start,
                end=end,
                first=start + 1,
                near=(start + end) // 2,
                low=min(end, start + max(1, (end - start) // 4)),
                high=max(start, end - max(1, (end - start) // 4)),
                number=number % 9 + 1,
                width=end - start,
                length=where.chromosomes[chrom],
            )
            for number, (chrom, start, end) in enumerate(in_order(where))
        )

    return made


def _of_samples(head: str, pattern: str) -> Callable[[Ground, Sequence[str]], str]:
    """A heading, and for each sample a row for each interval."""

    def made(where: Ground, samples: Sequence[str]) -> str:
        rows = [_rows(pattern.replace("{sample}", _plain(sample)))(where, ()) for sample in samples or _TWO]
        return head + "".join(rows)

    return made


def _plain(name: str) -> str:
    """A name whose braces are no fields of a pattern."""
    return name.replace("{", "{{").replace("}", "}}")


def _in_columns(head: str, row: str) -> Callable[[Ground, Sequence[str]], str]:
    """A heading that ends with the samples, and a row with a value of each for each interval."""

    def made(where: Ground, samples: Sequence[str]) -> str:
        names = list(samples or _TWO)
        values = "\t".join("0.5" for _ in names)
        return head + "\t" + "\t".join(names) + "\n" + _rows(row + "\t" + values + "\n")(where, ())

    return made


_VCF_SAID = """##INFO=<ID=AF,Number=A,Type=Float,Description="share">
##FORMAT=<ID=GT,Number=1,Type=String,Description="type">
##FORMAT=<ID=AD,Number=R,Type=Integer,Description="reads of each">
##FORMAT=<ID=DP,Number=1,Type=Integer,Description="reads">
"""


def _vcf(where: Ground, samples: Sequence[str]) -> str:
    names = list(samples or _TWO)
    contigs = "".join(f"##contig=<ID={name},length={length}>\n" for name, length in where.chromosomes.items())
    columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + "\t".join(names) + "\n"
    row = "{chrom}\t{first}\trs{first}\tA\tG\t50\tPASS\tAF=0.5\tGT:AD:DP" + "\t0/1:10,12:22" * len(names) + "\n"
    return "##fileformat=VCFv4.2\n" + contigs + _VCF_SAID + columns + _rows(row)(where, ())


def _seg(where: Ground, samples: Sequence[str]) -> str:
    """Segments where the session looks, and one along each chromosome: IGV sums them up in bins of 200,000 bases."""
    shown = dict.fromkeys(place.chrom for place in where.places)
    long = [f"{sample}\t{chrom}\t1\t{where.chromosomes[chrom]}\t99\t0.8\n" for sample in samples or _TWO for chrom in shown]
    head = "ID\tchrom\tstart\tend\tnum.mark\tseg.mean\n" + "".join(long)
    return _of_samples(head, "{sample}\t{chrom}\t{first}\t{end}\t10\t0.{number}\n")(where, samples)


def _vcf3(where: Ground, samples: Sequence[str]) -> str:
    """The version before 4, which has no contigs, and says by 0 that a variant passed."""
    names = list(samples or _TWO)
    columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + "\t".join(names) + "\n"
    row = "{chrom}\t{first}\trs{first}\tA\tG\t50\t0\tAF=0.5\tGT" + "\t0/1" * len(names) + "\n"
    return "##fileformat=VCFv3.3\n" + columns + _rows(row)(where, ())


def _gcnv(where: Ground, samples: Sequence[str]) -> str:
    """Copy numbers of samples; the track line says what a click highlights, without which igv.js 3.8 stops where it would."""
    names = list(samples or _TWO)
    track = f'#track clickToHighlight=#00f highlight="{names[0]};red"\n'
    return track + _in_columns("#chr\tstart\tend", "{chrom}\t{start}\t{end}")(where, names)


def _gct(where: Ground, samples: Sequence[str]) -> str:
    names = list(samples or _TWO)
    table = _in_columns("NAME\tDescription", "f{first}\t|@{chrom}:{first}-{end}|")(where, names)
    return f"#1.2\n{table.count(chr(10)) - 1}\t{len(names)}\n{table}"


def _wig(where: Ground, _samples: Sequence[str]) -> str:
    rows = [
        f"variableStep chrom={chrom} span={end - start}\n{start + 1} {1 + start % 7}\n" for chrom, start, end in in_order(where)
    ]
    return "track type=wiggle_0\n" + "".join(rows)


_READS = "motif=GT/AG;uniquely_mapped={number};multi_mapped=1;maximum_spliced_alignment_overhang=20;annotated_junction=true"
"""The name of a junction as STAR's tables are turned into BED, from which igv.js takes the counts."""
_ALIGNED = (
    "30\t0\t0\t0\t0\t0\t0\t0\t+\tq{first}\t{width}\t0\t{width}\t{chrom}\t{length}\t{start}\t{end}\t1\t{width},\t0,\t{start},"
)
_BLOCK = "a score=1\ns hg.{chrom} {start} 1 + {length} A\ns other.{chrom} {start} 1 + {length} G\n\n"
_AED = "bio:sequence(aed:String)\tbio:start(aed:Integer)\tbio:end(aed:Integer)\tbio:name(aed:String)\n"
_GENE = "NM_{first}\t{chrom}\t+\t{start}\t{end}\t{start}\t{end}\t1\t{start},\t{end},"
_BED = "{chrom}\t{start}\t{end}\tf{first}\t{number}00\t+\n"
_PEAK = "{chrom}\t{start}\t{end}\tp{first}\t{number}0\t.\t{number}.5\t3.2\t2.1"
_PAIR = "{chrom}\t{start}\t{low}\t{chrom}\t{high}\t{end}\tl{first}\t{number}\n"
_INTERACT = (
    "{chrom}\t{start}\t{end}\tl{first}\t{number}00\t{number}\tx\t0,0,255\t"
    "{chrom}\t{start}\t{near}\ta\t.\t{chrom}\t{near}\t{end}\tb\t.\n"
)


def nclist(where: Ground, chrom: str) -> dict[str, Any]:
    """The nested containment list of a chromosome, as JBrowse 1 keeps one (`trackData.json`), with a feature an interval."""
    spans = [(start, end) for name, start, end in in_order(where) if name == chrom]
    held = [[0, start, end, 1, f"g{start}"] for start, end in spans]
    classes = [{"attributes": ["Start", "End", "Strand", "Name"], "isArrayAttr": {}}]
    ends = {"minStart": min((start for start, _ in spans), default=0), "maxEnd": max((end for _, end in spans), default=0)}
    lists = {"classes": classes, "count": len(held), "lazyClass": 1, "nclist": held, "urlTemplate": "lf-{Chunk}.json", **ends}
    histograms: dict[str, list[Any]] = {"meta": [], "stats": []}
    return {"featureCount": len(held), "formatVersion": 1, "histograms": histograms, "intervals": lists}


TEXTS: dict[str, Callable[[Ground, Sequence[str]], str]] = {
    **dict.fromkeys(("bed", "gappedpeak", "txt"), _rows(_BED)),
    "gcnv": _gcnv,
    "junctions": _rows(f"{{chrom}}\t{{start}}\t{{end}}\t{_READS}\t{{number}}0\t+\t{{start}}\t{{end}}\t255,0,0\t2\t1,1\t0,1\n"),
    "bedmethyl": _rows("{chrom}\t{start}\t{end}\tm\t{number}0\t+\t{start}\t{end}\t255,0,0\t{number}\t50.0\n"),
    **dict.fromkeys(("narrowpeak", "peaks"), _rows(_PEAK + "\t1\n")),
    **dict.fromkeys(("broadpeak", "regionpeak"), _rows(_PEAK + "\n")),
    "bedgraph": _rows("{chrom}\t{start}\t{end}\t{number}\n"),
    "wig": _wig,
    "vcf": _vcf,
    "vcf3": _vcf3,
    "seg": _seg,
    "mut": _of_samples("chr\tstart\tend\tsample\ttype\n", "{chrom}\t{start}\t{near}\t{sample}\tMissense\n"),
    "maf": _of_samples(
        "Hugo_Symbol\tChromosome\tStart_position\tEnd_position\tReference_Allele\tTumor_Seq_Allele1\tTumor_Seq_Allele2\t"
        "Variant_Classification\tTumor_Sample_Barcode\n",
        "G\t{chrom}\t{first}\t{first}\tA\tA\tG\tMissense_Mutation\t{sample}\n",
    ),
    "igv": _in_columns("Chromosome\tStart\tEnd\tFeature", "{chrom}\t{start}\t{end}\tf{first}"),
    **dict.fromkeys(("cn", "loh"), _in_columns("SNP\tChromosome\tPhysicalPosition", "f{first}\t{chrom}\t{first}")),
    "gwas": lambda where, _: "CHR\tBP\tSNP\tP\n" + _rows("{chrom}\t{first}\trs{first}\t1e-{number}\n")(where, ()),
    **dict.fromkeys(("bedpe", "bedpe-domain", "hiccups"), _rows(_PAIR)),
    "interact": _rows(_INTERACT),
    "longrange": _rows("{chrom}\t{start}\t{near}\t{chrom}:{near}-{end},{number}\t{number}\t0,0,255\n"),
    **dict.fromkeys(
        ("gff3", "gff", "gvf"),
        lambda where, _: (
            "##gff-version 3\n" + _rows("{chrom}\tx\tgene\t{first}\t{end}\t.\t+\t.\tID=g{first};Name=g{first}\n")(where, ())
        ),
    ),
    "gtf": _rows('{chrom}\tx\texon\t{first}\t{end}\t.\t+\t.\tgene_id "g{first}"; transcript_id "t{first}";\n'),
    **dict.fromkeys(("refgene", "ensgene", "ucscgene"), _rows(f"585\t{_GENE}\t0\tG{{first}}\tcmpl\tcmpl\t0,\n")),
    "genepredext": _rows(f"{_GENE}\t0\tG{{first}}\tcmpl\tcmpl\t0,\n"),
    "genepred": _rows("NM_{first}\t{chrom}\t+\t{start}\t{end}\t{start}\t{end}\t1\t{start},\t{end},\n"),
    "refflat": _rows("G{first}\tNM_{first}\t{chrom}\t+\t{start}\t{end}\t{start}\t{end}\t1\t{start},\t{end},\n"),
    "rmsk": _rows("585\t1\t0\t0\t0\t{chrom}\t{start}\t{end}\t0\t+\tAlu\tSINE\tAlu\t1\t2\t0\t1\n"),
    "psl": _rows(_ALIGNED + "\n"),
    "pslx": _rows(_ALIGNED + "\tA,\tA,\n"),
    "paf": _rows("q{first}\t{width}\t0\t{width}\t+\t{chrom}\t{length}\t{start}\t{end}\t{width}\t{width}\t60\n"),
    "gct": _gct,
    "gistic": lambda where, _: (
        "Type\tChromosome\tStart\tEnd\t-log10(q-value)\tG-score\taverage amplitude\tfrequency\n"
        + _rows("Amp\t{chrom}\t{first}\t{end}\t{number}.5\t0.{number}\t0.5\t0.1\n")(where, ())
    ),
    "maf.dict": lambda where, _: "".join(f"{chrom}\t{HERE.decode()}/{ALIGNED}\n" for chrom in where.chromosomes),
    "multiz": lambda where, _: "##maf version=1\n" + _rows(_BLOCK)(where, ()),
    "dsi": _rows("{chrom}\t{first}\tC\t10\t{number}\t1\tCG\t4\t3\t2\t1\n"),
    "vcf.list": lambda where, _: "".join(f"{chrom}\t{HERE.decode()}/{VARIANTS}\n" for chrom in where.chromosomes),
    "cpgislandext": _rows("585\t{chrom}\t{start}\t{end}\tCpG\t{width}\t9\t8\t10\t20\t0.9\n"),
    "snp": _rows("585\t{chrom}\t{start}\t{near}\trs{first}\t0\t+\tA\tA\tA/G\tgenomic\tsingle\tunknown\t0\t0\tintron\texact\t1\n"),
    "fusionjuncspan": _rows("{chrom}\tf{first}\t{start}\t{end}\t{number}\t1\t{start}-{end}\n"),
    "aed": lambda where, _: _AED + _rows("{chrom}\t{start}\t{end}\tf{first}\n")(where, ()),
    "qtl": lambda where, _: (
        "chr\tpos\tp\trsid\tgene\n" + _rows("{chrom}\t{first}\t1e-{number}\trs{first}\tG{number}\n")(where, ())
    ),
    "shoebox": _rows("{chrom}\t{start}\t{end}\t{number}\t{number}\t{number}\n"),
    **dict.fromkeys(("bam.list", "sam.list"), lambda *_: "one.bam\nother.bam\n"),
    "bp": lambda where, _: "color:\t255\t0\t0\tpair\n" + _rows("{chrom}\t{first}\t{first}\t{end}\t{end}\t0\n")(where, ()),
    "sampleinfo": lambda _, samples: (
        "TRACK_ID\tgroup\n" + "".join(f"{name}\t{number % 2}\n" for number, name in enumerate(samples or _TWO))
    ),
}
"""By format: what makes a file of it from the ground and the samples that its tracks name."""
