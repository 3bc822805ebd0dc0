import { expect, test } from "vitest";
import { keptOf, toldOf } from "./told";

const rule = {
  name: "light was lost",
  expression: "",
  summary: "{object} is dark",
  advice: "Look.",
} as const;
const view = { key: "optics_rx_dark", rule: { ...rule, severity: "major" as const }, as_shipped: [] };

test("words of people stay as they are", () => {
  expect(toldOf({ ...view, rule: { ...view.rule, name: "Mine" } })).toEqual({
    name: "Mine",
    summary: "{object} is dark",
    advice: "Look.",
  });
});

test("what nobody touched is sent as it is kept, not as it was shown", () => {
  const told = { name: "Licht ist ausgeblieben", summary: "{object} ist dunkel", advice: "Nachsehen." };
  expect(keptOf(told, told, rule)).toEqual({
    name: "light was lost",
    summary: "{object} is dark",
    advice: "Look.",
  });
  expect(keptOf({ ...told, advice: "Anrufen." }, told, rule).advice).toBe("Anrufen.");
});
