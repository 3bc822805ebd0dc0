"""Documents as PDF: readable by another program, with every row, whatever the text is."""

import shutil
import subprocess

import pytest

from watchkeeper.kit.pdf import Heading, Rows, Text, document

HOSTILE = "<b>not & bold</b> <para> Zürich ☃ " + "x" * 900


def made():
    rows = [(f"device-{number}", HOSTILE if number == 7 else "99.9 %") for number in range(120)]
    return document(
        "Availability <1>", [Heading("Sites"), Text(HOSTILE), Text("a\n b", mono=True), Rows(("A", "B"), rows)]
    )


def test_a_document_is_a_pdf_and_the_same_again():
    content = made()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    assert content == made()


def test_another_program_reads_every_row(tmp_path):
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("needs pdftotext (poppler-utils)")
    file = tmp_path / "report.pdf"
    file.write_bytes(made())
    told = subprocess.run([reader, str(file), "-"], capture_output=True, text=True, check=True, timeout=60).stdout
    assert "Availability <1>" in told
    assert "<b>not & bold</b>" in told
    assert all(f"device-{number}\n" in told for number in range(120))


def test_an_empty_table_has_its_head():
    assert len(document("Nothing", [Rows(("A",), []), Rows((), [])], landscape=True)) > 500
