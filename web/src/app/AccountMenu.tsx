import { Menu, useMantineColorScheme, useComputedColorScheme } from "@mantine/core";
import { IconDotsVertical, IconLock, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useLogout, useSession } from "@/features/accounts/session";
import { words } from "@/lib/format";
import classes from "./Shell.module.css";

export function AccountMenu() {
  const { user } = useSession();
  const logout = useLogout();
  const navigate = useNavigate();
  // keepTransitions: switching them off for a moment would inject a style element, which the CSP forbids
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const scheme = useComputedColorScheme("dark");
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <Menu position="top-start" width={200} shadow="md" transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <button type="button" className={classes.account}>
          <span className={classes.avatar} aria-hidden="true">
            {user.name.slice(0, 1).toUpperCase()}
          </span>
          <span className={classes.who}>
            <span className="truncate">{user.name}</span>
            <span className="faint">{words(user.role)}</span>
          </span>
          <IconDotsVertical size={16} aria-hidden="true" />
          <span className="visually-hidden">Account menu</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={other === "light" ? <IconSun size={16} /> : <IconMoon size={16} />}
          onClick={() => setColorScheme(other)}
        >
          {other === "light" ? "Light theme" : "Dark theme"}
        </Menu.Item>
        <Menu.Item leftSection={<IconLock size={16} />} onClick={() => void navigate({ to: "/password" })}>
          Change password
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => logout.mutate()}>
          Log out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
