"""The service in a process of its own, with one more route that reads a body and answers one of a given size.

`python -m tests.bench.served BYTES`; the first line that it logs says where it listens.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from converter.web import routes
from converter.web.responses import respond
from converter.web.server import serve

if TYPE_CHECKING:
    from pyramid.request import Request
    from pyramid.response import Response

PATH = "/null"


def null(request: Request, body: bytes) -> Response:
    """Read what was sent, and do nothing with it."""
    request.environ["wsgi.input"].read()
    return respond(body)


if __name__ == "__main__":
    answer = partial(null, body=b'"' + b"x" * (int(sys.argv[1]) - 2) + b'"')
    vars(routes)["ROUTES"] = (*routes.ROUTES, routes.Route("null", "POST", PATH, answer))
    serve(port=0)
