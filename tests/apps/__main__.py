"""`python -m tests.apps [TARGET …]` lets the applications judge (`drawn`: JBrowse, drawn) and writes `converter/fidelity.json` anew."""

import sys

from tests.apps.fidelity import DRAWN, TARGETS, store

store(sys.argv[1:] or [*TARGETS, DRAWN])
