import { useId } from "react";
import classes from "./Choice.module.css";

interface ChoiceProps {
  label: string;
  description?: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  /** Shown only to readers of the screen. */
  hideLabel?: boolean;
}

/** One of a few, all in sight: radio buttons that look like one control. Arrow keys move. */
export function Choice({ label, description, value, options, onChange, hideLabel }: ChoiceProps) {
  const id = useId();
  return (
    <fieldset className={classes.field}>
      <legend className={hideLabel ? "visually-hidden" : classes.label}>{label}</legend>
      <div className={classes.options}>
        {options.map((option) => (
          <label key={option.value} className={classes.option}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {description && <p className={classes.description}>{description}</p>}
    </fieldset>
  );
}
