/** Samples of the pretended network. */
import type { Latest, Series, SeriesResult, Totals } from "../src/api/types";
import { day, hash, noise } from "./signal";
import { devices, interfacesOf, iso, modelOf } from "./world";

const UNITS: Record<string, string> = {
  in_bps: "bit/s",
  out_bps: "bit/s",
  in_ucast_pps: "1/s",
  out_ucast_pps: "1/s",
  in_errors_ps: "1/s",
  out_errors_ps: "1/s",
  in_discards_ps: "1/s",
  out_discards_ps: "1/s",
  up: "1",
  used_percent: "%",
  rx_power_dbm: "dBm",
  tx_power_dbm: "dBm",
  bias_ma: "mA",
  temperature_c: "°C",
  voltage_v: "V",
};

/** No samples: an outage of the poller an hour's half ago, and devices that do not answer. */
function silent(deviceId: number, seconds: number, now: number): boolean {
  if (seconds > now) return true;
  const age = now - seconds;
  if (age > 1_500 && age < 1_860) return true;
  const device = devices.find((one) => one.id === deviceId);
  if (device?.state === "down" && age < 4_000) return true;
  return device?.state === "unknown";
}

function rate(deviceId: number, object: string, metric: string, seconds: number): number {
  const port = interfacesOf(deviceId).find((one) => one.name === object);
  if (port?.oper_status !== "up" || port.speed_bps === null) return 0;
  const key = `${deviceId}/${object}`;
  const weight = hash("weight", key) ** 3;
  const way = metric.startsWith("in") ? "in" : "out";
  const wave =
    day(seconds) * (0.75 + 0.18 * noise(key + way, seconds, 900) + 0.12 * noise(key + way, seconds, 70));
  const bps = Math.max(0, port.speed_bps * weight * 0.7 * wave * (way === "in" ? 1 : 0.55));
  if (metric.endsWith("bps")) return bps;
  if (metric.endsWith("ucast_pps")) return bps / 6_400;
  const noisy = hash("noisy", key) < 0.05;
  return noisy ? Math.max(0, 4 + 6 * noise(key + metric, seconds, 300)) : 0;
}

function value(family: string, deviceId: number, object: string, metric: string, seconds: number): number {
  const key = `${deviceId}/${object}/${metric}`;
  switch (family) {
    case "interface":
      return rate(deviceId, object, metric, seconds);
    case "availability":
      return hash("blip", deviceId, Math.floor(seconds / 240)) < 0.006 ? 0 : 1;
    case "host": {
      const base = object === "Memory" ? 61 : object.startsWith("CPU") ? 28 : 44;
      const swing = object.startsWith("CPU") ? 16 : 2;
      return Math.max(1, base * (0.7 + 0.6 * hash(key)) + swing * noise(key, seconds, 400) * day(seconds));
    }
    case "optics":
      if (metric === "rx_power_dbm") return -4 - 5 * hash(key) + 0.25 * noise(key, seconds, 1_200);
      if (metric === "tx_power_dbm") return -1.5 + 0.1 * noise(key, seconds, 900);
      if (metric === "bias_ma") return 34 + 4 * hash(key) + noise(key, seconds, 2_000);
      return metric === "voltage_v"
        ? 3.3 + 0.02 * noise(key, seconds, 600)
        : 38 + 6 * hash(key) + noise(key, seconds, 1_500);
    default:
      return object.startsWith("Fan")
        ? 5_200 + 300 * noise(key, seconds, 700)
        : object.startsWith("PSU")
          ? 0
          : 31 + 12 * hash(key) + 1.4 * noise(key, seconds, 1_000);
  }
}

export function objectsOf(family: string, deviceId: number): string[] {
  const up = interfacesOf(deviceId).filter((port) => port.oper_status === "up" && port.speed_bps !== null);
  if (devices.find((one) => one.id === deviceId)?.state === "unknown") return [];
  switch (family) {
    case "interface":
      return interfacesOf(deviceId).map((port) => port.name);
    case "availability":
      return ["icmp", "snmp"];
    case "host":
      return ["CPU 0", "CPU 1", "Memory", "/var/log"];
    case "optics":
      return modelOf.get(deviceId)?.role === "srv" ? [] : up.slice(0, 8).map((port) => port.name);
    case "sensor":
      return ["Inlet", "Outlet", "Routing engine", "Fan 1", "Fan 2", "Fan 3", "PSU 0", "PSU 1"];
    default:
      return [];
  }
}

