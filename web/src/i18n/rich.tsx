import { Fragment, type ReactNode } from "react";

const PART = /<(\w+)\/>/g;

/** A text with parts that are more than text: each `<name/>` in it becomes the part of that name. */
export function rich(text: string, parts: Readonly<Record<string, ReactNode>>): ReactNode {
  return text
    .split(PART)
    .map((piece, index) => <Fragment key={index}>{index % 2 === 0 ? piece : parts[piece]}</Fragment>);
}
