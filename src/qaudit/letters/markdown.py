"""A letter in Markdown, its numbers in footnotes."""

from __future__ import annotations

from qaudit.letters.model import Letter, Paragraph, Section, Sentence


def as_markdown(letter: Letter) -> str:
    """The letter, ready to be read as it is or rendered."""
    parts = [f"# {letter.title}"]
    parts += map(_paragraph, letter.opening)
    for section in letter.sections:
        parts.append(_section(section))
    parts.append("## The numbers")
    parts += [f"[^{note.key}]: {note.text}" for note in letter.notes]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    parts = [f"{'#' * section.level} {section.heading}"]
    parts += map(_paragraph, section.paragraphs)
    if section.points:
        parts.append("\n".join(f"- {_sentence(point)}" for point in section.points))
    return "\n\n".join(parts)


def _paragraph(paragraph: Paragraph) -> str:
    return " ".join(map(_sentence, paragraph))


def _sentence(sentence: Sentence) -> str:
    return sentence.text + "".join(f"[^{key}]" for key in sentence.notes)
