"""`python -m tests.cli` plays the transcripts of the command line and writes them anew: read what changed before you keep it."""

from tests.cli.transcripts import FOLDER, replayed

for place in sorted(FOLDER.glob("*.txt")):
    place.write_text(replayed(place.read_text("utf-8")), "utf-8")
