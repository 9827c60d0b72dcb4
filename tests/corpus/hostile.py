"""Inputs that are hostile by their size, made rather than kept: each with the error code that it has to meet.

python -m tests.corpus.hostile NAME    writes one to standard output
"""

from __future__ import annotations

import gzip
import sys
from typing import TYPE_CHECKING, NamedTuple

from converter.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable

MIB = 1024 * 1024
SESSION = b'<Session genome="hg38" locus="chr1:1-1000" version="8">'


class Hostile(NamedTuple):
    """An input: what makes it, the code that it meets, and how much more memory than its own bytes it may take."""

    make: Callable[[], bytes]
    code: str
    memory_mib: int = 300


def xml_flat() -> bytes:
    """50 MB of empty elements side by side."""
    return SESSION + b"<a/>" * (50 * MIB // 4) + b"</Session>"


def json_flat() -> bytes:
    """50 MB of empty lists side by side."""
    return b'{"genome":"hg38","tracks":[' + b"[]," * (50 * MIB // 3) + b"[]]}"


def body_one_too_long() -> bytes:
    """A session with blanks up to one byte above the limit."""
    head = SESSION + b"</Session>"
    return head + b" " * (LIMITS.body_bytes + 1 - len(head))


def xml_attributes() -> bytes:
    """100,000 attributes on one element."""
    return SESSION + b"<Track " + b" ".join(b'a%d="1"' % number for number in range(100_000)) + b"/></Session>"


def xml_attributes_of_many() -> bytes:
    """Elements of 10,000 attributes each, 20 of them."""
    track = b"<Track " + b" ".join(b'a%d="1"' % number for number in range(10_000)) + b"/>"
    return SESSION + track * 20 + b"</Session>"


def xml_depth() -> bytes:
    """300 nested elements: more than the parser itself allows."""
    return SESSION + b"<a>" * 300 + b"</a>" * 300 + b"</Session>"


def xml_elements() -> bytes:
    """One element more than the limit, none of which says anything."""
    return SESSION + b"<a/>" * LIMITS.elements + b"</Session>"


def xml_long_names() -> bytes:
    """Many elements below one with a long name, which the place of each of them would repeat."""
    return SESSION + b"<" + b"a" * MIB + b">" + b'<a b=""/>' * 100_000 + b"</" + b"a" * MIB + b"></Session>"


def xml_depth_unclosed() -> bytes:
    """8 MB of start tags that nothing closes."""
    return SESSION + b"<a>" * (8 * MIB // 3)


def json_depth_of_lists() -> bytes:
    """100,000 nested lists."""
    return b'{"genome":"hg38","tracks":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


def json_depth_of_objects() -> bytes:
    """100,000 nested objects."""
    return b'{"genome":"hg38","tracks":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}"


def json_depth_unclosed() -> bytes:
    """8 MB of opening brackets that nothing closes."""
    return b"[" * (8 * MIB)


def xml_text() -> bytes:
    """One text of 12 MB."""
    return SESSION + b"<GeneList>" + b"A" * (12 * MIB) + b"</GeneList></Session>"


def xml_attribute_text() -> bytes:
    """One attribute of 12 MB."""
    return SESSION + b'<Resources><Resource path="' + b"A" * (12 * MIB) + b'"/></Resources></Session>'


def xml_text_within_the_parser() -> bytes:
    """One text above our limit, but below the parser's own."""
    return SESSION + b"<GeneList>" + b"A" * (LIMITS.text_bytes + 1) + b"</GeneList></Session>"


def json_text() -> bytes:
    """One text of 12 MB."""
    return b'{"genome":"hg38","locus":"' + b"A" * (12 * MIB) + b'","tracks":[]}'


def json_key() -> bytes:
    """One key of 12 MB."""
    return b'{"genome":"hg38","tracks":[],"' + b"A" * (12 * MIB) + b'":1}'


def json_integer() -> bytes:
    """An integer of 100,000 digits: quadratic for a parser that makes a number of it."""
    return b'{"genome":"hg38","tracks":[{"url":"a.bw","height":' + b"9" * 100_000 + b"}]}"


def xml_facts() -> bytes:
    """One fact more than the limit: many elements with many attributes."""
    element = b"<a " + b" ".join(b'b%d=""' % number for number in range(250)) + b"/>"
    return SESSION + element * (LIMITS.facts // 250 + 1) + b"</Session>"


def json_facts() -> bytes:
    """One fact more than the limit: numbers in a list."""
    return b'{"genome":"hg38","tracks":[],"notes":[' + b"0," * LIMITS.facts + b"0]}"


def igvxml_tracks() -> bytes:
    """One track more than the limit, as IGV XML."""
    tracks = b"".join(b'<Track id="%d.bw"/>' % number for number in range(LIMITS.tracks + 1))
    paths = b"".join(b'<Resource path="%d.bw"/>' % number for number in range(LIMITS.tracks + 1))
    return SESSION + b"<Resources>" + paths + b'</Resources><Panel name="DataPanel">' + tracks + b"</Panel></Session>"


def igvjson_tracks() -> bytes:
    """One track more than the limit, as igv.js JSON."""
    tracks = b",".join(b'{"url":"%d.bw"}' % number for number in range(LIMITS.tracks + 1))
    return b'{"genome":"hg38","tracks":[' + tracks + b"]}"


def jbrowse2_tracks() -> bytes:
    """One track more than the limit, as a JBrowse 2 config."""
    track = b'{"type":"QuantitativeTrack","trackId":"t%d","assemblyNames":["x"],"adapter":{"type":"BigWigAdapter","uri":"a.bw"}}'
    tracks = b",".join(track % number for number in range(LIMITS.tracks + 1))
    return b'{"assemblies":[{"name":"x"}],"tracks":[' + tracks + b"]}"


def gzip_bomb() -> bytes:
    """0.2 MB that unpack to 200 MB."""
    return gzip.compress(SESSION + b" " * (200 * MIB) + b"</Session>", mtime=0)


def gzip_bomb_of_members() -> bytes:
    """Gzip files one after the other, each small, that unpack to 200 MB together."""
    return gzip.compress(SESSION, mtime=0) + gzip.compress(b" " * MIB, mtime=0) * 200 + gzip.compress(b"</Session>", mtime=0)


def gzip_one_too_long() -> bytes:
    """A session that unpacks to one byte above the limit."""
    head = SESSION + b"</Session>"
    return gzip.compress(head + b" " * (LIMITS.unpacked_bytes + 1 - len(head)), mtime=0)


def entity_blowup() -> bytes:
    """An entity of 100 KB that is used 2,000 times."""
    doctype = b'<!DOCTYPE Session [<!ENTITY big "' + b"A" * 100_000 + b'">]>'
    return doctype + SESSION + b"<GeneList>" + b"&big;" * 2_000 + b"</GeneList></Session>"


def entity_blowup_in_attributes() -> bytes:
    """An entity of 100 KB in 2,000 attributes."""
    doctype = b'<!DOCTYPE Session [<!ENTITY big "' + b"A" * 100_000 + b'">]>'
    return doctype + SESSION + b'<Resource path="&big;"/>' * 2_000 + b"</Session>"


def xml_comment() -> bytes:
    """A comment of 20 MB that never ends."""
    return b"<!--" + b"- " * (10 * MIB)


def json_escapes() -> bytes:
    """5 MB of halves of surrogate pairs."""
    return b'{"genome":"hg38","locus":"' + b"\\ud83e" * (5 * MIB // 6) + b'","tracks":[]}'


def json_duplicate_keys() -> bytes:
    """A million times the same key."""
    return b'{"genome":"hg38",' + b'"a":1,' * 1_000_000 + b'"tracks":[]}'


HOSTILE = {
    "xml_flat": Hostile(xml_flat, "limit.body_bytes"),
    "json_flat": Hostile(json_flat, "limit.body_bytes"),
    "body_one_too_long": Hostile(body_one_too_long, "limit.body_bytes"),
    "xml_attributes": Hostile(xml_attributes, "limit.attributes"),
    "xml_attributes_of_many": Hostile(xml_attributes_of_many, "limit.attributes"),
    "xml_depth": Hostile(xml_depth, "limit.depth"),
    "xml_elements": Hostile(xml_elements, "limit.elements"),
    "xml_long_names": Hostile(xml_long_names, "limit.path_length"),
    "xml_depth_unclosed": Hostile(xml_depth_unclosed, "limit.depth"),
    "json_depth_of_lists": Hostile(json_depth_of_lists, "limit.depth"),
    "json_depth_of_objects": Hostile(json_depth_of_objects, "limit.depth"),
    "json_depth_unclosed": Hostile(json_depth_unclosed, "limit.depth"),
    "xml_text": Hostile(xml_text, "limit.text_bytes"),
    "xml_attribute_text": Hostile(xml_attribute_text, "limit.text_bytes"),
    "xml_text_within_the_parser": Hostile(xml_text_within_the_parser, "limit.text_bytes"),
    "json_text": Hostile(json_text, "limit.text_bytes"),
    "json_key": Hostile(json_key, "limit.text_bytes"),
    "json_integer": Hostile(json_integer, "json.number"),
    "xml_facts": Hostile(xml_facts, "limit.facts", memory_mib=1024),
    "json_facts": Hostile(json_facts, "limit.facts"),
    "igvxml_tracks": Hostile(igvxml_tracks, "limit.tracks"),
    "igvjson_tracks": Hostile(igvjson_tracks, "limit.tracks"),
    "jbrowse2_tracks": Hostile(jbrowse2_tracks, "limit.tracks"),
    "gzip_bomb": Hostile(gzip_bomb, "limit.unpacked_bytes"),
    "gzip_bomb_of_members": Hostile(gzip_bomb_of_members, "limit.unpacked_bytes"),
    "gzip_one_too_long": Hostile(gzip_one_too_long, "limit.unpacked_bytes"),
    "entity_blowup": Hostile(entity_blowup, "xml.doctype"),
    "entity_blowup_in_attributes": Hostile(entity_blowup_in_attributes, "xml.doctype"),
    "xml_comment": Hostile(xml_comment, "xml.malformed"),
    "json_escapes": Hostile(json_escapes, "json.encoding"),
    "json_duplicate_keys": Hostile(json_duplicate_keys, "json.duplicate_key"),
}

if __name__ == "__main__":
    sys.stdout.buffer.write(HOSTILE[sys.argv[1]].make())
