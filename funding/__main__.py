"""``python -m funding``: the console of the portal."""

from __future__ import annotations

from funding.cli import main

if __name__ == "__main__":
    main()
