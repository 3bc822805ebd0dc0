import { blocksOf, type Span } from "./markup";
import classes from "./PanelView.module.css";

/** Below the title of the panel, which is one of the second level. */
const HEADINGS = { 1: "h3", 2: "h4", 3: "h5" } as const;

/** The text of a panel. It is drawn as elements: nothing that somebody wrote becomes HTML. */
export function Markup({ text }: { text: string }) {
  return (
    <div className={classes.text}>
      {blocksOf(text).map((block, index) => {
        switch (block.kind) {
          case "heading": {
            const Heading = HEADINGS[block.level];
            return (
              <Heading key={index} className={classes.heading} data-level={block.level}>
                <Spans spans={block.spans} />
              </Heading>
            );
          }
          case "list":
            return (
              <ul key={index}>
                {block.items.map((item, place) => (
                  <li key={place}>
                    <Spans spans={item} />
                  </li>
                ))}
              </ul>
            );
          case "paragraph":
            return (
              <p key={index}>
                {block.lines.map((line, place) => (
                  <span key={place} className={classes.textLine}>
                    <Spans spans={line} />
                  </span>
                ))}
              </p>
            );
        }
      })}
    </div>
  );
}

function Spans({ spans }: { spans: readonly Span[] }) {
  return spans.map((span, index) => {
    if (span.kind === "bold") return <strong key={index}>{span.text}</strong>;
    if (span.kind === "code") return <code key={index}>{span.text}</code>;
    if (span.kind === "link")
      return (
        <a key={index} href={span.href} rel="noreferrer" className="link">
          {span.text}
        </a>
      );
    return span.text;
  });
}
