"""A config that a caller sends beside a session or patch, and what a patch makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.errors import MalformedError, UsageError
from converter.formats import _json
from converter.formats._companions import only_file
from converter.limits import LIMITS

if TYPE_CHECKING:
    from converter.limits import Limits

SESSIONS = "preConfiguredSessions"
DEFAULT = "defaultSession"


def decoded_config(given: Any, limits: Limits = LIMITS) -> dict[str, Any]:
    """The config that a caller sent, as text or decoded; `UsageError` where it is none."""
    given = only_file(given)
    if given is None:
        hint = "Send it with the option 'config'."
        raise UsageError("option.config", "A patch is made against a config; none was given.", hint=hint)
    if isinstance(given, bytes | str):
        given = _json.of_option("config", given, limits)
    if not isinstance(given, dict):
        raise UsageError("option.config", "The option 'config' is no JBrowse 2 config.", hint="Send the config.json itself.")
    return given


def patched(config: dict[str, Any], operations: list[Any]) -> Any:
    """The config that a JSON Patch makes, of add, remove, replace and test only; `MalformedError` where it does not fit."""
    if not _json.is_patch(operations):
        hint = "Write the others with these."
        raise MalformedError(
            "patch.operation", "The JSON Patch has other operations than add, remove, replace and test.", hint=hint
        )
    hint = "Send the config that it was made against with 'config'."
    try:
        made = _json.patched(config, operations)
    except _json.UnfitError as error:
        raise MalformedError("patch.conflict", f"The JSON Patch does not fit the config: {error}.", hint=hint) from None
    if not isinstance(made, dict) or not isinstance(made.get(DEFAULT, {}), dict):
        raise MalformedError("patch.conflict", "What the JSON Patch makes is no config with a session.", hint=hint)
    return made


def added_session(operations: list[Any]) -> dict[str, Any] | None:
    """The session that a patch adds, if it adds one."""
    for one in operations:
        value = one.get("value")
        if one["op"] == "add" and one["path"].split("/")[1:2] in ([DEFAULT], [SESSIONS]):
            found = value[0] if isinstance(value, list) and value else value
            return found if isinstance(found, dict) else None
    return None


def session_place(config: dict[str, Any], operations: list[Any]) -> str:
    """Where a config has the session that a patch has added to it; the default one where it added none."""
    session = added_session(operations)
    held = config.get(SESSIONS)
    if session is None or not isinstance(held, list):
        return DEFAULT
    return next((f"{SESSIONS}/{at}" for at, one in enumerate(held) if one == session), DEFAULT)


def left_alone(config: dict[str, Any], place: str) -> dict[str, Any]:
    """The config with the session at a place under the name of that place, and without all other sessions."""
    name, _, index = place.partition("/")
    held = config[name][int(index)] if index else config.get(name)
    rest = {key: value for key, value in config.items() if key not in (DEFAULT, SESSIONS)}
    return {**rest, place: held} if held is not None else rest
