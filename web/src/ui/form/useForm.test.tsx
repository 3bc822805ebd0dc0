// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "@/api/problem";
import { useForm } from "./useForm";

afterEach(cleanup);

function Rule({ send }: { send: (values: { name: string; limit: string }) => Promise<unknown> }) {
  const form = useForm({
    initial: { name: "", limit: "" },
    check: (values) => ({ name: values.name === "" ? "needs a name" : undefined }),
    send,
  });
  const { error: nameError, ...name } = form.text("name");
  const { error: limitError, ...limit } = form.text("limit");
  return (
    <form onSubmit={form.submit}>
      <input aria-label="name" {...name} aria-invalid={nameError !== undefined} />
      <p>{nameError}</p>
      <input aria-label="limit" {...limit} aria-invalid={limitError !== undefined} />
      <p>{limitError}</p>
      <p>{form.failure instanceof Error ? form.failure.message : ""}</p>
      <button type="submit">save</button>
    </form>
  );
}

function show(send: (values: { name: string; limit: string }) => Promise<unknown>) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Rule send={send} />
    </QueryClientProvider>,
  );
}

const fill = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe("a form", () => {
  it("does not ask the server while it knows better, and says why", () => {
    const send = vi.fn(() => Promise.resolve());
    show(send);
    expect(screen.queryByText("needs a name")).toBeNull();
    fireEvent.click(screen.getByText("save"));
    expect(screen.getByText("needs a name")).toBeDefined();
    expect(send).not.toHaveBeenCalled();
  });

  it("puts the server's problem at its field, until that is changed", async () => {
    show(() =>
      Promise.reject(
        new ApiProblem("Not valid.", 422, "validation", null, null, [{ loc: "limit", msg: "is too large" }]),
      ),
    );
    fill("name", "a");
    fireEvent.click(screen.getByText("save"));
    await screen.findByText("is too large");
    expect(screen.queryByText("Not valid.")).toBeNull(); // the field says all of it
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("limit")));
    fill("limit", "3");
    expect(screen.queryByText("is too large")).toBeNull();
  });

  it("shows a failure that no field explains", async () => {
    show(() => Promise.reject(new ApiProblem("The name is taken.", 409, "conflict")));
    fill("name", "a");
    fireEvent.click(screen.getByText("save"));
    await screen.findByText("The name is taken.");
  });
});
