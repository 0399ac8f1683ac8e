"""Read a PDF with a program that did not make it."""

import ctypes
import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.generic import DictionaryObject

A4 = (595.28, 841.89)  # in points


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All text, with one space between words."""
    return " ".join(" ".join(page.extract_text() for page in opened(pdf).pages).split())


def close(text: str) -> str:
    """Without spaces: a line may end after a hyphen or a slash, where the text has no space."""
    return "".join(text.split())


def numbers(text: str) -> set[str]:
    """Every number as it is written: 1.000, 51,3, 85361."""
    return {found.rstrip(".,") for found in re.findall(r"\d[\d.,]*", text)}


def tags(pdf: bytes) -> Iterator[tuple[str, str | None]]:
    """The kind of every tag in reading order, with its alternative text."""
    catalogue: Any = opened(pdf).trailer["/Root"]
    yield from _below(catalogue["/StructTreeRoot"]["/K"])


def _below(node: Any) -> Iterator[tuple[str, str | None]]:
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from _below(one)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node["/S"], node.get("/Alt")
        if "/K" in node:
            yield from _below(node["/K"])


def letter_sizes(pdf: bytes) -> set[float]:
    """The size of every piece of text in points, those in drawings too."""
    sizes = set()
    document = pypdfium2.PdfDocument(pdf)
    for one in document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=9):
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(one, size)
        matrix = one.get_matrix()
        sizes.add(round(size.value * (matrix.a**2 + matrix.b**2) ** 0.5, 2))
    document.close()
    return sizes
