/** A form: its values, what is wrong with each field, and sending it. Problems of the API land at the fields they name. */
import { useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useRef, useState, type ChangeEvent, type SubmitEvent } from "react";
import { fieldError, foreignFields } from "@/api/problem";

export type FieldErrors<V> = Partial<Record<keyof V & string, string>>;

interface FormOptions<V, R> {
  initial: V;
  /** What can be said before the server is asked. A field's text is shown once the field was left, or on sending. */
  check?: (values: V) => FieldErrors<V>;
  send: (values: V) => Promise<R>;
  /** Questions whose answers change with it. */
  renews?: readonly QueryKey[];
  onDone?: (result: R, values: V) => void;
}

type TextEvent = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>;

export interface FormState<V> {
  values: V;
  set: <K extends keyof V & string>(name: K, value: V[K]) => void;
  /** For an input of text. */
  text: (name: keyof V & string) => {
    name: string;
    value: string;
    onChange: (event: TextEvent) => void;
    onBlur: () => void;
    error: string | undefined;
  };
  /** For an input that hands over its value itself (numbers, selections). */
  choice: <K extends keyof V & string>(
    name: K,
  ) => {
    name: string;
    value: V[K];
    onChange: (value: V[K]) => void;
    onBlur: () => void;
    error: string | undefined;
  };
  /** For a checkbox or a switch. */
  tick: (name: keyof V & string) => {
    name: string;
    checked: boolean;
    onChange: (event: ChangeEvent<HTMLInputElement>) => void;
    error: string | undefined;
  };
  /** The failure to show below the fields: null when the fields say all of it. */
  failure: unknown;
  busy: boolean;
  changed: boolean;
  submit: (event: SubmitEvent) => void;
  reset: (values?: V) => void;
}

export function useForm<V extends object, R>(options: FormOptions<V, R>): FormState<V> {
  const queries = useQueryClient();
  const [values, setValues] = useState(options.initial);
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set());
  const [changedSince, setChangedSince] = useState<ReadonlySet<string>>(() => new Set());
  const form = useRef<HTMLFormElement>(null);
  const send = useMutation({
    mutationFn: options.send,
    onSuccess: (result, sent) => {
      for (const queryKey of options.renews ?? []) void queries.invalidateQueries({ queryKey });
      options.onDone?.(result, sent);
    },
    onError: () => setTimeout(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus()),
  });
  const wrong: FieldErrors<V> = options.check?.(values) ?? {};

  const errorOf = (name: keyof V & string): string | undefined =>
    (left.has(name) ? wrong[name] : undefined) ??
    (changedSince.has(name) ? undefined : fieldError(send.error, name));

  function set<K extends keyof V & string>(name: K, value: V[K]): void {
    setValues((old) => ({ ...old, [name]: value }));
    setChangedSince((old) => new Set([...old, name]));
  }
  const leave = (name: string) => setLeft((old) => (old.has(name) ? old : new Set([...old, name])));

  return {
    values,
    set,
    text: (name) => ({
      name,
      value: String(values[name] ?? ""),
      onChange: (event) => set(name, event.currentTarget.value as V[typeof name]),
      onBlur: () => leave(name),
      error: errorOf(name),
    }),
    choice: (name) => ({
      name,
      value: values[name],
      onChange: (value) => set(name, value),
      onBlur: () => leave(name),
      error: errorOf(name),
    }),
    tick: (name) => ({
      name,
      checked: values[name] === true,
      onChange: (event) => set(name, event.currentTarget.checked as V[typeof name]),
      error: errorOf(name),
    }),
    failure: foreignFields(send.error, Object.keys(values)),
    busy: send.isPending,
    changed: changedSince.size > 0,
    submit: (event) => {
      event.preventDefault();
      form.current = event.currentTarget as HTMLFormElement;
      setLeft(new Set(Object.keys(values)));
      if (Object.values(wrong).some((text) => text !== undefined)) {
        setTimeout(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
        return;
      }
      setChangedSince(new Set());
      send.mutate(values);
    },
    reset: (next = options.initial) => {
      setValues(next);
      setLeft(new Set());
      setChangedSince(new Set());
      send.reset();
    },
  };
}
