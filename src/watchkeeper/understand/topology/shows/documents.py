"""A saved output file, whatever its form: JSON as devices print it, XML, or text."""

import json
import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError

_ENTITY = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def load(text: str, suffix: str) -> object:
    """Return the document: plain containers for JSON and XML, a string for text.

    JSON may follow an echoed command and end with a prompt. Junos wraps each value in a list of ``{"data": value}``;
    both are removed. An unreadable document raises `ValueError`.
    """
    body = text.strip()
    if suffix == "xml" or body.startswith("<"):
        return _xml(body)
    if suffix == "json" or body[:1] in "{[":
        return _json(body) if body else {}
    return text


def _json(body: str) -> object:
    start = min((i for i in (body.find("{"), body.find("[")) if i >= 0), default=-1)
    if start < 0:
        return {}
    value, _ = json.JSONDecoder().raw_decode(body[start:])
    return _plain(value)


def _plain(value: Any) -> object:
    if isinstance(value, list):
        plain = [_plain(item) for item in value]
        return plain[0] if len(plain) == 1 and isinstance(value[0], dict) and _wrapped(value[0]) else plain
    if isinstance(value, dict):
        if "data" in value and set(value) <= {"data", "attributes", "comment"}:
            return _plain(value["data"])
        return {key: _plain(item) for key, item in value.items() if key != "attributes"}
    return value


def _wrapped(value: dict[str, Any]) -> bool:
    return "data" in value


def _xml(body: str) -> object:
    from xml.etree.ElementTree import fromstring

    if _ENTITY.search(body):
        raise ValueError("the XML declares entities; devices do not")
    start = body.find("<")
    end = body.rfind(">")
    try:
        return _element(fromstring(body[start : end + 1]))  # noqa: S314  # nosec B314  # entities are refused above
    except ParseError as error:
        raise ValueError(f"no XML: {error}") from error


def _element(element: Element) -> object:
    children = list(element)
    if not children:
        return (element.text or "").strip()
    found: dict[str, object] = {}
    for child in children:
        name = child.tag.rpartition("}")[2]
        value = _element(child)
        if name in found:
            known = found[name]
            found[name] = [*known, value] if isinstance(known, list) else [known, value]
        else:
            found[name] = value
    return {element.tag.rpartition("}")[2]: found} if element.tag.endswith("rpc-reply") else found


def rows(value: object) -> list[dict[str, Any]]:
    """Return ``value`` as a list of objects: a single object is a list of one, anything else none."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def find(value: object, name: str) -> list[dict[str, Any]]:
    """Return all objects below any key ``name`` of a document, in order."""
    found: list[dict[str, Any]] = []
    if isinstance(value, dict):
        for key, item in value.items():
            if key == name:
                found += rows(item)
            else:
                found += find(item, name)
    elif isinstance(value, list):
        for item in value:
            found += find(item, name)
    return found


def text_of(row: dict[str, Any], *names: str) -> str:
    """Return the first of ``names`` that ``row`` has, as text; empty when it has none."""
    for name in names:
        value = row.get(name)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, str | int) and not isinstance(value, bool):
            return str(value).strip()
    return ""


def number_of(row: dict[str, Any], *names: str) -> int | None:
    """Return the first of ``names`` that is a whole number."""
    text = text_of(row, *names)
    return int(text) if text.lstrip("-").isdigit() else None
