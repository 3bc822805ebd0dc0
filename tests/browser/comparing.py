"""Says where a page looks different from its reviewed picture: by what stands where, and by the colours of its parts.

Two comparisons, because machines differ: *layout* is the box of everything that has a role (headings, buttons, fields,
tables, charts), and says by name what is missing, new or moved. *Colours* are the means of cells of 16 pixels; a
difference counts where a cell differs much or many neighbours differ a little, so that other hinting and anti-aliasing
of the same letters do not count and a missing sign, bar or background does.
"""

import base64
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

CELL_PX = 16
SEEN = ((12.0, 1), (4.0, 40))
"""Least CIE76 difference of means and least cells that touch: a sign that is gone (20), a large area a little changed.

Measured on these pages between two renderings of the same letters: at most 7.9 (a line that breaks elsewhere), and 18
cells above 4.
"""
MOVED_PX = 10.0
MOVED_SHARE = 0.04  # of the width, at most as much again: text is as wide as the rendering makes it

MEANS = """async ([picture, width, height, cell]) => {
  const image = new Image();
  image.src = `data:image/webp;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const across = Math.ceil(width / cell), down = Math.ceil(height / cell);
  const sums = Array.from({ length: across * down }, () => [0, 0, 0, 0]);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const sum = sums[Math.floor(y / cell) * across + Math.floor(x / cell)];
      const at = (y * width + x) * 4;
      for (let band = 0; band < 3; band += 1) sum[band] += data[at + band];
      sum[3] += 1;
    }
  return { across, down, means: sums.map(([r, g, b, n]) => [r / n, g / n, b / n]) };
}"""
SMALLER = """async ([picture, share, quality]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(Math.round(image.width * share), Math.round(image.height * share));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: "image/webp", quality });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return [btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")), image.width, image.height];
}"""
BOXES = """() => {
  const wanted = "h1, h2, h3, button, a[href], input, select, textarea, [role=grid], [role=columnheader]," +
    "[role=radio], [role=tab], [role=img], section, canvas, svg[role], table, label, p";
  const boxes = {};
  for (const one of document.querySelectorAll("main *")) {
    if (!one.matches(wanted) || !one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const box = one.getBoundingClientRect();
    if (box.width < 4 || box.height < 4 || box.top >= innerHeight) continue;
    const said = one.matches("select") ? one.selectedOptions[0]?.text : one.getAttribute("aria-label");
    const named = said ?? (one.children.length < 4 ? one.textContent.trim() : "");
    const kind = one.getAttribute("role") ?? one.tagName.toLowerCase();
    let name = `${kind} ${named.slice(0, 40)}`.trim();
    for (let number = 2; name in boxes; number += 1) name = `${kind} ${named.slice(0, 40)} #${number}`;
    boxes[name] = [box.left, box.top, box.width, box.height].map(Math.round);
  }
  return boxes;
}"""
Box = tuple[float, float, float, float]
"""Left, top, width, height in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it was seen: half its size as WebP, its size in pixels, and what stands where."""

    webp: bytes
    width: int
    height: int
    boxes: dict[str, Box]


def take(page: Page, quality: float = 0.85) -> Picture:
    """Take ``page`` as it is now."""
    shot = base64.b64encode(page.screenshot(animations="disabled", caret="hide")).decode()
    webp, width, height = page.evaluate(SMALLER, [shot, 0.5, quality])
    boxes = {name: tuple(box) for name, box in page.evaluate(BOXES).items()}
    return Picture(base64.b64decode(webp), width, height, boxes)


def means(page: Page, picture: Picture) -> NDArray[np.float64]:
    """Return the mean colour of every cell (down, across, 3), computed by the browser that ``page`` is in."""
    asked = [base64.b64encode(picture.webp).decode(), picture.width, picture.height, CELL_PX]
    found = page.evaluate(MEANS, asked)
    return np.array(found["means"]).reshape(found["down"], found["across"], 3)


def moved(kept: dict[str, Box], seen: dict[str, Box]) -> list[str]:
    """Return in words what is missing, new or not where it was."""
    words = [f"missing: {name}" for name in kept if name not in seen]
    words += [f"new: {name}" for name in seen if name not in kept]
    for name in kept.keys() & seen.keys():
        (left, top, width, height), now = kept[name], seen[name]
        wider = MOVED_PX + min(MOVED_PX, MOVED_SHARE * width)
        room = (wider, MOVED_PX, wider, MOVED_PX)
        if any(abs(a - b) > most for a, b, most in zip((left, top, width, height), now, room, strict=True)):
            words.append(f"moved: {name} from {kept[name]} to {now}")
    return sorted(words)


def recoloured(kept: NDArray[np.float64], seen: NDArray[np.float64]) -> list[str]:
    """Return in words the areas whose colours differ."""
    if kept.shape != seen.shape:
        return [f"the page is {seen.shape[:2]} cells large, it was {kept.shape[:2]}"]
    apart = np.sqrt(((lab(kept) - lab(seen)) ** 2).sum(axis=2))
    areas = [area for delta, cells in SEEN for area in connected(apart > delta) if len(area) >= cells]
    words = []
    for area in areas:
        rows, columns = [row for row, _ in area], [column for _, column in area]
        left, top = min(columns) * CELL_PX, min(rows) * CELL_PX
        right, bottom = (max(columns) + 1) * CELL_PX, (max(rows) + 1) * CELL_PX
        words.append(f"looks different: x {left} to {right}, y {top} to {bottom} ({len(area)} cells)")
    return words


def connected(cells: NDArray[np.bool_]) -> list[list[tuple[int, int]]]:
    """Return the areas of true cells that touch, also at corners."""
    left = {(int(row), int(column)) for row, column in np.argwhere(cells)}
    areas = []
    while left:
        edge = [left.pop()]
        area = []
        while edge:
            row, column = edge.pop()
            area.append((row, column))
            near = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left
            left -= near
            edge += near
        areas.append(area)
    return areas


def lab(srgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return CIE L*a*b* (D65) of colours 0..255 (IEC 61966-2-1, CIE 15)."""
    share = srgb / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = linear @ to_xyz.T / np.array([0.95047, 1.0, 1.08883])
    bent = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = bent[..., 0], bent[..., 1], bent[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)
