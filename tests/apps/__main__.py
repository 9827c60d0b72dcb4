"""`python -m tests.apps [TARGET …]` lets the applications judge and writes `converter/fidelity.json` anew."""

import sys

from tests.apps.fidelity import TARGETS, store

store(sys.argv[1:] or TARGETS)
