"""`python -m tests.docs --write` makes the generated parts of the pages anew; without `--write` it prints those pages."""

import sys

from tests.docs.page import pages, refreshed

for path in pages():
    page = refreshed(path.read_text(encoding="utf-8"), path.parent)
    if "--write" in sys.argv[1:]:
        path.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
