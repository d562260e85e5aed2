"""The register: municipalities and Verwaltungsverbände of Saxony, and bodies entered by hand."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base


class Municipality(Base):
    """A body that may apply.

    ``key``: the AGS (8 digits) or Verbandsschlüssel (9) as text, or one of the portal's own
    (P, the key of the district, a number) where a body entered by hand has neither.
    """

    __tablename__ = "municipality"
    __table_args__ = (CheckConstraint("length(key) IN (8, 9)", name="key_length"),)

    key: Mapped[str] = mapped_column(String(9), primary_key=True)
    name: Mapped[str] = mapped_column(String(120), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    district_key: Mapped[str] = mapped_column(String(5), index=True)
    district: Mapped[str] = mapped_column(String(80))
    police_directorate: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    # Whereto letters go, as it stands in their address field; empty before the first one.
    postal_address: Mapped[str] = mapped_column(Text, default="", server_default="")
    successor_key: Mapped[str | None] = mapped_column(ForeignKey("municipality.key"))

    @property
    def applicant_kind(self) -> str:
        """Return the kind of applicant it is, as the application calls it."""
        return APPLICANT_KINDS[self.kind]


APPLICANT_KINDS = {
    "association": "association",
    "district": "district",
    "district_free_city": "independent_city",
    "own_operation": "own_operation",
    "special_purpose": "special_purpose",
    "town": "municipality",
    "village": "municipality",
}
