"""`python -m converter` is the command line."""

from converter.cli import main

if __name__ == "__main__":
    main(prog_name="session-converter")
