"""The lock files pin what is installed and name no place; nothing fetched is committed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")
FETCHED = (
    ".venv/bin/python",
    ".venv-node/bin/python",
    ".venv.lock",
    "frontend/node_modules/@kern-ux/native/dist/kern.min.css",
    "frontend/node_modules/axe-core/axe.min.js",
    "funding/static/vendor/kern-2.7.2/kern.min.css",
    "funding/static/vendor/kern-2.7.2/fira-sans-latin-400-normal.woff2",
    "funding/static/vendor/manifest.json",
    "funding/translations/de/LC_MESSAGES/messages.mo",
    "uv.lock",
    "var/portal.sqlite",
)


def keys_in(value: Any) -> Iterator[str]:
    """Name every key of a JSON document, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner)


def pinned(lock: str) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    return dict(found)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_address_and_no_local_path(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|file:|^\s*-|^\s*#|@ |/", text.replace("--hash=", ""), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_file_is_a_pinned_package_or_a_hash(lock: str) -> None:
    package = re.compile(r"[a-z0-9._-]+==\S+( ; .+)? \\")
    checksum = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    assert [
        line for line in lines if not package.fullmatch(line) and not checksum.fullmatch(line)
    ] == []


def test_the_two_python_lock_files_agree_where_they_overlap() -> None:
    runtime, development = pinned(LOCKS[0]), pinned(LOCKS[1])
    both = runtime.keys() & development.keys()
    assert {name: runtime[name] for name in both} == {name: development[name] for name in both}


def test_the_lock_files_name_all_that_the_packages_in_them_need() -> None:
    asked = [sys.executable, "-m", "pip", "check"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "No broken requirements found.")


def test_the_package_lock_names_no_address_no_registry_and_no_file() -> None:
    text = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    assert not re.search(r"://|file:|registry|npmjs", text)


def test_the_package_lock_has_neither_resolved_nor_funding_keys() -> None:
    content = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    assert not {"resolved", "funding"} & set(keys_in(content))


def test_every_package_of_the_package_lock_has_its_hash() -> None:
    content = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in content["packages"].items() if name}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


def git(*arguments: str) -> str:
    found = shutil.which("git")
    if not found or not (ROOT / ".git").exists():
        pytest.skip("this folder is no git clone, so what is ignored cannot be asked")
    done = subprocess.run(
        [found, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_everything_that_is_fetched_or_made_is_ignored_by_git() -> None:
    assert git("check-ignore", *FETCHED).splitlines() == list(FETCHED)


def test_nothing_third_party_is_committed() -> None:
    committed = git("ls-files").splitlines()
    foreign = re.compile(
        r"(^|/)(node_modules|vendor|site-packages)/|\.(whl|woff2?|ttf|otf|tgz|mo)$"
    )
    assert [path for path in committed if foreign.search(path)] == []
