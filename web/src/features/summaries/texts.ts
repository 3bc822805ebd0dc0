import { catalogue } from "@/i18n/catalogue";

/** What alerts of shipped rules say, as the server has it; `{name}` are their places. */
export const en = {
  "summary.optics_rx_dark": "{object} of {device} receives no light any more",
  "summary.optics_rx_weak": "{object} of {device} receives {value} dBm",
  "summary.optics_rx_fell":
    "The light that {object} of {device} receives fell by 3 dB within an hour, to {value} dBm",
  "summary.optics_hot": "The module in {object} of {device} has {value} °C",
  "summary.interface_errors": "{object} of {device} receives {value} damaged frames a second",
  "summary.interface_discards": "{object} of {device} drops {value} frames a second, more than usual",
  "summary.interface_full": "{object} of {device} has carried more than 90 % of its speed for ten minutes",
  "summary.traffic_anomaly": "The traffic of {object} of {device} is far from what is normal at this hour",
  "summary.cpu_busy": "{object} of {device} has been at {value} % for a quarter of an hour",
  "summary.memory_full": "{object} of {device} is {value} % full",
  "summary.storage_full": "{object} of {device} is {value} % full",
  "summary.packets_lost": "More than a twentieth of the packets to {device} is lost",
  "summary.answers_slow": "{device} answers after {value} ms, far later than usual",
  "summary.part_faulty": "{object} of {device} reports a fault",
  "summary.temperature_high": "{object} of {device} has {value} °C",
  "summary.load_data_missing": "{device} answers but reports {object} no more",
  "summary.igp_metric_changed": "The metric of {object} of {device} was changed from {before} to {after}",
  "summary.bgp_session_down": "The BGP session of {device} with {object} is down",
  "summary.ospf_neighbour_down": "The OSPF adjacency of {device} with {object} is down",
  "summary.isis_neighbour_down": "The IS-IS adjacency of {device} with {object} is down",
  "summary.bfd_session_down": "The BFD session of {device} with {object} is down",
  "summary.ldp_session_down": "The LDP session of {device} with {object} is down",
  "summary.device_restarted": "{device} has restarted",
};
export const t = catalogue("summaries", en);
