"""What a caller changes in locations: prefixes that are replaced, and relative locations made absolute or the reverse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from converter.errors import UsageError
from converter.options import Paths
from converter.resources import htsget
from converter.resources.location import LocationKind, based_in, join, kind, make_relative, split_suffix

if TYPE_CHECKING:
    from collections.abc import Iterable


class Rewriter:
    """The options `rewrite`, `paths` and `base`, applied to one location at a time.

    Of the rules (prefix, replacement) the longest prefix that matches wins. What a rule wrote is not looked at again by
    another rule, but `paths` applies to it. A path that becomes part of a URL is percent-encoded, and the reverse.
    """

    def __init__(self, rules: Iterable[tuple[str, str]] = (), paths: Paths = Paths.KEEP, base: str | None = None) -> None:
        """Raise `UsageError` when `paths` asks for a base and there is none, a prefix is empty, or two rules contradict."""
        self._rules = sorted(set(rules), key=lambda rule: (-len(rule[0]), rule))
        self._prefixes = tuple(old for old, _ in self._rules)
        self._used: set[int] = set()
        self._paths = paths
        self._base = based_in(base or "")
        if "" in self._prefixes:
            raise UsageError("option.rewrite", "A rewrite rule has nothing to look for.", hint="Write it as FROM=TO.")
        if len(set(self._prefixes)) < len(self._prefixes):
            twice = next(old for old in self._prefixes if self._prefixes.count(old) > 1)
            text = f"Two rewrite rules replace {twice!r} by different things."
            raise UsageError("option.rewrite", text, hint="Give one of them, or a longer FROM.")
        if paths is not Paths.KEEP and not base:
            raise UsageError("option.base", f"paths={paths} needs to know what locations are relative to.", hint="Give base.")

    def apply(self, text: str) -> str:
        """The location as the caller wants it; itself where no option says otherwise."""
        text = self.replace(text)
        if self._paths is Paths.ABSOLUTE:
            return _joined(self._base, text)
        if self._paths is Paths.RELATIVE:
            return make_relative(self._base, text)
        return text

    def replace(self, text: str) -> str:
        """The text with the prefix of a rule replaced, whatever `paths` says."""
        if not self._prefixes:
            return text
        if text.startswith(self._prefixes):
            return self._replaced(text)
        plain = htsget.asked(text)
        return htsget.named(self._replaced(plain)) if plain is not text and plain.startswith(self._prefixes) else text

    def _replaced(self, text: str) -> str:
        number = next(number for number, prefix in enumerate(self._prefixes) if text.startswith(prefix))
        self._used.add(number)
        old, new = self._rules[number]
        return new + _respelled(text[len(old) :], kind(text), new)

    @property
    def unused(self) -> list[tuple[str, str]]:
        """The rules that have replaced nothing so far, the longest prefix first."""
        return [rule for number, rule in enumerate(self._rules) if number not in self._used]

    @property
    def outdone(self) -> frozenset[str]:
        """The prefixes that matched a location which a longer one replaced: those that begin one that was used."""
        used = [self._prefixes[number] for number in self._used]
        return frozenset(old for old in self._prefixes if any(one != old and one.startswith(old) for one in used))


_URLS = (LocationKind.HTTP, LocationKind.FTP, LocationKind.FILE)
_PATHS = (LocationKind.ABSOLUTE, LocationKind.WINDOWS, LocationKind.HOME)
_PLAIN = (LocationKind.RELATIVE, LocationKind.PLACEHOLDER, LocationKind.GS, LocationKind.S3)
_IN_PATH = "/!$&'()*+,;=:@"
_SEQUENCE = re.compile(r"(\{refseq\w*\})")


def _respelled(rest: str, of: LocationKind, new: str) -> str:
    """What follows the prefix, as it is spelled where it goes: percent-encoded in a URL, plain in a path.

    A relative location may be a path or part of a URL, and the name of an object in a bucket be encoded by those who
    say it in a URL, so that their `%` stays. A query has no meaning in a path.
    """
    to = kind(new)
    if to in _URLS and of in _PATHS:
        return _quoted(rest.replace("\\", "/") if of is LocationKind.WINDOWS else rest, _IN_PATH)
    if to in _URLS and of in _PLAIN:
        return _encoded(rest)
    if to in _PATHS and of in _URLS:
        path = unquote(rest.partition("?")[0])
        return path.replace("/", "\\") if "\\" in new else path
    return rest


def _encoded(relative: str) -> str:
    """A relative location as it stands in a URL; what is encoded already stays so."""
    path, query = split_suffix(relative)
    return _quoted(path, f"{_IN_PATH}%") + query


def _quoted(path: str, safe: str) -> str:
    """A path percent-encoded; where JBrowse puts the name of a sequence stays, since it looks for the words as they are."""
    parts = _SEQUENCE.split(path)
    return "".join(part if number % 2 else quote(part, safe=safe) for number, part in enumerate(parts))


def _joined(base: str, text: str) -> str:
    if kind(base) in _URLS and kind(text) is LocationKind.RELATIVE:
        text = _encoded(text)
    return join(base, text)
