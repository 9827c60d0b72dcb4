"""`summary.html`: what came of a batch, for people. It needs nothing but itself, and every name in it is text."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from converter.batch.record import ERROR, REPORT, Record, Status
from converter.loss.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.batch.tally import Tally

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_MOST_CODES = 20


def page(sums: Tally, records: Sequence[Record]) -> str:
    """The page."""
    style = files("converter.batch").joinpath("page.css").read_text("utf-8")
    fates = _fates(sums)
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
        f"<title>Converted sessions</title><style>\n{style}</style></head>",
        f"<body><h1>Converted sessions</h1><p class=quiet>{_sentence(sums)}</p>",
        _bar(fates, sums.inputs),
        *_ranking("What is lost most often", ("Loss", "Sessions", "Facts"), _lost(sums)),
        *_ranking("Why inputs were refused", ("Error", "Inputs"), sums.errors.items()),
        "<h2>Inputs</h2>",
        _table(("Input", "Verdict", "Kept", "Not kept", "Document"), map(_row, records), numbers=(2, 3)),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _sentence(sums: Tally) -> str:
    done = sums.status[Status.DONE]
    return f"{sums.inputs:,} input{'s' if sums.inputs != 1 else ''}, {done:,} converted."


def _fates(sums: Tally) -> dict[str, int]:
    """Inputs by verdict, or by how else they ended; what never happened is left out."""
    others = {name: number for name, number in sums.status.items() if name not in (Status.DONE, Status.FAILED)}
    return {name: number for name, number in (sums.verdicts | others).items() if number}


def _bar(fates: dict[str, int], total: int) -> str:
    pieces = "".join(f'<i class={name} style="width:{100 * number / total:.3f}%"></i>' for name, number in fates.items())
    legend = "".join(f"<li><i class={name}></i>{number:,} {name}</li>" for name, number in fates.items())
    return f"<div class=bar aria-hidden=true>{pieces}</div><ul class=legend>{legend}</ul>"


def _lost(sums: Tally) -> Iterable[tuple[object, ...]]:
    return [(code, told["sessions"], told["facts"]) for code, told in sums.losses.items()]


def _ranking(title: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> list[str]:
    listed = list(rows)
    if not listed:
        return []
    numbers = tuple(range(1, len(head)))
    shown = (tuple(f"{cell:,}" if isinstance(cell, int) else _text(str(cell)) for cell in row) for row in listed[:_MOST_CODES])
    return [f"<h2>{title}</h2>", _table(head, shown, numbers)]


def _row(record: Record) -> tuple[str, ...]:
    kept = record.counts.get("kept", 0)
    lost = sum(record.losses.values())
    verdict = _text(record.verdict or record.status)
    if record.error is not None:
        verdict += f"<br><span class=quiet>{_text(record.error.message)}</span>"
    figures = (f"{kept:,}", f"{lost:,}") if record.counts else ("", "")
    return _text(record.input), verdict, *figures, _links(record)


def _links(record: Record) -> str:
    """Where what was written lies, seen from the page."""
    if record.target is None or record.status is Status.SKIPPED:
        return ""
    if record.status is Status.DONE:
        return f"{_link(record.target, record.target)} ({_link(record.target + REPORT, 'report')})"
    return _link(record.target + ERROR, "error")


def _link(name: str, text: str) -> str:
    return f'<a href="./{quote(name)}">{_text(text)}</a>'


def _text(text: str) -> str:
    return escape(printable(text))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], numbers: tuple[int, ...]) -> str:
    """A table of cells that are HTML; the columns of these `numbers` stand at the right."""
    marks = ["<td class=number>" if at in numbers else "<td>" for at in range(len(head))]
    top = "".join(f"{mark.replace('<td', '<th')}{cell}</th>" for mark, cell in zip(marks, head, strict=True))
    body = "\n".join(
        "<tr>" + "".join(f"{mark}{cell}</td>" for mark, cell in zip(marks, row, strict=True)) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>\n{body}\n</tbody></table>"
