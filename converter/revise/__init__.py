"""What changes a session between reading and writing: what the caller asks for, and what the target must be told otherwise."""

from converter.revise.steps import Revised, revise

__all__ = ["Revised", "revise"]
