"""Files that a configuration includes: they come as companions, and what they say goes over what includes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from converter.errors import MalformedError, RefusedError, UsageError
from converter.formats._companions import NAMELESS, files_of, find_file, is_jbrowse2
from converter.formats.jbrowse1.document import opened
from converter.formats.jbrowse1.templates import Templates
from converter.resources.location import folder, join

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats.base import Job

_HINT = "Send the included file as 'config', or several of them in a zip, or as an object {name: text}."


class Included(NamedTuple):
    """A file that was included: where it lies as seen from the document, and what it says."""

    location: str
    root: dict[str, Any]


class Companions:
    """The included files that the caller sent, by name."""

    def __init__(self, root: Mapping[str, Any], job: Job) -> None:
        self.job = job
        self.files: dict[str, Any] = {}
        given = job.options.config
        wanted = bool(names_of(root.get("include"))) and job.options.shape != "patch"
        self.mine = wanted and given is not None and not is_jbrowse2(given)
        """Whether `config` is for this format: what a patch is made against, and a config of JBrowse 2, is for the target."""
        if self.mine:
            self.files = files_of(given)
            if not isinstance(self.files.get(NAMELESS, ""), bytes | str | dict):
                raise UsageError("option.config", "The option 'config' is no configuration of JBrowse 1.", hint=_HINT)

    def find(self, url: str) -> Any:
        """The content of an include: by the whole of its name, by its last part, or the only file that was sent."""
        return find_file(self.files, url)

    def read(self, content: Any) -> dict[str, Any]:
        """The object that an included file is; `MalformedError` for what is none."""
        if isinstance(content, dict):
            return content
        data = content.encode() if isinstance(content, str) else content
        root = opened(data, self.job._replace(decoded=None)).root if isinstance(data, bytes) else None
        if not isinstance(root, dict):
            raise MalformedError("include.malformed", "An included file is no configuration of JBrowse 1.", hint=_HINT)
        return root


class Includes:
    """What a document includes, and what that includes in turn."""

    def __init__(self, root: dict[str, Any], job: Job) -> None:
        self.root = root
        self.companions = Companions(root, job)
        self.found: list[Included] = []
        self.missing: list[str] = []
        """Locations of files that were not sent."""
        self._follow(root, "", ())
        if self.companions.mine and not self.found:
            raise UsageError(
                "option.config", "The option 'config' is none of the files that the configuration includes.", hint=_HINT
            )

    def _follow(self, root: Mapping[str, Any], at: str, way: tuple[str, ...]) -> None:
        for url in names_of(root.get("include")):
            filled, _ = Templates({**self.root, **root}).fill(url)
            location = join(at, filled) if at else filled
            if location in way:
                raise _circle((*way, location))
            content = self.companions.find(filled)
            if content is None:
                self.missing.append(location)
                continue
            held = self.companions.read(content)
            self.found.append(Included(location, held))
            self._follow(held, folder(location) if "/" in location else "", (*way, location))


def names_of(held: Any) -> list[str]:
    """The locations that the value of `include` names: a text, an object with a `url`, or a list of such."""
    listed = held if isinstance(held, list) else [held]
    found = (one.get("url") if isinstance(one, dict) else one for one in listed)
    return [one for one in found if isinstance(one, str) and one]


def _circle(way: tuple[str, ...]) -> RefusedError:
    text = f"The configuration includes itself: {' > '.join(way)}."
    return RefusedError(
        "include.circle", text, path="/include", hint="Take one of the includes away; JBrowse would load them for ever."
    )
