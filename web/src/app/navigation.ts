/** The places one can go, in the order of the verbs: watch what is there, reach more, operate the platform. */
import {
  IconActivityHeartbeat,
  IconBellRinging,
  IconFileImport,
  IconKey,
  IconRadar2,
  IconRefreshDot,
  IconServer2,
  IconStethoscope,
} from "@tabler/icons-react";

export const NAVIGATION = [
  {
    verb: "Watch",
    places: [
      { to: "/", label: "Overview", icon: IconActivityHeartbeat, permission: "devices:view" },
      { to: "/devices", label: "Devices", icon: IconServer2, permission: "devices:view" },
      { to: "/events", label: "Events", icon: IconBellRinging, permission: "events:view" },
    ],
  },
  {
    verb: "Reach",
    places: [
      { to: "/discovery", label: "Discovery", icon: IconRadar2, permission: "discovery:view" },
      { to: "/import", label: "Import", icon: IconFileImport, permission: "devices:import" },
      { to: "/credentials", label: "Credentials", icon: IconKey, permission: "credentials:view" },
    ],
  },
  {
    verb: "Operate",
    places: [
      { to: "/cycles", label: "Poll cycles", icon: IconRefreshDot, permission: "polling:view" },
      { to: "/system", label: "System", icon: IconStethoscope, permission: "system:view" },
    ],
  },
] as const;
