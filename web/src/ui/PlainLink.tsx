import { useRouter, type LinkProps } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, MouseEvent } from "react";

interface PlainLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href" | "onClick"> {
  /** A path of the console, without search: `/devices/5`. */
  href: string;
}

/**
 * A link for where there are many, in rows and in the navigation: the router's own follows every change of the address,
 * which a search by key strokes makes often. It loads what it leads to when it is pointed at or focused.
 */
export function PlainLink({ href, children, ...rest }: PlainLinkProps) {
  const router = useRouter();
  const prepare = () => void router.preloadRoute({ to: href as LinkProps["to"] });
  function open(event: MouseEvent) {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return; // another tab, a window, a file
    event.preventDefault();
    void router.navigate({ href });
  }
  return (
    <a {...rest} href={href} onClick={open} onPointerEnter={prepare} onFocus={prepare}>
      {children}
    </a>
  );
}
