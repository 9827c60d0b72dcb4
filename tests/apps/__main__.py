"""`python -m tests.apps [TARGET …]`: applications judge, `converter/fidelity.json` is made anew (`drawn`, `older`: JBrowse, drawn)."""

import sys

from tests.apps.fidelity import DRAWN, OLDER, TARGETS, store

store(sys.argv[1:] or [*TARGETS, DRAWN, OLDER])
