"""The codes of the report that belong to no field: each with what it says, in one line.

The other codes are made from what the formats announce (`announce.code_of`); `converter.published.codes` lists all.
"""

from __future__ import annotations

FIXED: dict[str, str] = {
    "carried.unfit": "The document was edited since an earlier conversion; part of what it carries fits no more.",
    "carried.unusable": "The data carried from an earlier conversion can't be used; the document is read without it.",
    "chromosome.renamed": "The genome's sequence has another name for the chromosome; the place is the same.",
    "config.present": "The config has it already and says it differently; a patch changes nothing that is there.",
    "executes.callback": "It is JavaScript that JBrowse 1 runs in the reader's browser; no other application does.",
    "executes.html": "The name of a track is HTML; igv.js shows it as such, and runs what is in it, in the reader's browser.",
    "executes.jexl": "A jexl expression goes along; only JBrowse evaluates it, in the reader's browser.",
    "executes.plugin": "A plugin goes along; JBrowse fetches and runs its code in the reader's browser.",
    "file.empty": "The local file is empty (only where `--check-files` looked).",
    "file.missing": "The local file is not there (only where `--check-files` looked).",
    "format.respelled": "The format of the file is said by its usual name instead of another name for the same.",
    "gene.ambiguous": "The place is a gene that the annotation has on several chromosomes; it is not known which is meant.",
    "gene.located": "The place is a gene; an annotation that came along says where that is.",
    "gene.unknown": "The place is a gene, and no annotation that came along has it.",
    "genes.brought": "The target's application shows genes of its own with the genome, in place of those of the source's.",
    "genes.replaced": "The target reads no gene tables; an annotation of the same genes takes the table's place.",
    "genome.missing": "The session names no genome, and the target needs one.",
    "genome.renewed": "An address on a host that was given up, or the definition of a known genome, is said as it is today.",
    "genome.supplied": "The target needs to know where the genome's sequence lies; our table of assemblies says so.",
    "genome.unlisted": "The target's application may not have the genome in its lists.",
    "genome.unknown": "The genome is not known, and the target needs more of it than its name.",
    "include.missing": "The source includes a file that was not sent.",
    "kind.respelled": "The type of the track is said by its usual name instead of another name for the same.",
    "line.skipped": "The source's own application skips the line: it says nothing.",
    "link.length": "How long the link is; many servers refuse long ones.",
    "location.asked": "The target's application asks where on the genome the data lie, and shows nothing before.",
    "location.expires": "The link is signed and stops working at the time given.",
    "location.picked": "The file was picked from the user's machine; only its name is known, not where it is.",
    "location.relative": "The location is relative; the target looks for it elsewhere than the source did.",
    "location.service": "The data come from a service that only the source's application asks; others need a file.",
    "location.unopenable": "The target's application can't open the file, so the track will not be seen.",
    "index.empty": "The local index is empty (only where `--check-files` looked).",
    "index.missing": "The local index is not there (only where `--check-files` looked).",
    "index.stale": "The local index is older than its file (only where `--check-files` looked).",
    "index.asked": "The target's application can't tell where the index is, and asks for it, or is told the usual place.",
    "index.elsewhere": "The target's application would look for a relative index in another folder.",
    "index.signed": "The link is signed for the file alone; its index, which the source does not name, needs a link of its own.",
    "location.above": "The target's application can't save the session again with relative paths.",
    "merge.config": "The session was read with another source, the config that it belongs to, which is no session itself.",
    "merge.conflict": "Another of the merged sessions, which comes first, says it differently.",
    "merge.place": "The merged view opens where the first session looked; the place is kept as a region of interest.",
    "native.nearest": "What the source's application knows and the model has no word for is said differently.",
    "native.unsupported": "What the source's application knows and the model has no word for can't be said.",
    "option.edit": "The option 'edit' changed or removed the fact.",
    "option.genomes": "The option 'genomes' filled in the fact.",
    "option.genome": "The option 'genome' changed or removed the fact.",
    "option.locus": "The option 'locus' changed or removed the fact.",
    "option.paths": "The option 'paths' changed the fact.",
    "option.rewrite": "The option 'rewrite' changed the fact.",
    "option.tracks": "The option 'tracks' changed the fact.",
    "option.unused": "A rule of the option 'rewrite' matched no location, or nothing of 'config' was used.",
    "option.view": "The option 'view' changed or removed the fact.",
    "plugin.missing": "The target's application has the type from a plugin alone, which the document does not name.",
    "reference.unresolved": "It refers to something that the source does not hold; an included file may.",
    "resource.unlisted": "The source does not list the file of a track among its files; the track's id says where it is.",
    "sample.first": "The target's application draws the first sample of the file, whichever the track shows.",
    "source.ignored": "The source's own application ignores the fact.",
    "source.invalid": "The source's own application does not understand the value.",
    "source.newer": "A later version than the source's application of today knows the fact.",
    "source.misread": "The source's own application does not understand the value, and takes it for another.",
    "source.repeated": "Two things of the source have one name, of which its own application knows one.",
    "source.restored": "An earlier conversion had supplied the fact; its carried data overrules it.",
    "source.structural": "The fact lays out the source document only.",
    "source.superseded": "Another fact of the same file overrules this one.",
    "source.unread": "The source's own application does not find it: it looks for it elsewhere, or in another spelling.",
    "defaults.differ": "Where the source says nothing, the application of the target does another thing than its own.",
    "target.supplied": "The target is told something that the source does not say.",
    "track.empty": "The track names no file and holds no data; there is nothing to show.",
    "track.nameless": "The track has no id; the source's own application stops loading there.",
    "track.repeated": "The target's application loads the file of several tracks once; it may show only one of them.",
    "track.unresolved": "The track is defined in a config that was not sent, or nowhere.",
    "track.summary": "The target's application shows a summary of the file, or a track for each sample, in place of the track.",
    "track.unlisted": "No track shows a file that the source lists; it is shown with the default look.",
    "tracks.many": "The target's application loads a file once for each of its tracks; with so many it may run out of memory.",
    "tracks.all_shown": "The source lists tracks and shows none; all of them are shown.",
    "unannounced": "The fact is lost, and the target's table does not say so: a fault of the converter.",
    "version.stops": "An older version of the application, which is still in use, stops loading the session there.",
    "value.refused": "The value returns as it was; the target's application may refuse the document for it.",
    "value.respelled": "The value is said by its usual word instead of another for the same.",
}
"""By code, what it says."""

BROUGHT = "genes.brought"
"""Code of genes that the target's application shows on its own."""
MISREAD = "source.misread"
"""Code of a value that the source's application does not understand, and takes for another."""
UNRESOLVED = "track.unresolved"
"""Code of a name of a track that the document does not have."""
REPLACING = ("genes.replaced", "genome.renewed")
"""Steps that put something else in the place of what the source says, which is carried as it was."""
NEAREST = ("genes.replaced",)
"""Codes of steps that put the nearest thing in the place of what a fact says."""
