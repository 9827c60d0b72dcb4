"""What a caller changes in locations: prefixes that are replaced, and relative locations made absolute or the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.errors import UsageError
from converter.options import Paths
from converter.resources.location import join, make_relative

if TYPE_CHECKING:
    from collections.abc import Iterable


class Rewriter:
    """The options `rewrite`, `paths` and `base`, applied to one location at a time.

    Of the rules (prefix, replacement) the longest prefix that matches wins; of two equal ones, the first. What a rule
    wrote is not looked at again by another rule, but `paths` applies to it.
    """

    def __init__(self, rules: Iterable[tuple[str, str]] = (), paths: Paths = Paths.KEEP, base: str | None = None) -> None:
        """Raise `UsageError` when `paths` asks for a base and there is none, or a prefix is empty."""
        self._rules = sorted(rules, key=lambda rule: -len(rule[0]))
        self._prefixes = tuple(old for old, _ in self._rules)
        self._used: set[int] = set()
        self._paths = paths
        self._base = base or ""
        if "" in self._prefixes:
            raise UsageError("option.rewrite", "A rewrite rule has nothing to look for.", hint="Write it as FROM=TO.")
        if paths is not Paths.KEEP and not base:
            raise UsageError("option.base", f"paths={paths} needs to know what locations are relative to.", hint="Give base.")

    def apply(self, text: str) -> str:
        """The location as the caller wants it; itself where no option says otherwise."""
        if self._prefixes and text.startswith(self._prefixes):
            text = self._replaced(text)
        if self._paths is Paths.ABSOLUTE:
            return join(self._base, text)
        if self._paths is Paths.RELATIVE:
            return make_relative(self._base, text)
        return text

    def _replaced(self, text: str) -> str:
        number = next(number for number, prefix in enumerate(self._prefixes) if text.startswith(prefix))
        self._used.add(number)
        old, new = self._rules[number]
        return new + text[len(old) :]

    @property
    def unused(self) -> list[tuple[str, str]]:
        """The rules that no location has matched so far, the longest prefix first."""
        return [rule for number, rule in enumerate(self._rules) if number not in self._used]
