"""Headers of every answer: what a browser may load, keep and tell."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
YEAR_SECONDS = 31_536_000


def guard(response: Response) -> Response:
    """Set the headers; a file that a town sent up brings a stricter policy of its own."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.endpoint != "static.file":
        headers["Cache-Control"] = "no-store"
    headers.add("Vary", "Cookie")
    return response


def init_app(app: Flask) -> None:
    """Guard every answer; in production also demand HTTPS for a year."""
    app.after_request(guard)
    if not app.config["FUNDING"].embedded:

        @app.after_request
        def https_only(response: Response) -> Response:
            response.headers["Strict-Transport-Security"] = (
                f"max-age={YEAR_SECONDS}; includeSubDomains"
            )
            return response
