"""Small real files of every kind that is taken, and hostile ones beside them."""

from __future__ import annotations

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEXT = "application/vnd.oasis.opendocument.text"
SHEET = "application/vnd.oasis.opendocument.spreadsheet"
EICAR = b"VIRUS"  # what the fake scanner of the tests takes for one


def pdf(note: str = "", trailer: str = "") -> bytes:
    """Write a page with a correct table of its objects."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ]
    text, places = f"%PDF-1.7\n% {note}\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(text.encode()))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    at = len(text.encode())
    text += "xref\n0 4\n0000000000 65535 f \n" + "".join(f"{p:010d} 00000 n \n" for p in places)
    text += f"trailer\n<< /Size 4 /Root 1 0 R {trailer}>>\nstartxref\n{at}\n%%EOF\n"
    return text.encode()


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def png() -> bytes:
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def jpeg() -> bytes:
    segment = lambda marker, body: bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body  # noqa: E731
    frame = segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0")
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0" + bytes(9))
        + frame
        + segment(0xDA, bytes(6))
        + b"\x7f\xff\xd9"
    )


def zipped(*members: tuple[str, str | bytes], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in members:
            info = ZipInfo(name)
            archive.writestr(info, content, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return target.getvalue()


def docx(*more: tuple[str, str | bytes], kind: str = WORD) -> bytes:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    return zipped(("[Content_Types].xml", types), ("word/document.xml", "<document/>"), *more)


def xlsx() -> bytes:
    book, target = Workbook(), io.BytesIO()
    book.active["A1"] = "Angebot"
    book.save(target)
    return target.getvalue()


def open_document(
    kind: str, *more: tuple[str, str | bytes], manifest: str = "<manifest/>"
) -> bytes:
    return zipped(
        ("mimetype", kind), ("content.xml", "<x/>"), ("META-INF/manifest.xml", manifest), *more
    )


GOOD = {
    "Beschluss.pdf": pdf(),
    "Bild.png": png(),
    "Foto.jpg": jpeg(),
    "Foto.JPEG": jpeg(),
    "Stelle.docx": docx(),
    "Angebote.xlsx": xlsx(),
    "Text.odt": open_document(TEXT),
    "Tabelle.ods": open_document(SHEET),
}


def bomb() -> bytes:
    """Write a workbook that is 60 MB large once it is unpacked."""
    whole = io.BytesIO(xlsx())
    with ZipFile(whole, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", bytes(60 * 1024 * 1024))
    return whole.getvalue()


def encrypted_office() -> bytes:
    """Write what Office makes of a document with a password: an old container."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def marked_encrypted(data: bytes) -> bytes:
    """Set the mark of encryption at the first member in the list of an archive."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 8] + bytes((data[at + 8] | 1,)) + data[at + 9 :]


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """Give a member of an archive another name of the same length."""
    assert len(old) == len(new)
    return data.replace(old, new)


HTML = b"<!DOCTYPE html><script>alert(1)</script>"
BAD = {
    "an HTML named PDF": (HTML, "brief.pdf", "file_disagrees"),
    "a PDF named DOCX": (pdf(), "brief.docx", "file_disagrees"),
    "a DOCX named XLSX": (docx(), "brief.xlsx", "file_disagrees"),
    "an XLSX named DOCX": (xlsx(), "brief.docx", "file_disagrees"),
    "an ODT named ODS": (open_document(TEXT), "brief.ods", "file_disagrees"),
    "an ODT named DOCX": (open_document(TEXT), "brief.docx", "file_disagrees"),
    "a PNG named JPG": (png(), "bild.jpg", "file_disagrees"),
    "a JPEG named PNG": (jpeg(), "bild.png", "file_disagrees"),
    "any ZIP named DOCX": (zipped(("a.txt", "x")), "brief.docx", "file_disagrees"),
    "any ZIP named ODT": (zipped(("a.txt", "x")), "brief.odt", "file_disagrees"),
    "an old DOC named DOCX": (encrypted_office()[:600], "brief.docx", "file_disagrees"),
    "a PDF behind HTML": (HTML + pdf(), "brief.pdf", "file_disagrees"),
    "a ZIP behind HTML": (HTML + docx(), "brief.docx", "file_disagrees"),
    "a drawing": (b"AC1027", "Plan.dwg", "file_kind"),
    "HTML": (HTML, "brief.html", "file_kind"),
    "SVG": (b"<svg/>", "bild.svg", "file_kind"),
    "two endings": (pdf(), "brief.pdf.exe", "file_kind"),
    "no ending": (pdf(), "pdf", "file_kind"),
    "a macro ending": (docx(), "brief.docm", "file_kind"),
    "nothing": (b"", "leer.pdf", "file_nothing"),
    "a PDF without an end": (pdf()[:-30], "brief.pdf", "file_broken"),
    "a PDF that ends early": (pdf() + b"x" * 4000, "brief.pdf", "file_broken"),
    "a PDF whose table lies outside": (
        pdf().replace(b"startxref\n", b"startxref\n9"),
        "brief.pdf",
        "file_broken",
    ),
    "a PNG without an end": (png()[:-12], "bild.png", "file_broken"),
    "a PNG cut off": (png()[:40], "bild.png", "file_broken"),
    "a PNG without a head": (png()[:8] + chunk(b"IEND"), "bild.png", "file_broken"),
    "a JPEG without an end": (jpeg()[:-2], "foto.jpg", "file_broken"),
    "a JPEG without a frame": (b"\xff\xd8\xff\xda\0\x02\xff\xd9", "foto.jpg", "file_broken"),
    "a JPEG that is only a start": (b"\xff\xd8\xff", "foto.jpg", "file_broken"),
    "a DOCX cut off": (docx()[:-30], "brief.docx", "file_broken"),
    "an archive that leads out": (docx(("../../x.sh", "x")), "brief.docx", "file_broken"),
    "an archive with a root": (docx(("/etc/passwd", "x")), "brief.docx", "file_broken"),
    "an archive with a drive": (docx(("C:\\x.exe", "x")), "brief.docx", "file_broken"),
    "a member twice": (
        renamed(docx(("word/document.xmk", "x")), b"document.xmk", b"document.xml"),
        "brief.docx",
        "file_broken",
    ),
    "an ODT without content": (
        zipped(("mimetype", TEXT), ("META-INF/manifest.xml", "<m/>")),
        "brief.odt",
        "file_broken",
    ),
    "a PDF with a password": (pdf(trailer="/Encrypt 9 0 R "), "brief.pdf", "file_locked"),
    "an Office file with a password": (encrypted_office(), "brief.docx", "file_locked"),
    "a member with a password": (marked_encrypted(docx()), "brief.docx", "file_locked"),
    "an ODT with a password": (
        open_document(TEXT, manifest="<manifest:encryption-data/>"),
        "brief.odt",
        "file_locked",
    ),
    "Word macros": (docx(("word/vbaProject.bin", b"\xd0\xcf")), "brief.docx", "file_macros"),
    "a macro document named DOCX": (
        docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "brief.docx",
        "file_macros",
    ),
    "Basic macros": (open_document(TEXT, ("Basic/x.xml", "<x/>")), "brief.odt", "file_macros"),
    "scripts": (open_document(SHEET, ("Scripts/python/x.py", "x")), "brief.ods", "file_macros"),
    "a bomb": (bomb(), "brief.xlsx", "file_packed"),
    "thousands of members": (
        docx(*((f"word/{n}.xml", "") for n in range(2_000))),
        "brief.docx",
        "file_packed",
    ),
    "a mimetype without end": (
        zipped(("mimetype", bytes(2_000_000)), stored=()),
        "brief.odt",
        "file_packed",
    ),
}
