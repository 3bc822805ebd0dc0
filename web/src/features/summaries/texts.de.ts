import type { Translation } from "@/i18n/catalogue";
import type { en } from "./texts";

export default {
  "summary.optics_rx_dark": "{object} von {device} empfängt kein Licht mehr",
  "summary.optics_rx_weak": "{object} von {device} empfängt {value} dBm",
  "summary.optics_rx_fell":
    "Das Licht, das {object} von {device} empfängt, fiel binnen einer Stunde um 3 dB auf {value} dBm",
  "summary.optics_hot": "Das Modul in {object} von {device} hat {value} °C",
  "summary.interface_errors": "{object} von {device} empfängt {value} beschädigte Rahmen je Sekunde",
  "summary.interface_discards": "{object} von {device} verwirft {value} Rahmen je Sekunde, mehr als sonst",
  "summary.interface_full": "{object} von {device} ist seit zehn Minuten zu mehr als 90 % belegt",
  "summary.traffic_anomaly":
    "Der Verkehr von {object} von {device} ist weit von dem entfernt, was zu dieser Stunde üblich ist",
  "summary.cpu_busy": "{object} von {device} liegt seit einer Viertelstunde bei {value} %",
  "summary.memory_full": "{object} von {device} ist zu {value} % voll",
  "summary.storage_full": "{object} von {device} ist zu {value} % voll",
  "summary.packets_lost": "Mehr als ein Zwanzigstel der Pakete an {device} geht verloren",
  "summary.answers_slow": "{device} antwortet nach {value} ms, viel später als sonst",
  "summary.part_faulty": "{object} von {device} meldet einen Fehler",
  "summary.temperature_high": "{object} von {device} hat {value} °C",
  "summary.load_data_missing": "{device} antwortet, meldet aber {object} nicht mehr",
  "summary.igp_metric_changed":
    "Die Metrik von {object} von {device} wurde von {before} auf {after} geändert",
  "summary.bgp_session_down": "Die BGP-Sitzung von {device} mit {object} ist unterbrochen",
  "summary.ospf_neighbour_down": "Die OSPF-Nachbarschaft von {device} mit {object} ist unterbrochen",
  "summary.isis_neighbour_down": "Die IS-IS-Nachbarschaft von {device} mit {object} ist unterbrochen",
  "summary.bfd_session_down": "Die BFD-Sitzung von {device} mit {object} ist unterbrochen",
  "summary.ldp_session_down": "Die LDP-Sitzung von {device} mit {object} ist unterbrochen",
  "summary.device_restarted": "{device} ist neu gestartet",
} satisfies Translation<typeof en>;
