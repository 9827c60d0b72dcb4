"""`python -m tests.contract --accept` writes the goldens and the stored schema anew: read what changed before you keep it."""

import sys

from tests.contract.goldens import accept
from tests.contract.samples import CORPUS

if sys.argv[1:] != ["--accept"]:
    sys.exit(__doc__)
for place in accept():
    print(place.relative_to(CORPUS.parent))  # noqa: T201 - a command