export function query(parameters: URLSearchParams, now: number): SeriesResult {
  const family = parameters.get("family") ?? "interface";
  const step = Number(parameters.get("step_s") ?? 60);
  const start = Math.floor(Date.parse(parameters.get("start") ?? "") / 1000 / step) * step;
  const end = Math.ceil(Date.parse(parameters.get("end") ?? "") / 1000 / step) * step;
  const metrics = parameters.getAll("metric");
  const ids = parameters.getAll("device_id").map(Number);
  const series: Series[] = [];
  for (const id of ids) {
    const wanted = parameters.getAll("object");
    for (const object of wanted.length > 0 ? wanted : objectsOf(family, id)) {
      for (const metric of metrics) {
        const points: [number, number | null][] = [];
        for (let at = start; at < end; at += step) {
          const seen =
            family === "availability" && devices.find((one) => one.id === id)?.state === "down"
              ? at <= now / 1000 && !(now / 1000 - at > 1_500 && now / 1000 - at < 1_860)
              : !silent(id, at, now / 1000);
          const down = family === "availability" && silent(id, at, now / 1000);
          points.push([at * 1000, seen ? (down ? 0 : value(family, id, object, metric, at)) : null]);
        }
        series.push(finish(id, object, metric, points));
      }
    }
  }
  return {
    family,
    step_s: step,
    start: iso(start * 1000),
    end: iso(end * 1000),
    resolution: "raw",
    agg: "avg",
    series,
  };
}

function finish(id: number, object: string, metric: string, points: [number, number | null][]): Series {
  const known = points.filter(([, v]) => v !== null).length;
  return {
    device_id: id,
    object,
    metric,
    unit: UNITS[metric] ?? "",
    points,
    coverage: points.length ? known / points.length : 0,
  };
}

export function totals(parameters: URLSearchParams, now: number): Totals {
  const step = Number(parameters.get("step_s") ?? 60);
  const start = Math.floor(Date.parse(parameters.get("start") ?? "") / 1000 / step) * step;
  const end = Math.ceil(Date.parse(parameters.get("end") ?? "") / 1000 / step) * step;
  const series = parameters.getAll("metric").map((metric) => {
    const points: [number, number | null][] = [];
    for (let at = start; at < end; at += step) {
      const age = now / 1000 - at;
      const gap = age < 0 || (age > 1_500 && age < 1_860);
      const wave =
        day(at) * (0.8 + 0.06 * noise(`total${metric}`, at, 900) + 0.03 * noise(`total${metric}`, at, 90));
      points.push([at * 1000, gap ? null : (metric === "in_bps" ? 4.1e12 : 3.4e12) * wave]);
    }
    return {
      metric,
      unit: "bit/s",
      points,
      objects: points.map(([, value]) => (value === null ? 0 : 6_214)),
    };
  });
  return {
    family: "interface",
    resolution: "raw",
    step_s: step,
    start: iso(start * 1000),
    end: iso(end * 1000),
    series,
  };
}

export function latest(family: string, deviceId: number, now: number): Latest {
  const at = Math.floor(now / 60_000) * 60;
  const device = devices.find((one) => one.id === deviceId);
  const objects = device?.state === "up" ? objectsOf(family, deviceId) : [];
  const metrics: Record<string, string[]> = {
    interface: Object.keys(UNITS).slice(0, 8),
    optics: ["rx_power_dbm", "tx_power_dbm", "bias_ma", "temperature_c", "voltage_v"],
    host: ["used_percent"],
    sensor: ["value"],
    availability: ["up"],
  };
  const rows = objects.map((object) => {
    const values: Record<string, number | null> = Object.fromEntries(
      (metrics[family] ?? []).map((metric) => [metric, value(family, deviceId, object, metric, at)]),
    );
    const labels: Record<string, string | number | null> = {};
    if (family === "optics") labels.light = 1;
    if (family === "sensor") {
      const fan = object.startsWith("Fan");
      const supply = object.startsWith("PSU");
      labels.sensor_class = supply ? "state" : fan ? "fanspeed" : "temperature";
      labels.unit = fan ? "rpm" : supply ? "" : "°C";
      labels.severity = supply ? (object === "PSU 1" && hash("psu", deviceId) < 0.5 ? 1 : 0) : null;
    }
    return { device_id: deviceId, object, at: iso(at * 1000), stale: false, values, labels };
  });
  return { family, items: rows };
}
