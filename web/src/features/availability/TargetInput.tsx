import { NumberInput } from "@mantine/core";
import { t } from "./texts";

interface TargetInputProps {
  name: string;
  value: number | null;
  onChange: (value: number | null) => void;
  onBlur: () => void;
  error: string | undefined;
}

/** The availability that reports hold a site or pool against, in percent; empty is none. */
export function TargetInput({ value, onChange, ...rest }: TargetInputProps) {
  return (
    <NumberInput
      label={t("availabilityTarget")}
      description={t("availabilityTargetHint")}
      min={0}
      max={100}
      step={0.1}
      decimalScale={4}
      suffix=" %"
      value={value ?? ""}
      onChange={(next) => onChange(typeof next === "number" ? next : null)}
      {...rest}
    />
  );
}
