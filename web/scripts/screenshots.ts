/**
 * Photographs every page: `npm run build && npm run mock` in one terminal, `npm run screenshots` in another.
 * `BASE` names another server, `ONLY` a part of a page's name, `OUT` a folder. Fails on a console error, a violation of
 * the content security policy or a request to another host.
 */
import { mkdirSync } from "node:fs";
import { chromium, type Page } from "playwright-core";

const BASE = process.env.BASE ?? "http://127.0.0.1:8471";
const OUT = process.env.OUT ?? "screenshots-new";
const ONLY = process.env.ONLY ?? "";
const PASSWORD = process.env.PASSWORD ?? "watchkeeper";
const USER_NAME = process.env.USER_NAME ?? "admin";
const VIEWS = [
  { name: "wide-dark", width: 1440, height: 900, scheme: "dark" },
  { name: "wide-light", width: 1440, height: 900, scheme: "light" },
  { name: "phone-dark", width: 390, height: 844, scheme: "dark" },
  { name: "phone-light", width: 390, height: 844, scheme: "light" },
] as const;

type Act = (page: Page) => Promise<unknown>;
const PAGES: readonly (readonly [name: string, path: string, act?: Act])[] = [
  ["overview", "/"],
  ["devices", "/devices"],
  ["devices-down", "/devices?state=down&sort=-last_ok_at"],
  ["device", "/devices/5"],
  ["device-6h", "/devices/9?range=6h"],
  ["device-interfaces", "/devices/5?tab=interfaces&sort=-in_bps"],
  ["device-sensors", "/devices/9?tab=sensors"],
  ["device-events", "/devices/9?tab=events"],
  ["device-mismatch", "/devices/17"],
  ["interface", "/devices/5?tab=interfaces&interface=Ethernet3"],
  ["discovery", "/discovery"],
  ["discovery-run", "/discovery/3"],
  ["cycles", "/cycles"],
  ["events", "/events"],
  ["credentials", "/credentials"],
  ["system", "/system"],
  ["password", "/password"],
  ["missing", "/nowhere"],
  [
    "import",
    "/import",
    async (page) => {
      await page
        .getByLabel("List of devices")
        .fill("name,address\nnew-core-1,192.0.2.99\nberg-1,nonsense\nnew-2,192.0.2.98\n");
      await page.getByRole("button", { name: "Preview" }).click();
      await page.getByRole("grid", { name: "Lines of the list" }).waitFor();
    },
  ],
  ["device-form", "/devices", (page) => page.getByRole("button", { name: "Add device" }).click()],
  ["credential-form", "/credentials", (page) => page.getByRole("button", { name: "Add credential" }).click()],
  [
    "palette",
    "/",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Go to a page or device" }).fill("edge");
    },
  ],
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
const faults = new Set<string>();
mkdirSync(OUT, { recursive: true });

for (const view of VIEWS) {
  if (process.env.VIEW && !view.name.includes(process.env.VIEW)) continue;
  const context = await browser.newContext({
    viewport: view,
    colorScheme: view.scheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  let at = "";
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("401")) faults.add(`${at}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.add(`${at}: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(BASE) && !request.url().startsWith(BASE.replace("http", "ws")))
      faults.add(`${at}: asked ${request.url()}`);
  });
  const shoot = (name: string) => page.screenshot({ path: `${OUT}/${name}.${view.name}.png` });

  at = "login";
  await page.goto(`${BASE}/login`);
  await page.getByLabel("User name").fill(USER_NAME);
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("alert").waitFor();
  if ("login".includes(ONLY)) await shoot("login");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();

  for (const [name, path, act] of PAGES) {
    if (!name.includes(ONLY)) continue;
    at = `${name} (${view.name})`;
    await page.goto(BASE + path);
    await page.locator("h1").first().waitFor();
    await page.waitForLoadState("networkidle", { timeout: 4_000 }).catch(() => undefined);
    await act?.(page);
    await page.waitForTimeout(700); // let charts and images settle: this is a photograph, not a test
    await shoot(name);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (wide > 0) faults.add(`${at}: the page is ${wide} px wider than the window`);
  }
  await context.close();
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(faults.size === 0 ? "no faults" : `${faults.size} faults`);
process.exitCode = faults.size === 0 ? 0 : 1;
