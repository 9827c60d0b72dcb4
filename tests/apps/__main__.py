"""`python -m tests.apps [TARGET …]`: applications judge (`drawn`, `older`: JBrowse), `converter/fidelity.json` is made anew."""

import sys

from tests.apps.fidelity import DRAWN, OLDER, TARGETS, store

store(sys.argv[1:] or [*TARGETS, DRAWN, OLDER])
