import { MultiSelect, NumberInput, Select, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { fieldError } from "@/api/problem";
import { useMay } from "@/features/accounts/session";
import { sitesQuery } from "@/features/inventory/devices";
import { credentialsQuery } from "@/features/vault/credentials";
import { duration } from "@/lib/format";
import { ActionButton } from "@/ui/ActionButton";
import { Panel } from "@/ui/Panel";
import { Failure } from "@/ui/states";
import forms from "@/ui/forms.module.css";
import { useStartDiscovery } from "./discoveries";
import { checkTargets } from "./targets";
import { t } from "./texts";

const DEFAULT_RATE = 200;
const SNMP_PORT = 161;

/** Starts a run. What is wrong with a target is said while typing; what it will cost is said before starting. */
export function StartForm() {
  const [text, setText] = useState("");
  const [excluded, setExcluded] = useState("");
  const [credentialIds, setCredentialIds] = useState<string[]>([]);
  const [rate, setRate] = useState<number>(DEFAULT_RATE);
  const [port, setPort] = useState<number>(SNMP_PORT);
  const [site, setSite] = useState<string | null>(null);
  const mayCredentials = useMay("credentials:view");
  const credentials = useQuery({ ...credentialsQuery, enabled: mayCredentials });
  const sites = useQuery(sitesQuery);
  const start = useStartDiscovery();
  const navigate = useNavigate();
  const check = checkTargets(text);
  const exclude = checkTargets(excluded);
  const ready = check.targets.length > 0 && check.problems.length === 0 && exclude.problems.length === 0;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!ready) return;
    start.mutate(
      {
        targets: check.targets,
        exclude: exclude.targets,
        credential_ids: credentialIds.map(Number),
        rate_per_s: rate,
        snmp_port: port,
        site_id: site ? Number(site) : null,
      },
      {
        onSuccess: (run) =>
          void navigate({ to: "/discovery/$discoveryId", params: { discoveryId: String(run.id) } }),
      },
    );
  }

  return (
    <Panel title={t("startADiscovery")}>
      <form className={forms.form} onSubmit={submit}>
        <Textarea
          label={t("targets")}
          description={t("networksRangesAddressesOrNames")}
          placeholder={t("n19202024198")}
          autosize
          minRows={4}
          maxRows={12}
          required
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={check.problems[0] ?? fieldError(start.error, "targets")}
          styles={{ input: { fontFamily: "var(--wk-font-mono)", fontSize: "var(--wk-text-sm)" } }}
        />
        <Textarea
          label={t("leaveOut")}
          placeholder="192.0.2.1"
          autosize
          minRows={1}
          maxRows={6}
          value={excluded}
          onChange={(event) => setExcluded(event.currentTarget.value)}
          error={exclude.problems[0] ?? fieldError(start.error, "exclude")}
          styles={{ input: { fontFamily: "var(--wk-font-mono)", fontSize: "var(--wk-text-sm)" } }}
        />
        <MultiSelect
          label={t("credentialsToTry")}
          description={mayCredentials ? t("onlyTheseNoneAreSprayedWithout") : t("mayNotListCredentials")}
          data={(credentials.data ?? []).map((item) => ({ value: String(item.id), label: item.name }))}
          disabled={!mayCredentials}
          value={credentialIds}
          onChange={setCredentialIds}
          error={fieldError(start.error, "credential_ids")}
        />
        <div className={forms.row}>
          <NumberInput
            label={t("requestsASecond")}
            min={1}
            max={10_000}
            value={rate}
            onChange={(value) => setRate(Number(value) || DEFAULT_RATE)}
            error={fieldError(start.error, "rate_per_s")}
          />
          <NumberInput
            label={t("snmpPort")}
            min={1}
            max={65_535}
            value={port}
            onChange={(value) => setPort(Number(value) || SNMP_PORT)}
            error={fieldError(start.error, "snmp_port")}
          />
          <Select
            label={t("siteForNewDevices")}
            placeholder={t("noSite")}
            clearable
            data={(sites.data ?? []).map((item) => ({ value: String(item.id), label: item.name }))}
            value={site}
            onChange={setSite}
          />
        </div>
        {start.error && <Failure doing={t("theDiscoveryWasNotStarted")} error={start.error} />}
        <div className={forms.buttons}>
          <span className={forms.note}>
            {ready &&
              t("about", {
                addresses: t("nAddresses", { count: check.addresses }),
                rate: duration(check.addresses / rate),
              })}
          </span>
          <ActionButton type="submit" why={!ready && t("nameTargetsFirst")} loading={start.isPending}>
            {t("startDiscovery")}
          </ActionButton>
        </div>
      </form>
    </Panel>
  );
}
