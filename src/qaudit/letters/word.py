"""A letter as a document for Word, its numbers in a table at the end."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from qaudit.letters.model import Letter, Paragraph, Sentence

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Written

NO_CLOCK = datetime(2000, 1, 1)  # noqa: DTZ001  # a document's dates have no zone
"""The same letter gives the same bytes on any day."""


def as_word(letter: Letter) -> bytes:
    """The letter as .docx."""
    import docx  # noqa: PLC0415  # slow
    from docx.shared import Pt  # noqa: PLC0415

    document = docx.Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = letter.title
    document.core_properties.author = "qaudit"
    document.core_properties.created = document.core_properties.modified = NO_CLOCK
    document.add_heading(letter.title, 0)
    for paragraph in letter.opening:
        _write(document.add_paragraph(), paragraph)
    for section in letter.sections:
        document.add_heading(section.heading, section.level - 1)
        for paragraph in section.paragraphs:
            _write(document.add_paragraph(), paragraph)
        for point in section.points:
            _write(document.add_paragraph(style="List Bullet"), (point,))
    _numbers(document, letter)
    out = io.BytesIO()
    document.save(out)
    return _without_clock(out.getvalue())


def _write(written: Written, paragraph: Paragraph) -> None:
    for place, sentence in enumerate(paragraph):
        if place:
            written.add_run(" ")
        _sentence(written, sentence)


def _sentence(written: Written, sentence: Sentence) -> None:
    written.add_run(sentence.text)
    if sentence.notes:
        codes = written.add_run(f" [{', '.join(sentence.notes)}]")
        codes.font.superscript = True


def _numbers(document: Document, letter: Letter) -> None:
    document.add_heading("The numbers", 1)
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Code", "What it rests on"
    for note in letter.notes:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = note.key, note.text


def _without_clock(data: bytes) -> bytes:
    """The archive with the same day on each of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as kept:
        for part in made.infolist():
            entry = zipfile.ZipInfo(part.filename, NO_CLOCK.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, made.read(part))
    return out.getvalue()
