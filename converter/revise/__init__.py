"""What changes a session between reading and writing: what the caller asks for, and what the target must be told otherwise."""

from converter.revise.located import Annotation
from converter.revise.steps import Revised, revise

__all__ = ["Annotation", "Revised", "revise"]
