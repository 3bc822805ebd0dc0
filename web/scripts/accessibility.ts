/**
 * Runs axe over the pages in both themes, and walks the console by keyboard alone, through the end of a session too. Needs the mock server
 * (`npm run build && npm run mock`). Fails on any serious or critical finding.
 */
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const BASE = process.env.BASE ?? "http://127.0.0.1:8471";
const PATHS = [
  "/",
  "/devices",
  "/devices/5",
  "/devices/9?tab=sensors",
  "/devices/9?tab=interfaces",
  "/devices/17",
  "/discovery",
  "/discovery/3",
  "/cycles",
  "/events",
  "/import",
  "/credentials",
  "/system",
  "/password",
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
});
const faults: string[] = [];
const expect = (holds: boolean, what: string) => {
  if (!holds) faults.push(what);
};

for (const colorScheme of ["dark", "light"] as const) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme,
    reducedMotion: "reduce",
    bypassCSP: true,
  });
  const page = await context.newPage();
  const scan = async (name: string) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, impact, nodes } of violations) {
      if (impact !== "serious" && impact !== "critical") continue;
      faults.push(
        `${name} (${colorScheme}): ${id} (${impact}) ${nodes.length}×, first: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary?.split("\n")[1] ?? ""}`,
      );
    }
  };
  await page.goto(`${BASE}/login`);
  await scan("/login");
  await page.keyboard.press("Tab");
  await page.getByLabel("User name").focus();
  await page.keyboard.type("admin");
  await page.keyboard.press("Tab");
  await page.keyboard.type("watchkeeper");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  for (const path of PATHS) {
    await page.goto(BASE + path);
    await page.locator("h1").first().waitFor();
    await page.waitForLoadState("networkidle", { timeout: 4_000 }).catch(() => undefined);
    await scan(path);
  }
  await page.goto(`${BASE}/devices`);
  await page.getByRole("row").nth(5).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("edge");
  await page.waitForURL(/q=edge/);
  await page.locator('[role="row"][data-index="0"]').focus();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  expect(
    (await page.getByRole("region", { name: "Selected devices" }).count()) === 1,
    "x does not select the row",
  );
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/devices\/\d+/);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Go to a page or device" }).waitFor();
  await page.keyboard.type("poll cyc");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/cycles/);

  // A session that ends leads to the login and back to where one was.
  await page.getByRole("heading", { name: "Poll cycles" }).waitFor();
  await context.clearCookies(); // whichever request comes next finds out
  await page.waitForURL(/\/login\?next=%2Fcycles/, { timeout: 40_000 });
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill("watchkeeper");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/cycles$/);
  await page.getByRole("button", { name: "Account menu" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/login/);
  await page.getByRole("heading", { name: "Log in to Watchkeeper" }).waitFor();
  await context.close();
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? "no faults" : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
