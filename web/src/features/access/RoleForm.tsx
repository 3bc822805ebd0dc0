import { Button, Checkbox, Drawer, NativeSelect, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { fieldError } from "@/api/problem";
import type { Permission, Role } from "@/api/types";
import { useSession } from "@/features/accounts/session";
import forms from "@/ui/forms.module.css";
import { Failure } from "@/ui/states";
import classes from "./Access.module.css";
import { areaName, areasOf, meaningOf, toggled } from "./matrix";
import { useSaveRole } from "./roles";
import { t } from "./texts";

interface FormProps {
  /** The role to change; none makes a new one. */
  role: Role | null;
  roles: readonly Role[];
  permissions: readonly Permission[];
  onClose: () => void;
}

/** A role of one's own: its name, what it is for, and what it may do. */
export function RoleForm({ role, roles, permissions, onClose }: FormProps) {
  const [name, setName] = useState(role?.name ?? "");
  const [description, setDescription] = useState(role?.description ?? "");
  const [chosen, setChosen] = useState<string[]>(role?.permissions ?? []);
  const own = useSession().user.permissions;
  const save = useSaveRole(role);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    save.mutate({ name, description, permissions: chosen }, { onSuccess: onClose });
  }
  function startFrom(which: string) {
    setChosen(
      (roles.find((one) => one.name === which)?.permissions ?? []).filter((one) => own.includes(one)),
    );
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={role ? t("changeRole", { role: role.name }) : t("addRole")}
    >
      <form className={forms.form} onSubmit={submit}>
        {!role && (
          <TextInput
            label={t("name")}
            description={t("nameHint")}
            required
            pattern="[a-z][a-z0-9_\-]*"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fieldError(save.error, "name")}
          />
        )}
        <TextInput
          label={t("description")}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          error={fieldError(save.error, "description")}
        />
        {!role && (
          <NativeSelect
            label={t("startFrom")}
            data={[{ value: "", label: t("startFromNothing") }, ...roles.map((one) => one.name)]}
            onChange={(event) => startFrom(event.currentTarget.value)}
          />
        )}
        <p className={forms.note}>{t("onlyOwn")}</p>
        {areasOf(permissions).map((area) => (
          <fieldset key={area.name} className={classes.area}>
            <legend>{areaName(area.name)}</legend>
            {area.permissions.map((permission) => (
              <Checkbox
                key={permission.name}
                label={meaningOf(permission)}
                description={permission.name}
                disabled={!own.includes(permission.name)}
                checked={chosen.includes(permission.name)}
                onChange={(event) => setChosen(toggled(chosen, permission.name, event.currentTarget.checked))}
              />
            ))}
          </fieldset>
        ))}
        {save.error && <Failure doing={t("notSaved")} error={save.error} />}
        <div className={forms.buttons}>
          <Button type="submit" loading={save.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
