import { Button } from "@mantine/core";
import { Fragment } from "react";
import type { Permission, Role } from "@/api/types";
import { Mark } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import classes from "./Access.module.css";
import { areaName, areasOf, meaningOf } from "./matrix";
import { roleMeaning, roleName } from "./roles";
import { t } from "./texts";

interface MatrixProps {
  roles: readonly Role[];
  permissions: readonly Permission[];
  onChange?: (role: Role) => void;
  onRemove?: (role: Role) => void;
}

/** Permissions down, roles across, a mark where a role has one. */
export function PermissionMatrix({ roles, permissions, onChange, onRemove }: MatrixProps) {
  return (
    <SideScroll>
      <table className={`${tables.table} ${classes.matrix}`}>
        <thead>
          <tr>
            <th scope="col">{t("permission")}</th>
            {roles.map((role) => (
              <th scope="col" key={role.name} title={roleMeaning(role)}>
                {roleName(role.name)}
                <small>{role.built_in ? t("builtIn") : t("own")}</small>
                <small>{t("accounts", { count: role.accounts })}</small>
                {!role.built_in && <RoleActions role={role} onChange={onChange} onRemove={onRemove} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areasOf(permissions).map((area) => (
            <Fragment key={area.name}>
              <tr>
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  {areaName(area.name)}
                </th>
              </tr>
              {area.permissions.map((permission) => (
                <Row key={permission.name} permission={permission} roles={roles} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </SideScroll>
  );
}

function Row({ permission, roles }: { permission: Permission; roles: readonly Role[] }) {
  return (
    <tr>
      <th scope="row">
        {meaningOf(permission)}
        {permission.platform && (
          <span className={classes.platform} title={t("platformHint")}>
            {t("platform")}
          </span>
        )}
        <code>{permission.name}</code>
      </th>
      {roles.map((role) => {
        const has = role.permissions.includes(permission.name);
        const said = { role: role.name, what: permission.name };
        return (
          <td key={role.name}>
            <span role="img" aria-label={has ? t("may", said) : t("mayNot", said)}>
              <Mark tone={has ? "good" : "off"} />
            </span>
          </td>
        );
      })}
    </tr>
  );
}

type ActionsProps = { role: Role } & Pick<MatrixProps, "onChange" | "onRemove">;

function RoleActions({ role, onChange, onRemove }: ActionsProps) {
  return (
    <span className={classes.actions}>
      {onChange && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t("changeRole", { role: role.name })}
          onClick={() => onChange(role)}
        >
          {t("change")}
        </Button>
      )}
      {onRemove && role.accounts === 0 && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t("removeRole", { role: role.name })}
          onClick={() => onRemove(role)}
        >
          {t("remove")}
        </Button>
      )}
    </span>
  );
}
