"""Import files: what is read, and what is refused with its line."""

import csv
import io
import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.inventory.errors import InvalidImportError
from watchkeeper.estate.inventory.imports.reading import decode, read_rows
from watchkeeper.estate.inventory.imports.recognising import binary_kind


def refused(file_format, content, **limits):
    with pytest.raises(InvalidImportError) as caught:
        read_rows(file_format, content, **limits)
    return caught.value.message


def test_a_csv_row_means_what_its_columns_say():
    header = "name,address,port,site,tags,platform,credential,interval_s,enabled"
    (row,) = read_rows("csv", f'{header}\nr1, 192.0.2.1 ,1161,HQ,"Core,edge",EOS,c,300,no\n')
    assert (row.line, row.name, row.errors) == (2, "r1", ())
    assert row.values == {
        "address": "192.0.2.1",
        "port": 1161,
        "site": "HQ",
        "tags": ("core", "edge"),
        "platform": "eos",
        "credential": "c",
        "interval_s": 300,
        "enabled": False,
    }


def test_blank_cells_and_missing_trailing_cells_are_left_out():
    rows = read_rows("csv", "name,address,site\nr1,192.0.2.1,\nr2,192.0.2.2\n")
    assert [set(row.values) for row in rows] == [{"address"}, {"address"}]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffname,address\nr1,192.0.2.1\n",
        "name;address\nr1;192.0.2.1\n",
        "name\taddress\nr1\t192.0.2.1",
        "sep=;\nname;address\nr1;192.0.2.1\n",
        " Name , ADDRESS \r\nr1,192.0.2.1\r\n",
        "\n\nname,address,,\n,,\nr1,192.0.2.1\n\n",
    ],
)
def test_what_spreadsheets_write_is_read(text):
    for content in (text, text.encode("utf-8")):
        (row,) = read_rows("csv", content)
        assert (row.name, row.values) == ("r1", {"address": "192.0.2.1"})


def test_lines_are_those_of_the_file_even_after_quoted_line_ends():
    rows = read_rows("csv", 'name,site\n\nr1,"a\nb"\nr2,HQ\n')
    assert [(row.line, bool(row.errors)) for row in rows] == [(3, True), (5, False)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,adress\nr1,1\n", "Line 1: unknown column 'adress' (did you mean 'address'?)"),
        ("address\n1.1.1.1\n", "Line 1: there is no column 'name'"),
        ("name,name\nr1,r1\n", "column 'name' is there twice"),
        ('name,address\nr1,"open\n', "cannot be read"),
        ("name\x00,address\n", "Line 1: the file holds a zero byte"),
        ("", "the file has no rows"),
        ("name,address\n", "the file has no rows"),
        ("name\n" + "x" * 200_000 + "\n", "Line 2: the row cannot be read"),
    ],
)
def test_an_unusable_csv_is_refused_with_its_line(text, says):
    assert says in refused("csv", text)


def test_bad_utf8_names_the_line_and_the_byte():
    message = refused("csv", b"name,address\nr1,1.1.1.1\nk\xf8benhavn,1.1.1.2\n")
    assert message == "Line 3: byte 0xf8 is not UTF-8; save the file as UTF-8."
    assert "UTF-16" in refused("csv", "name".encode("utf-16"))
    assert "lone surrogate" in refused("csv", "name\n\ud800\n")


def test_too_many_rows_are_refused_at_the_first_one_too_many():
    assert refused("csv", "name\na\nb\nc\n", max_rows=2) == "Line 4: the file has more than 2 rows."


