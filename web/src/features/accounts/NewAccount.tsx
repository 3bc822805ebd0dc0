import { Checkbox, PasswordInput, Select, TextInput } from "@mantine/core";
import { api, body } from "@/api/client";
import { roleName } from "@/features/access/roles";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { Panel } from "@/ui/Panel";
import { tellDone } from "@/ui/toast";
import { t } from "./texts";

interface Values {
  name: string;
  role: string;
  service: boolean;
  password: string;
}

const INITIAL: Values = { name: "", role: "viewer", service: false, password: "" };

/** A person with a first password, or a service account, which logs in by key alone. */
export function NewAccount({ roles }: { roles: string[] }) {
  const form = useForm({
    initial: INITIAL,
    check: ({ name }) => ({ name: name.trim() === "" ? t("nameFirst") : undefined }),
    send: ({ name, role, service, password }) =>
      body(
        api.POST("/api/v1/users", {
          body: service ? { name, role, kind: "service" } : { name, role, kind: "person", password },
        }),
      ),
    renews: [["users"]],
    onDone: (user) => {
      tellDone(t("accountAdded", { name: user.name }));
      form.reset();
    },
  });
  const role = form.choice("role");
  return (
    <Panel title={t("addAccount")}>
      <div style={{ maxWidth: "28rem" }}>
        <Form form={form} failed={t("accountWasNotAdded")} action={t("add")}>
          <TextInput label={t("name")} withAsterisk {...form.text("name")} />
          <Select
            label={t("role")}
            data={roles.map((value) => ({ value, label: roleName(value) }))}
            allowDeselect={false}
            {...role}
            onChange={(value) => value && role.onChange(value)}
          />
          <Checkbox label={t("service")} {...form.tick("service")} />
          {!form.values.service && (
            <PasswordInput
              label={t("firstPassword")}
              autoComplete="new-password"
              withAsterisk
              {...form.text("password")}
            />
          )}
        </Form>
      </div>
    </Panel>
  );
}
