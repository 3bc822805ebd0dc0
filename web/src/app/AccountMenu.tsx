import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useClickOutside } from "@mantine/hooks";
import {
  IconAdjustments,
  IconDotsVertical,
  IconLock,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCog,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useLogout, useSession } from "@/features/accounts/session";
import { words } from "@/lib/format";
import classes from "./AccountMenu.module.css";
import { t } from "./texts";

/** The person's own menu. It always opens in the same corner, so it needs no library that finds a place for it. */
export function AccountMenu() {
  const { user } = useSession();
  const logout = useLogout();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const box = useClickOutside<HTMLDivElement>(() => setOpen(false));
  // keepTransitions: switching them off for a moment would inject a style element, which the CSP forbids
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const other = useComputedColorScheme("dark") === "dark" ? "light" : "dark";

  useEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [open]);

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length]?.focus();
    else if (event.key === "Tab") setOpen(false);
    else return;
    if (event.key !== "Tab") event.preventDefault();
  }

  const items = [
    {
      label: other === "light" ? t("lightTheme") : t("darkTheme"),
      icon: other === "light" ? IconSun : IconMoon,
      act: () => setColorScheme(other),
    },
    {
      label: t("preferences"),
      icon: IconAdjustments,
      act: () => void navigate({ to: "/preferences" }),
    },
    { label: t("yourAccount"), icon: IconUserCog, act: () => void navigate({ to: "/account" }) },
    { label: t("changePassword"), icon: IconLock, act: () => void navigate({ to: "/password" }) },
    { label: t("logOut"), icon: IconLogout, act: () => logout.mutate() },
  ];

  return (
    <div ref={box} className={classes.box}>
      {open && (
        <div
          ref={menu}
          id={id}
          role="menu"
          tabIndex={-1}
          aria-label={t("account")}
          className={classes.menu}
          onKeyDown={onKeyDown}
        >
          {items.map(({ label, icon: Icon, act }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={classes.item}
              onClick={() => {
                close();
                act();
              }}
            >
              <Icon size={16} stroke={1.7} aria-hidden="true" />
              {label}
            </button>
          ))}
        </div>
      )}
      <button
        ref={button}
        type="button"
        className={classes.account}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className={classes.avatar} aria-hidden="true">
          {user.name.slice(0, 1).toUpperCase()}
        </span>
        <span className={classes.who}>
          <span className="truncate">{user.name}</span>
          <span className="faint">{words(user.role)}</span>
        </span>
        <IconDotsVertical size={16} aria-hidden="true" />
        <span className="visually-hidden">{t("accountMenu")}</span>
      </button>
    </div>
  );
}