def test_an_unknown_format_is_refused():
    assert "'xml'" in refused("xml", "x")


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        ("port", "0", "0 is not between 1 and 65535"),
        ("port", "-1", "'-1' is not a whole number"),
        ("port", "¹", "is not a whole number"),
        ("port", "9" * 5000, "is not a whole number"),
        ("interval_s", "1", "1 is not between 5 and 86400"),
        ("enabled", "maybe", "'maybe' is neither yes nor no"),
        ("address", "300.1.1.1", "is not an IP address"),
        ("tags", "a,\x07", "cannot be a tag"),
        ("platform", "a b", "is not the name of a platform"),
        ("platform", "-", "is not the name of a platform"),
    ],
)
def test_a_wrong_cell_is_the_rows_error_and_names_its_column(cell, value, says):
    (row,) = read_rows("csv", f'name,{cell}\nr1,"{value}"\n')
    (error,) = row.errors
    assert error.startswith(f"{cell}: ")
    assert says in error
    assert cell not in row.values


def test_a_row_without_a_name_or_with_surplus_cells_says_so():
    rows = read_rows("csv", "name,address\n,192.0.2.1\nr2,192.0.2.2,x\n")
    assert rows[0].errors == ("name: is missing",)
    assert rows[1].errors == ("the row has 3 cells, the header 2",)


def test_yaml_is_a_list_of_devices_with_or_without_the_key():
    text = "- name: r1\n  address: 192.0.2.1\n  tags: [core, edge]\n  port: 1161\n- {name: r2, enabled: no}\n"
    rows = read_rows("yaml", text)
    assert [(row.line, row.name, dict(row.values)) for row in rows] == [
        (1, "r1", {"address": "192.0.2.1", "tags": ("core", "edge"), "port": 1161}),
        (5, "r2", {"enabled": False}),
    ]
    nested = "devices:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    assert [row.values for row in read_rows("yaml", nested)] == [row.values for row in rows]


def test_yaml_values_stay_what_was_written():
    (row,) = read_rows("yaml", "- name: 0123\n  site: NO\n  platform: ~\n  credential: '~'\n")
    assert (row.name, dict(row.values)) == ("0123", {"site": "NO", "credential": "~"})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- &a {name: r1}\n- *a\n", "Line 1: the file is not YAML: anchors"),
        ("- name: r1\n  site: *x\n", "Line 2: the file is not YAML: aliases"),
        ("- !!python/object:os.system {}\n", "is not allowed"),
        ("- !custom r1\n", "is not allowed"),
        ("- name: r1\n---\n- name: r2\n", "second document"),
        ("[" * 100_000, "nested too deeply"),
        ("- name: [\n", "Line 2: the file is not YAML"),
        ("just text", "must be a list of devices"),
        ("routers: []\n", "the one key 'devices'"),
        ("- r1\n", "Line 1: a device must be a mapping"),
        ("- ? [a]\n  : b\n", "a key must be a plain word"),
        ("", "must be a list of devices"),
        ("[]", "the file has no rows"),
    ],
)
def test_an_unusable_yaml_is_refused_with_its_line(text, says):
    assert says in refused("yaml", text)


def test_a_billion_laughs_are_refused_at_the_first_anchor():
    bomb = "a: &a [x,x]\n" + "".join(f"{c}: &{c} [*{p},*{p}]\n" for p, c in zip("abcdef", "bcdefg", strict=True))
    assert "anchors" in refused("yaml", bomb)


def test_yaml_rows_have_errors_of_their_own():
    (row,) = read_rows("yaml", "- name: r1\n  name: r2\n  adress: 1\n  site: {a: b}\n  port: [1]\n")
    assert "name: is there twice" in row.errors
    assert "unknown column 'adress' (did you mean 'address'?)" in row.errors
    assert "site: is not a single value" in row.errors
    assert "port: is not a single value" in row.errors


names = st.text(string.ascii_letters + string.digits + " _-æ世,;\"'#&*", min_size=1, max_size=12).filter(
    lambda text: text.strip() and text.strip() not in {"~", "null", "Null", "NULL"}
)
devices = st.lists(st.tuples(names, st.ip_addresses(), st.integers(1, 65535)), min_size=1, max_size=8)


