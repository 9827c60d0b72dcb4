"""`python -m tests.docs --write` makes the generated parts of README.md anew; without `--write` it prints the page."""

import sys

from tests.docs.page import README, refreshed

page = refreshed(README.read_text(encoding="utf-8"))
if "--write" in sys.argv[1:]:
    README.write_text(page, encoding="utf-8")
else:
    sys.stdout.write(page)
