// Generated from the server's OpenAPI document by `npm run generate`. Do not edit.

export interface paths {
  "/api/health/ready": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["ready"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/breakers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_breakers"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/breakers/{device_id}/reset": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["post_breakers_device_id_reset"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_credentials"];
    put?: never;
    post: operations["post_credentials"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{credential_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations["delete_credentials_credential_id_"];
    options?: never;
    head?: never;
    patch: operations["patch_credentials_credential_id_"];
    trace?: never;
  };
  "/api/v1/devices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_devices"];
    put?: never;
    post: operations["post_devices"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{device_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_devices_device_id_"];
    put?: never;
    post?: never;
    delete: operations["delete_devices_device_id_"];
    options?: never;
    head?: never;
    patch: operations["patch_devices_device_id_"];
    trace?: never;
  };
  "/api/v1/devices/{device_id}/identity/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["post_devices_device_id_identity_accept"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{device_id}/interfaces": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_devices_device_id_interfaces"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{device_id}/poll": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["post_devices_device_id_poll"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/discoveries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_discoveries"];
    put?: never;
    post: operations["post_discoveries"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/discoveries/{discovery_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_discoveries_discovery_id_"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/discoveries/{discovery_id}/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["post_discoveries_discovery_id_accept"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/discoveries/{discovery_id}/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["post_discoveries_discovery_id_cancel"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/discoveries/{discovery_id}/findings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_discoveries_discovery_id_findings"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/discoveries/{discovery_id}/resume": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["post_discoveries_discovery_id_resume"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_events"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/imports/apply": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["post_imports_apply"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/imports/preview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["post_imports_preview"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/outbox/dead-letters": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_outbox_dead_letters"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/outbox/dead-letters/{message_id}/redrive": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["post_outbox_dead_letters_message_id_redrive"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/outbox/status": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_outbox_status"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/overview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_overview"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/poll-cycles": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_poll_cycles"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/poll-cycles/{cycle_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_poll_cycles_cycle_id_"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pools": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_pools"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/series/families": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_series_families"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/series/latest": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_series_latest"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/series/objects": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_series_objects"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/series/query": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_series_query"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_session"];
    put?: never;
    post: operations["post_session"];
    delete: operations["delete_session"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/password": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["post_session_password"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/sites": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_sites"];
    put?: never;
    post: operations["post_sites"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tags": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["get_tags"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Accepted: {
      created: number;
      ignored: number;
      updated: number;
    };
    AcceptIn: {
      /** Any */
      finding_ids: unknown;
    };
    Breaker: {
      device_id: number;
      device_name: string;
      failures: number;
      next_attempt_at: string | null;
      opened_at: string | null;
      reason: string | null;
      /** @enum {string} */
      state: "closed" | "open" | "half_open";
    };
    Change: {
      after: unknown;
      before: unknown;
    };
    Check: {
      detail: string;
      name: string;
      ok: boolean;
    };
    CredentialChange: {
      auth?: string | null;
      auth_secret?: string | null;
      community?: string | null;
      context?: string | null;
      is_default?: boolean;
      name?: string;
      priv?: string | null;
      priv_secret?: string | null;
      user?: string | null;
    };
    CredentialCreate: {
      auth?: string | null;
      auth_secret?: string | null;
      community?: string | null;
      context?: string | null;
      is_default?: boolean;
      /** @enum {string} */
      kind: "snmp_v1" | "snmp_v2c" | "snmp_v3";
      name: string;
      priv?: string | null;
      priv_secret?: string | null;
      user?: string | null;
    };
    CredentialView: {
      auth: string | null;
      context: string;
      /** Format: date-time */
      created_at: string;
      id: number;
      is_default: boolean;
      /** @enum {string} */
      kind: "snmp_v1" | "snmp_v2c" | "snmp_v3";
      name: string;
      priv: string | null;
      /** Format: date-time */
      updated_at: string;
      user: string;
    };
    Cycle: {
      elapsed_s: number | null;
      failed: number;
      finished_at: string | null;
      id: number;
      interval_s: number;
      late: number;
      ok: number;
      partial: number;
      planned: number;
      requests: number;
      rows: number;
      shards: number;
      skipped: {
        [key: string]: number;
      };
      /** Format: date-time */
      slot: string;
      started_at: string | null;
      /** @enum {string} */
      status: "running" | "done" | "partial" | "skipped" | "failed";
      varbinds: number;
    };
    CycleOutcome: {
      device_id: number;
      device_name: string;
      elapsed_s: number;
      late: boolean;
      outcome: string;
      reason: string;
      requests: number;
      varbinds: number;
    };
    CycleReport: {
      cycle: components["schemas"]["Cycle"];
      outcomes: components["schemas"]["CycleOutcome"][];
    };
    DeadLetter: {
      attempts: number;
      /** Format: date-time */
      created_at: string;
      died_at: string | null;
      error: string;
      id: number;
      key: string;
      kind: string;
      /** Any */
      payload: unknown;
      queue: string;
      topic: string;
    };
    DeviceChange: {
      address?: string | null;
      credential_id?: number | null;
      enabled?: boolean | null;
      interval_s?: number | null;
      name?: string | null;
      platform?: string | null;
      site_id?: number | null;
      snmp_port?: number | null;
      tags?: string[] | null;
    };
    DeviceCreate: {
      address: string;
      credential_id?: number | null;
      enabled?: boolean;
      interval_s?: number | null;
      name: string;
      platform?: string;
      site_id?: number | null;
      snmp_port?: number;
      tags?: string[];
    };
    DeviceProblem: {
      address: string;
      id: number;
      identity_reason: string;
      /** @enum {string} */
      identity_state: "verified" | "unverified" | "mismatch";
      last_ok_at: string | null;
      name: string;
      /** @enum {string} */
      state: "up" | "down" | "unknown";
      state_reason: string;
      state_since: string | null;
    };
    DeviceView: {
      address: string;
      /** Format: date-time */
      created_at: string;
      credential_id: number | null;
      driver: string;
      enabled: boolean;
      fresh: boolean;
      id: number;
      identity_reason: string;
      /** @enum {string} */
      identity_state: "verified" | "unverified" | "mismatch";
      interface_count: number;
      interval_s: number | null;
      last_ok_at: string | null;
      last_outcome: string | null;
      last_polled_at: string | null;
      model: string;
      name: string;
      observed_identity: {
        [key: string]: string;
      } | null;
      os: string;
      os_version: string;
      platform: string;
      serial: string;
      site: components["schemas"]["SiteBrief"] | null;
      snmp_port: number;
      /** @enum {string} */
      state: "up" | "down" | "unknown";
      state_reason: string;
      state_since: string | null;
      sysname: string;
      tags: string[];
      /** Format: date-time */
      updated_at: string;
      uptime_s: number | null;
      vendor: string;
    };
    Discovery: {
      alive: number;
      error: string | null;
      finished_at: string | null;
      id: number;
      identified: number;
      probed: number;
      rate_per_s: number;
      site_id: number | null;
      /** Format: date-time */
      started_at: string;
      /** @enum {string} */
      status: "running" | "paused" | "done" | "failed" | "cancelled";
      targets: string[];
      total: number;
    };
    DiscoveryIn: {
      credential_ids?: number[];
      exclude?: string[];
      rate_per_s?: number;
      site_id?: number | null;
      targets: string[];
    };
    Event: {
      /** Format: date-time */
      at: string;
      details: unknown;
      device_id: number | null;
      device_name: string | null;
      from_state: string | null;
      id: number;
      kind: string;
      message: string;
      object: string | null;
      /** @enum {string} */
      severity: "critical" | "warning" | "info";
      to_state: string | null;
    };
    FamilyOut: {
      metrics: {
        [key: string]: string;
      };
      name: string;
    };
    Finding: {
      address: string;
      device_id: number | null;
      id: number;
      /** @enum {string} */
      match: "new" | "known" | "conflict";
      os: string | null;
      platform: string | null;
      rtt_ms: number | null;
      serial: string | null;
      snmp: string | null;
      sysname: string | null;
      vendor: string | null;
    };
    Health: {
      checks: components["schemas"]["Check"][];
      status: string;
    };
    ImportApplied: {
      applied: boolean;
      digest: string;
      rows: components["schemas"]["ImportRow"][];
      summary: components["schemas"]["ImportSummary"];
    };
    ImportApplyIn: {
      content: string;
      digest: string;
      /** @enum {string} */
      format: "csv" | "yaml";
    };
    ImportIn: {
      content: string;
      /** @enum {string} */
      format: "csv" | "yaml";
    };
    ImportPreview: {
      digest: string;
      rows: components["schemas"]["ImportRow"][];
      summary: components["schemas"]["ImportSummary"];
    };
    ImportRow: {
      /** @enum {string} */
      action: "create" | "update" | "unchanged" | "error";
      changes: {
        [key: string]: components["schemas"]["Change"];
      };
      errors: string[];
      line: number;
      name: string | null;
    };
    ImportSummary: {
      create: number;
      error: number;
      unchanged: number;
      update: number;
    };
    InterfaceView: {
      admin_status: string | null;
      alias: string;
      descr: string;
      id: number;
      if_index: number | null;
      last_change_at: string | null;
      mac: string | null;
      mtu: number | null;
      name: string;
      oper_status: string | null;
      present: boolean;
      speed_bps: number | null;
      type: string;
    };
    Latest: {
      device_id: number;
      family: string;
      rows: components["schemas"]["LatestRow"][];
    };
    LatestRow: {
      object: string;
      /** Format: date-time */
      ts: string;
      values: {
        [key: string]: unknown;
      };
    };
    Login: {
      password: string;
      username: string;
    };
    Named: {
      id: number;
      name: string;
    };
    Objects: {
      objects: string[];
    };
    OutboxStatus: {
      lag_s: number;
      queues: components["schemas"]["QueueStatus"][];
    };
    Overview: {
      devices: components["schemas"]["StateCounts"];
      identity_mismatches: number;
      newest_sample_at: string | null;
      oldest_fresh_at: string | null;
      problems: components["schemas"]["DeviceProblem"][];
      sites: components["schemas"]["SiteStates"][];
      stale: number;
    };
    Page_Breaker_: {
      items: components["schemas"]["Breaker"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_CredentialView_: {
      items: components["schemas"]["CredentialView"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_Cycle_: {
      items: components["schemas"]["Cycle"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_CycleOutcome_: {
      items: components["schemas"]["CycleOutcome"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_DeadLetter_: {
      items: components["schemas"]["DeadLetter"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_DeviceView_: {
      items: components["schemas"]["DeviceView"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_Discovery_: {
      items: components["schemas"]["Discovery"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_Event_: {
      items: components["schemas"]["Event"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_Finding_: {
      items: components["schemas"]["Finding"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_InterfaceView_: {
      items: components["schemas"]["InterfaceView"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_PoolView_: {
      items: components["schemas"]["PoolView"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_SiteView_: {
      items: components["schemas"]["SiteView"][];
      limit: number;
      offset: number;
      total: number;
    };
    Page_TagView_: {
      items: components["schemas"]["TagView"][];
      limit: number;
      offset: number;
      total: number;
    };
    PasswordChange: {
      current: string;
      new: string;
    };
    PollResult: {
      elapsed_s: number;
      outcome: string;
      reason: string;
    };
    PoolView: {
      /** Format: date-time */
      created_at: string;
      device_count: number;
      filter: unknown;
      id: number;
      members: number[];
      name: string;
      /** Format: date-time */
      updated_at: string;
    };
    QueueStatus: {
      dead: number;
      in_delivery: number;
      oldest_age_s: number;
      queue: string;
      scheduled: number;
      waiting: number;
    };
    Redriven: {
      id: number;
      status: string;
    };
    Series: {
      coverage: number;
      device_id: number | null;
      metric: string;
      object: string | null;
      points: [number, number | null][];
      unit: string;
    };
    SeriesResult: {
      /** Format: date-time */
      end: string;
      family: string;
      /** @enum {string} */
      resolution: "raw" | "hour" | "day";
      series: components["schemas"]["Series"][];
      /** Format: date-time */
      start: string;
      step_s: number;
    };
    SessionUser: {
      id: number;
      must_change_password: boolean;
      name: string;
      permissions: string[];
      role: string;
    };
    SessionView: {
      csrf_token: string;
      user: components["schemas"]["SessionUser"];
    };
    SiteBrief: {
      id: number;
      name: string;
    };
    SiteCreate: {
      credential_id?: number | null;
      description?: string;
      name: string;
    };
    SiteStates: {
      down: number;
      id: number | null;
      name: string | null;
      unknown: number;
      up: number;
    };
    SiteView: {
      /** Format: date-time */
      created_at: string;
      credential_id: number | null;
      description: string;
      device_count: number;
      id: number;
      name: string;
      /** Format: date-time */
      updated_at: string;
    };
    StateCounts: {
      down: number;
      total: number;
      unknown: number;
      up: number;
    };
    TagView: {
      device_count: number;
      id: number;
      name: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Health"];
        };
      };
    };
  };
  get_breakers: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        q?: string;
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_Breaker_"];
        };
      };
    };
  };
  post_breakers_device_id_reset: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Breaker"];
        };
      };
    };
  };
  get_credentials: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        q?: string;
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_CredentialView_"];
        };
      };
    };
  };
  post_credentials: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CredentialCreate"];
      };
    };
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CredentialView"];
        };
      };
    };
  };
  delete_credentials_credential_id_: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        credential_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  patch_credentials_credential_id_: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        credential_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CredentialChange"];
      };
    };
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CredentialView"];
        };
      };
    };
  };
  get_devices: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        platform?: string;
        pool_id?: number;
        q?: string;
        site_id?: number;
        sort?: string;
        state?: string;
        tag?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_DeviceView_"];
        };
      };
    };
  };
  post_devices: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DeviceCreate"];
      };
    };
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeviceView"];
        };
      };
    };
  };
  get_devices_device_id_: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeviceView"];
        };
      };
    };
  };
  delete_devices_device_id_: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  patch_devices_device_id_: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        device_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DeviceChange"];
      };
    };
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeviceView"];
        };
      };
    };
  };
  post_devices_device_id_identity_accept: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeviceView"];
        };
      };
    };
  };
  get_devices_device_id_interfaces: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        q?: string;
        sort?: string;
      };
      header?: never;
      path: {
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_InterfaceView_"];
        };
      };
    };
  };
  post_devices_device_id_poll: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PollResult"];
        };
      };
    };
  };
  get_discoveries: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        q?: string;
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_Discovery_"];
        };
      };
    };
  };
  post_discoveries: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DiscoveryIn"];
      };
    };
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Discovery"];
        };
      };
    };
  };
  get_discoveries_discovery_id_: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Discovery"];
        };
      };
    };
  };
  post_discoveries_discovery_id_accept: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AcceptIn"];
      };
    };
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Accepted"];
        };
      };
    };
  };
  post_discoveries_discovery_id_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Discovery"];
        };
      };
    };
  };
  get_discoveries_discovery_id_findings: {
    parameters: {
      query?: {
        limit?: number;
        match?: string;
        offset?: number;
        q?: string;
        sort?: string;
      };
      header?: never;
      path: {
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_Finding_"];
        };
      };
    };
  };
  post_discoveries_discovery_id_resume: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Discovery"];
        };
      };
    };
  };
  get_events: {
    parameters: {
      query?: {
        device_id?: number;
        end?: string;
        kind?: string;
        limit?: number;
        offset?: number;
        q?: string;
        severity?: string;
        sort?: string;
        start?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_Event_"];
        };
      };
    };
  };
  post_imports_apply: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ImportApplyIn"];
      };
    };
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ImportApplied"];
        };
      };
    };
  };
  post_imports_preview: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ImportIn"];
      };
    };
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ImportPreview"];
        };
      };
    };
  };
  get_outbox_dead_letters: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        q?: string;
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_DeadLetter_"];
        };
      };
    };
  };
  post_outbox_dead_letters_message_id_redrive: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        message_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Redriven"];
        };
      };
    };
  };
  get_outbox_status: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OutboxStatus"];
        };
      };
    };
  };
  get_overview: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Overview"];
        };
      };
    };
  };
  get_poll_cycles: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        q?: string;
        sort?: string;
        status?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_Cycle_"];
        };
      };
    };
  };
  get_poll_cycles_cycle_id_: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cycle_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CycleReport"];
        };
      };
    };
  };
  get_pools: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        q?: string;
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_PoolView_"];
        };
      };
    };
  };
  get_series_families: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["FamilyOut"][];
        };
      };
    };
  };
  get_series_latest: {
    parameters: {
      query: {
        device_id: number;
        family: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Latest"];
        };
      };
    };
  };
  get_series_objects: {
    parameters: {
      query: {
        device_id: number;
        family: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Objects"];
        };
      };
    };
  };
  get_series_query: {
    parameters: {
      query: {
        agg?: string;
        device_id?: number[];
        end?: string;
        family: string;
        metric?: string[];
        object?: string[];
        start?: string;
        step_s?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SeriesResult"];
        };
      };
    };
  };
  get_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SessionView"];
        };
      };
    };
  };
  post_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Login"];
      };
    };
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SessionView"];
        };
      };
    };
  };
  delete_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  post_session_password: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PasswordChange"];
      };
    };
    responses: {
      /** @description ok */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  get_sites: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        q?: string;
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_SiteView_"];
        };
      };
    };
  };
  post_sites: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SiteCreate"];
      };
    };
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SiteView"];
        };
      };
    };
  };
  get_tags: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        q?: string;
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ok */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_TagView_"];
        };
      };
    };
  };
}
