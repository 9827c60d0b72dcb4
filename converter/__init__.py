"""Convert genome-browser sessions into each other, and say what became of every fact.

>>> import converter
>>> done = converter.convert(data, to="jbrowse2")
>>> done.document, done.report.verdict
"""

from converter.convert import Conversion, Document, Reading, convert, read, write
from converter.detect import Candidate, detect
from converter.errors import ConverterError
from converter.options import ConvertOptions
from converter.published import formats, schema

__version__ = "0.1.0"

__all__ = [
    "Candidate",
    "Conversion",
    "ConvertOptions",
    "ConverterError",
    "Document",
    "Reading",
    "convert",
    "detect",
    "formats",
    "read",
    "schema",
    "write",
]
