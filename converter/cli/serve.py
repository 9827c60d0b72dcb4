"""`session-converter serve`: the HTTP service."""

from __future__ import annotations

import click

PORT = click.IntRange(0, 65535)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=PORT, default=6543, show_default=True, help="Port to listen on; 0 for any free one.")
@click.option("--threads", type=click.IntRange(1, 256), default=None, help="Threads that convert.")
@click.option("--metrics-port", type=PORT, default=None, help="Give /metrics a port of its own.")
def command(host: str, port: int, threads: int | None, metrics_port: int | None) -> None:
    """Serve conversions over HTTP until interrupted."""
    from converter.web.server import serve  # noqa: PLC0415 (the web framework is slow to import and needed here alone)

    serve(host=host, port=port, threads=threads, metrics_port=metrics_port)