@given(devices)
def test_what_a_csv_writer_writes_is_read_back(rows):
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["name", "address", "port"])
    writer.writerows(rows)
    read = read_rows("csv", file.getvalue().encode())
    assert [(row.name, row.values["address"], row.values["port"]) for row in read] == [
        (name.strip(), str(address), port) for name, address, port in rows
    ]


@given(devices)
def test_what_a_yaml_writer_writes_is_read_back(rows):
    text = yaml.safe_dump([{"name": n, "address": str(a), "port": p} for n, a, p in rows], allow_unicode=True)
    read = read_rows("yaml", text)
    assert [(row.name, row.values["address"], row.values["port"]) for row in read] == [
        (name.strip(), str(address), port) for name, address, port in rows
    ]


@given(st.sampled_from(["csv", "yaml"]), st.text() | st.binary())
def test_no_content_at_all_raises_anything_but_a_clear_error(file_format, content):
    try:
        rows = read_rows(file_format, content)
    except InvalidImportError:
        return
    assert rows


@given(st.text("-: \n[]{}'\"#,nameports12~&*!|>", max_size=60))
def test_near_yaml_never_raises_anything_but_a_clear_error(text):
    try:
        rows = read_rows("yaml", text)
    except InvalidImportError:
        return
    assert all(row.line >= 1 for row in rows)


@given(st.text('name,;\t"\n\r addresport1', max_size=60))
def test_near_csv_lines_never_go_back(tail):
    try:
        rows = read_rows("csv", "name,address\n" + tail)
    except InvalidImportError:
        return
    lines = [row.line for row in rows]
    assert lines == sorted(set(lines))


@given(st.text().filter(lambda text: not any(0xD800 <= ord(c) <= 0xDFFF for c in text)))
def test_text_and_its_bytes_decode_alike(text):
    if "\x00" in text or "\ufffd" in text or binary_kind(text):
        for content in (text, text.encode()):
            with pytest.raises(InvalidImportError):
                decode(content)
    else:
        assert decode(text) == decode(text.encode())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "Excel workbook; save it as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel workbook"),
        (b"\x1f\x8b\x08\x00", "compressed (gzip)"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"<!DOCTYPE html><p>", "a web page"),
        (b"SQLite format 3\x00", "a database"),
        (b"\x7fELF\x02", "a program"),
    ],
)
@pytest.mark.parametrize("file_format", ["csv", "yaml", None])
def test_what_is_no_list_is_told_by_its_content_however_it_came(content, says, file_format):
    assert says in refused(file_format, content)
    assert says in refused(file_format, content.decode("utf-8", "replace"))  # as a browser reads a file


def test_text_that_lost_characters_on_its_way_is_refused_with_its_line():
    assert refused("csv", "name\nk\ufffdbenhavn\n").startswith("Line 2: the file holds something that is not UTF-8")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("name,address\nr1,192.0.2.1\n", "csv"),
        ("\ufeffaddress;Name\n192.0.2.1;r1\n", "csv"),
        ("- name: r1\n  address: 192.0.2.1\n", "yaml"),
        ("# list\ndevices:\n  - {name: r1, address: 192.0.2.1}\n", "yaml"),
        ('[{"name": "r1", "address": "192.0.2.1"}]', "yaml"),
        ("---\n- name: r1\n", "yaml"),
    ],
)
def test_the_format_is_seen_in_the_file(text, seen):
    (row,) = read_rows(None, text)
    assert row.name == "r1"
    other = "yaml" if seen == "csv" else "csv"
    assert f"said to be {other.upper()}, and it is {seen.upper()}" in refused(other, text)


def test_what_is_neither_is_refused():
    assert "neither CSV" in refused(None, "once upon a time\n")


def test_a_bomb_of_aliases_and_a_deep_nest_do_not_unfold():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n- name: *b\n"
    assert "anchors" in refused("yaml", bomb)
    assert "nested too deeply" in refused("yaml", "- name: " + "[" * 50_000)
