"""Office files that tests take apart and put together again."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx import Document


def plain_docx(text: str = "The nets are mended every day.") -> bytes:
    """Build a Word file of one paragraph."""
    document = Document()
    document.add_paragraph(text)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def with_members(path: Path, package: bytes, members: Mapping[str, bytes]) -> Path:
    """Write a package with some of its members replaced or added."""
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in members:
                after.writestr(name, before.read(name))
        for name, content in members.items():
            after.writestr(name, content)
    return path


def member(package: bytes, name: str) -> bytes:
    """Return the content of one member of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)
