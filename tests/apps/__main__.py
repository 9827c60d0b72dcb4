"""`python -m tests.apps [TARGET …]`: applications judge (`drawn`: JBrowse, drawn), `converter/fidelity.json` is made anew."""

import sys

from tests.apps.fidelity import DRAWN, TARGETS, store

store(sys.argv[1:] or [*TARGETS, DRAWN])
