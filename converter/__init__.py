"""Convert genome-browser sessions into each other, and say what became of every fact.

>>> import converter
>>> done = converter.convert(data, to="jbrowse2")
>>> done.document, done.report.verdict
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from converter.convert import Conversion, Document, Reading, convert, read, write
    from converter.detect import Candidate, detect
    from converter.errors import ConverterError
    from converter.merge import Input, merge
    from converter.options import ConvertOptions
    from converter.published import formats, schema

__all__ = [
    "Candidate",
    "Conversion",
    "ConvertOptions",
    "ConverterError",
    "Document",
    "Input",
    "Reading",
    "convert",
    "detect",
    "formats",
    "merge",
    "read",
    "schema",
    "write",
]

_HOMES = {
    **dict.fromkeys(("Conversion", "Document", "Reading", "convert", "read", "write"), "converter.convert"),
    **dict.fromkeys(("Input", "merge"), "converter.merge"),
    **dict.fromkeys(("Candidate", "detect"), "converter.detect"),
    **dict.fromkeys(("formats", "schema"), "converter.published"),
    "ConverterError": "converter.errors",
    "ConvertOptions": "converter.options",
}


class _Verb:
    """A public name, looked up in its module when it is first asked for.

    It stands on the package's class and takes no module for a value, since three verbs share their name with the module
    or folder that they come from, and importing that must not hide the verb.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, package: ModuleType, _owner: type) -> Any:
        held = vars(package)
        if self.name not in held:
            held[self.name] = getattr(import_module(_HOMES[self.name]), self.name)
        return held[self.name]

    def __set__(self, package: ModuleType, value: object) -> None:
        if not isinstance(value, ModuleType):
            vars(package)[self.name] = value


sys.modules[__name__].__class__ = type("Verbs", (ModuleType,), {name: _Verb(name) for name in _HOMES})
