"""Style sheets, fonts and scripts: our own, and those fetched at set-up."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory

pages = Blueprint("static", __name__)
FOLDER = Path(__file__).parents[1] / "static"
YEAR_SECONDS = 31_536_000


@pages.get("/static/<path:name>")
def file(name: str) -> Response:
    """Send a file; one that is asked for with its hash may be kept for a year."""
    response = send_from_directory(FOLDER, name)
    if request.args.get("v") or name.startswith("vendor/"):
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response
