import { Page } from "@/ui/Page";
import { KeysPanel } from "./KeysPanel";
import { SecondFactorPanel } from "./SecondFactorPanel";
import { useSession } from "./session";
import { SecurityKeysPanel } from "./SecurityKeysPanel";
import { SessionsPanel } from "./SessionsPanel";
import { t } from "./texts";

/** What a person looks after themselves: second factor, sessions, keys. */
export function AccountPage() {
  const { user } = useSession();
  const due = user.must_set_up_second_factor;
  return (
    <Page title={t("yourAccount")} lead={due ? t("secondFactorNeeded") : user.role_note || user.name}>
      {["local", "ldap"].includes(user.origin) && (
        <>
          <SecondFactorPanel />
          <SecurityKeysPanel />
        </>
      )}
      {!due && <SessionsPanel />}
      {!due && <KeysPanel />}
    </Page>
  );
}
