// Generated from the server's OpenAPI document by `npm run generate`. Do not edit.

export interface paths {
  "/api/health/live": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Restart the process if this fails. */
    get: operations["probe_live_api_health_live_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/health/ready": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Send traffic while this holds. */
    get: operations["probe_ready_api_health_ready_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/health/startup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Wait for this after a start. */
    get: operations["probe_startup_api_health_startup_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alert-marks": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Marks
     * @description Return the worst open alert of each object and how many there are; those put aside are left out.
     */
    get: operations["list_marks_api_v1_alert_marks_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Alerts
     * @description List alerts, latest first; ``q`` looks into objects, conditions and summaries.
     */
    get: operations["list_alerts_api_v1_alerts_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts/{alert_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Alert
     * @description Return one alert with what people did about it.
     */
    get: operations["get_alert_api_v1_alerts__alert_id__get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts/{alert_id}/acknowledge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Acknowledge Alert
     * @description Take note of an alert.
     */
    post: operations["acknowledge_alert_api_v1_alerts__alert_id__acknowledge_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts/{alert_id}/assign": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Assign Alert
     * @description Make an alert somebody's.
     */
    post: operations["assign_alert_api_v1_alerts__alert_id__assign_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts/{alert_id}/comments": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Comment Alert
     * @description Say something about an alert.
     */
    post: operations["comment_alert_api_v1_alerts__alert_id__comments_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts/{alert_id}/shelve": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Shelve Alert
     * @description Put an alert aside until a moment.
     */
    post: operations["shelve_alert_api_v1_alerts__alert_id__shelve_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts/alertmanager": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Open For Alertmanager
     * @description Return open alerts as Alertmanager's API takes them (``POST /api/v2/alerts``).
     */
    get: operations["open_for_alertmanager_api_v1_alerts_alertmanager_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts/ingest": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take Alerts
     * @description Take alerts in; repeated ones are the same alert, and incidents follow at once.
     */
    post: operations["take_alerts_api_v1_alerts_ingest_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts/webhooks/alertmanager": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take Alertmanager
     * @description Take a webhook message of Prometheus Alertmanager in.
     */
    post: operations["take_alertmanager_api_v1_alerts_webhooks_alertmanager_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts/webhooks/generic/{mapping}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take Generic
     * @description Take any JSON in, read by a mapping of the settings (``alerts.mappings``).
     */
    post: operations["take_generic_api_v1_alerts_webhooks_generic__mapping__post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/alerts/webhooks/prtg": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take Prtg
     * @description Take a notification of PRTG in (form fields ``device``, ``name``, ``status``, ``message``).
     */
    post: operations["take_prtg_api_v1_alerts_webhooks_prtg_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/anomalies": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Anomalies
     * @description List anomalies, newest first; ``q`` looks into objects, metrics and kinds.
     */
    get: operations["list_anomalies_api_v1_anomalies_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/anomalies/{anomaly_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Anomaly
     * @description Return one anomaly.
     */
    get: operations["get_anomaly_api_v1_anomalies__anomaly_id__get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/anomalies/{anomaly_id}/judgement": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Judge Anomaly
     * @description Say that an anomaly is none, or take that back. The series' threshold follows.
     */
    put: operations["judge_anomaly_api_v1_anomalies__anomaly_id__judgement_put"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/anomalies/{anomaly_id}/similar": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Similar
     * @description Return past cases of the same kind and direction, those of the same series first.
     */
    get: operations["list_similar_api_v1_anomalies__anomaly_id__similar_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/api-keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Own Keys
     * @description List one's own keys.
     */
    get: operations["list_own_keys_api_v1_api_keys_get"];
    put?: never;
    /**
     * Create Own Key
     * @description Make a key for oneself; its text is shown this once.
     */
    post: operations["create_own_key_api_v1_api_keys_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/api-keys/{key_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke Own Key
     * @description Revoke one of one's own keys.
     */
    delete: operations["revoke_own_key_api_v1_api_keys__key_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Entries
     * @description Who did what, newest first. A verb ending in a dot means every verb of that object.
     */
    get: operations["list_entries_api_v1_audit_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit/{entry_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Entry
     * @description One entry.
     */
    get: operations["get_entry_api_v1_audit__entry_id__get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit/state": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read State
     * @description How far the log is chained, signed and archived.
     */
    get: operations["read_state_api_v1_audit_state_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit/verbs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Verbs
     * @description Every verb that occurs.
     */
    get: operations["list_verbs_api_v1_audit_verbs_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/availability": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Availability
     * @description Return how available everything of a kind was, the least available first; ``q`` looks into names.
     */
    get: operations["get_availability_api_v1_availability_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/availability/export": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export Availability
     * @description Return the whole report as a file.
     */
    get: operations["export_availability_api_v1_availability_export_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/baselines/band": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Band
     * @description Return what is normal for one series in each hour of a time.
     */
    get: operations["get_band_api_v1_baselines_band_get"];
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
    /**
     * List Breakers
     * @description List devices whose last contact failed, and when each is tried again.
     */
    get: operations["list_breakers_api_v1_breakers_get"];
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
    /**
     * Reset Breaker
     * @description Close a breaker: the next cycle polls the device again.
     */
    post: operations["reset_breaker_api_v1_breakers__device_id__reset_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/capacity": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Capacity
     * @description List what reaches its limit within a year, the soonest first; ``q`` looks into devices and objects.
     *
     *     Only drifts whose slope differs from zero beyond doubt (95 %) are forecast.
     */
    get: operations["list_capacity_api_v1_capacity_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/capacity/export": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export Capacity
     * @description Return the whole list as a CSV file.
     */
    get: operations["export_capacity_api_v1_capacity_export_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/capacity/summary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Capacity Summary
     * @description Return how many series there are of each kind, with those that have no trend or too little history.
     */
    get: operations["get_capacity_summary_api_v1_capacity_summary_get"];
    put?: never;
    post?: never;
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
    /**
     * List Credentials
     * @description List credentials, without their secrets.
     */
    get: operations["list_credentials_api_v1_credentials_get"];
    put?: never;
    /**
     * Create Credential
     * @description Store a credential; its secrets are encrypted and never returned.
     */
    post: operations["create_credential_api_v1_credentials_post"];
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
    /**
     * Delete Credential
     * @description Remove a credential that nothing uses any more.
     */
    delete: operations["delete_credential_api_v1_credentials__credential_id__delete"];
    options?: never;
    head?: never;
    /**
     * Change Credential
     * @description Change a credential; parts that are absent stay as they are.
     */
    patch: operations["change_credential_api_v1_credentials__credential_id__patch"];
    trace?: never;
  };
  "/api/v1/credentials/{credential_id}/mappings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give Credential
     * @description Give a credential to a device, pool, site or platform, or to all.
     */
    post: operations["give_credential_api_v1_credentials__credential_id__mappings_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{credential_id}/reveal": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reveal Credential
     * @description Show a credential's secrets to who proves again who they are and says why; it is recorded.
     */
    post: operations["reveal_credential_api_v1_credentials__credential_id__reveal_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{credential_id}/usage": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Usage
     * @description Show on which devices a credential worked or was refused.
     */
    get: operations["list_usage_api_v1_credentials__credential_id__usage_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/expiring": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Expiring
     * @description List the credentials that have expired or will within thirty days, the next first.
     */
    get: operations["list_expiring_api_v1_credentials_expiring_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/kinds": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Kinds
     * @description List the kinds of credentials and the parts of each.
     */
    get: operations["list_kinds_api_v1_credentials_kinds_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/mappings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Mappings
     * @description List what credentials are given to.
     */
    get: operations["list_mappings_api_v1_credentials_mappings_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/mappings/{mapping_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Take Credential
     * @description Take a credential from what it was given to.
     */
    delete: operations["take_credential_api_v1_credentials_mappings__mapping_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/dashboards": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Dashboards
     * @description List one's own dashboards and shared ones.
     */
    get: operations["list_dashboards_api_v1_dashboards_get"];
    put?: never;
    /**
     * Create Dashboard
     * @description Keep a new dashboard.
     */
    post: operations["create_dashboard_api_v1_dashboards_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/dashboards/{dashboard_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Dashboard
     * @description Show one dashboard.
     */
    get: operations["get_dashboard_api_v1_dashboards__dashboard_id__get"];
    put?: never;
    post?: never;
    /**
     * Delete Dashboard
     * @description Remove one's own dashboard.
     */
    delete: operations["delete_dashboard_api_v1_dashboards__dashboard_id__delete"];
    options?: never;
    head?: never;
    /**
     * Change Dashboard
     * @description Change one's own dashboard; what is absent stays.
     */
    patch: operations["change_dashboard_api_v1_dashboards__dashboard_id__patch"];
    trace?: never;
  };
  "/api/v1/dashboards/{dashboard_id}/file": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export Dashboard
     * @description Return a dashboard as a file that another installation can import.
     */
    get: operations["export_dashboard_api_v1_dashboards__dashboard_id__file_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/dashboards/import": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Import Dashboard
     * @description Keep the dashboard of a file, as one's own and not shared.
     */
    post: operations["import_dashboard_api_v1_dashboards_import_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Devices
     * @description List devices; the filters are joined by *and*, ``q`` looks into names, addresses, serials and models.
     */
    get: operations["list_devices_api_v1_devices_get"];
    put?: never;
    /**
     * Create Device
     * @description Add a device; the next poll cycle asks it.
     */
    post: operations["create_device_api_v1_devices_post"];
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
    /**
     * Get Device
     * @description Show one device.
     */
    get: operations["get_device_api_v1_devices__device_id__get"];
    put?: never;
    post?: never;
    /**
     * Delete Device
     * @description Remove a device and its interfaces.
     */
    delete: operations["delete_device_api_v1_devices__device_id__delete"];
    options?: never;
    head?: never;
    /**
     * Change Device
     * @description Change a device; what is absent stays.
     */
    patch: operations["change_device_api_v1_devices__device_id__patch"];
    trace?: never;
  };
  "/api/v1/devices/{device_id}/configuration": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Configuration
     * @description Return what is kept of a device's configuration as evidence for the map.
     */
    get: operations["get_configuration_api_v1_devices__device_id__configuration_get"];
    /**
     * Keep Configuration
     * @description Give a device's configuration: what it says of the device's place becomes evidence, the text is not kept.
     */
    put: operations["keep_configuration_api_v1_devices__device_id__configuration_put"];
    post?: never;
    /**
     * Forget Configuration
     * @description Keep nothing of a device's configuration any more.
     */
    delete: operations["forget_configuration_api_v1_devices__device_id__configuration_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{device_id}/configuration/read": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read Configuration
     * @description Have a device show its configuration over SSH, by its pinned host key and its credential, and keep it.
     */
    post: operations["read_configuration_api_v1_devices__device_id__configuration_read_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{device_id}/credentials": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Explain Credentials
     * @description Say which credentials a device may be opened with, in which order, which one is used now, and why.
     */
    get: operations["explain_credentials_api_v1_devices__device_id__credentials_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{device_id}/features": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Features
     * @description List a device's aggregates, rings, spanning tree, VLANs, PoE ports and alarms.
     */
    get: operations["list_features_api_v1_devices__device_id__features_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
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
    /**
     * Accept Identity
     * @description Take the identity that answers now as the device's own.
     */
    post: operations["accept_identity_api_v1_devices__device_id__identity_accept_post"];
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
    /**
     * List Interfaces
     * @description List a device's interfaces; those that vanished have ``present: false``.
     */
    get: operations["list_interfaces_api_v1_devices__device_id__interfaces_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{device_id}/limits": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Limits
     * @description List the alarm and warning limits that a device gives of its optical modules and sensors.
     */
    get: operations["list_limits_api_v1_devices__device_id__limits_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{device_id}/login-trial": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try Login
     * @description Log in to a device with the credential whose turn it is, do nothing there, and say how that went.
     */
    post: operations["try_login_api_v1_devices__device_id__login_trial_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{device_id}/neighbours": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Neighbours
     * @description List what a device's ports hear from the other side (LLDP, CDP and their like).
     */
    get: operations["list_neighbours_api_v1_devices__device_id__neighbours_get"];
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
    /**
     * Poll Device
     * @description Poll one device now; the answer is the cycle that does it.
     */
    post: operations["poll_device_api_v1_devices__device_id__poll_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{device_id}/routing-sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Routing Sessions
     * @description List a device's BGP, OSPF, IS-IS and BFD sessions, those that are down first.
     */
    get: operations["list_routing_sessions_api_v1_devices__device_id__routing_sessions_get"];
    put?: never;
    post?: never;
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
    /**
     * List Discoveries
     * @description List discoveries, the newest first.
     */
    get: operations["list_discoveries_api_v1_discoveries_get"];
    put?: never;
    /**
     * Start Discovery
     * @description Start to look for devices; progress is announced on ``discovery:{id}``.
     */
    post: operations["start_discovery_api_v1_discoveries_post"];
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
    /**
     * Get Discovery
     * @description Show one discovery and how far it is.
     */
    get: operations["get_discovery_api_v1_discoveries__discovery_id__get"];
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
    /**
     * Accept Findings
     * @description Make devices of findings.
     */
    post: operations["accept_findings_api_v1_discoveries__discovery_id__accept_post"];
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
    /**
     * Cancel Discovery
     * @description Stop; what was found stays.
     */
    post: operations["cancel_discovery_api_v1_discoveries__discovery_id__cancel_post"];
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
    /**
     * List Findings
     * @description List the addresses that answered.
     */
    get: operations["list_findings_api_v1_discoveries__discovery_id__findings_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/discoveries/{discovery_id}/pause": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pause Discovery
     * @description Stop for now.
     */
    post: operations["pause_discovery_api_v1_discoveries__discovery_id__pause_post"];
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
    /**
     * Resume Discovery
     * @description Go on where it stopped.
     */
    post: operations["resume_discovery_api_v1_discoveries__discovery_id__resume_post"];
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
    /**
     * List Events
     * @description List events, newest first; ``q`` looks into device names, objects and messages.
     */
    get: operations["list_events_api_v1_events_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/forecasts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Forecasts
     * @description Return what of a device will reach a threshold within a year, the soonest first.
     *
     *     Only drifts whose slope differs from zero beyond doubt (95 %) are forecast.
     */
    get: operations["list_forecasts_api_v1_forecasts_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/forecasts/next-day": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Next Day
     * @description Return the next 24 hours of one series with their interval, from its season and its latest departure.
     */
    get: operations["get_next_day_api_v1_forecasts_next_day_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/health": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read Health
     * @description Every component with its state, how long its check took and how old it is.
     */
    get: operations["read_health_api_v1_health_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/host-keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Host Keys
     * @description List the pinned keys of SSH servers, those that changed first.
     */
    get: operations["list_host_keys_api_v1_host_keys_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/host-keys/{key_id}/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept Host Key
     * @description Pin the key that a server offers now in place of the old one.
     */
    post: operations["accept_host_key_api_v1_host_keys__key_id__accept_post"];
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
    /**
     * Apply Import
     * @description Apply what the preview showed: all of it, or nothing.
     */
    post: operations["apply_import_api_v1_imports_apply_post"];
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
    /**
     * Preview Import
     * @description Show what a file would change; nothing is written.
     */
    post: operations["preview_import_api_v1_imports_preview_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/incidents": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Incidents
     * @description List incidents, latest first; ``q`` looks into their titles.
     */
    get: operations["list_incidents_api_v1_incidents_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/incidents/{incident_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Incident
     * @description Return one incident with what happened to it.
     */
    get: operations["get_incident_api_v1_incidents__incident_id__get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/incidents/{incident_id}/acknowledge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Acknowledge Incident
     * @description Take note of an incident, which ends its escalation.
     */
    post: operations["acknowledge_incident_api_v1_incidents__incident_id__acknowledge_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/incidents/{incident_id}/assign": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Assign Incident
     * @description Make an incident somebody's.
     */
    post: operations["assign_incident_api_v1_incidents__incident_id__assign_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/incidents/{incident_id}/comments": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Comment Incident
     * @description Say something about an incident.
     */
    post: operations["comment_incident_api_v1_incidents__incident_id__comments_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/incidents/{incident_id}/investigation": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Investigate Incident
     * @description Return what caused an incident, as far as is known now, and what was changed before it.
     *
     *     What was done on the platform is left out for those who may not read the audit log.
     */
    get: operations["investigate_incident_api_v1_incidents__incident_id__investigation_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/incidents/{incident_id}/report": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Report Incident
     * @description Return the report on an incident as Markdown.
     */
    get: operations["report_incident_api_v1_incidents__incident_id__report_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/incidents/{incident_id}/report.pdf": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Print Incident
     * @description Return the report on an incident as PDF.
     */
    get: operations["print_incident_api_v1_incidents__incident_id__report_pdf_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/lab": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read Lab
     * @description Whether an emulated network runs beside this server, and what is broken in it.
     */
    get: operations["read_lab_api_v1_lab_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/lab/faults": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Break Something
     * @description Break something in the emulated network. Real devices are never touched.
     */
    post: operations["break_something_api_v1_lab_faults_post"];
    /**
     * Mend Everything
     * @description Mend all that is broken in the emulated network.
     */
    delete: operations["mend_everything_api_v1_lab_faults_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/lab/faults/{fault_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Mend
     * @description Mend one fault.
     */
    delete: operations["mend_api_v1_lab_faults__fault_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/live/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Stream Events
     * @description What happens from now on (or since Last-Event-ID) in the topics, as server-sent events.
     */
    get: operations["stream_events_api_v1_live_events_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/maintenance": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Maintenance
     * @description List maintenance windows, latest first; ``q`` looks into their names.
     */
    get: operations["list_maintenance_api_v1_maintenance_get"];
    put?: never;
    /**
     * Plan Maintenance
     * @description Plan work on devices, pools, sites and links, once or recurring.
     */
    post: operations["plan_maintenance_api_v1_maintenance_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/maintenance/{window_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Maintenance
     * @description Return one maintenance window.
     */
    get: operations["get_maintenance_api_v1_maintenance__window_id__get"];
    /**
     * Change Maintenance
     * @description Plan a window anew.
     */
    put: operations["change_maintenance_api_v1_maintenance__window_id__put"];
    post?: never;
    /**
     * Delete Maintenance
     * @description Remove a window as if it had never been.
     */
    delete: operations["delete_maintenance_api_v1_maintenance__window_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/maintenance/{window_id}/end": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End Maintenance
     * @description End a window now and for good; what it covered until now stays covered.
     */
    post: operations["end_maintenance_api_v1_maintenance__window_id__end_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/maintenance/muted": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Muted
     * @description Return what nobody is notified about now because it is worked on.
     */
    get: operations["get_muted_api_v1_maintenance_muted_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/maintenance/occurrences": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Foresee Maintenance
     * @description Say when a window would be: the occurrence that lasts and the next ones. Nothing is planned by it.
     */
    get: operations["foresee_maintenance_api_v1_maintenance_occurrences_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/messages": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Messages
     * @description List syslog messages and traps as they came, newest first; of strangers only for those who see everything.
     */
    get: operations["list_messages_api_v1_messages_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/moves-with": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Mates
     * @description Return what among its neighbours moves with a series, the strongest first; looked for once a week.
     */
    get: operations["list_mates_api_v1_moves_with_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Health
     * @description Return the health of the network, its sites and services as far as one sees them, each in brief.
     */
    get: operations["get_health_api_v1_network_health_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health/devices/{device_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Device Health
     * @description Return the health of a device, unfolded to its evidence.
     */
    get: operations["get_device_health_api_v1_network_health_devices__device_id__get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health/devices/{device_id}/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Device History
     * @description Return the recorded health of a device.
     */
    get: operations["get_device_history_api_v1_network_health_devices__device_id__history_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health/links": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Link Health
     * @description List the links between watched devices, the worst first; ``q`` looks into their ends.
     */
    get: operations["list_link_health_api_v1_network_health_links_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health/links/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Link History
     * @description Return the recorded health of a link, named by its ``key`` in the list of links.
     */
    get: operations["get_link_history_api_v1_network_health_links_history_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health/network": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Network Health
     * @description Return the health of all devices in sight as one, unfolded.
     */
    get: operations["get_network_health_api_v1_network_health_network_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health/network/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Network History
     * @description Return the recorded health of the network; empty for accounts that do not see all of it.
     */
    get: operations["get_network_history_api_v1_network_health_network_history_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health/services/{pool_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Service Health
     * @description Return the health of a service, which is what a pool's devices do together, unfolded.
     */
    get: operations["get_service_health_api_v1_network_health_services__pool_id__get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health/services/{pool_id}/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Service History
     * @description Return the recorded health of a service; empty for accounts that do not see all of it.
     */
    get: operations["get_service_history_api_v1_network_health_services__pool_id__history_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health/sites/{site_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Site Health
     * @description Return the health of a site, unfolded.
     */
    get: operations["get_site_health_api_v1_network_health_sites__site_id__get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network-health/sites/{site_id}/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Site History
     * @description Return the recorded health of a site; empty for accounts that do not see all of it.
     */
    get: operations["get_site_history_api_v1_network_health_sites__site_id__history_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/acknowledge/{token}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show Acknowledgement
     * @description Show a button: programs that look at links in mails must not acknowledge anything.
     */
    get: operations["show_acknowledgement_api_v1_notifications_acknowledge__token__get"];
    put?: never;
    /**
     * Acknowledge By Link
     * @description Acknowledge an incident by the signed link of a message; browsers are told so in a page.
     */
    post: operations["acknowledge_by_link_api_v1_notifications_acknowledge__token__post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/channels": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Channels
     * @description List channels, without what is needed to use them.
     */
    get: operations["list_channels_api_v1_notifications_channels_get"];
    put?: never;
    /**
     * Create Channel
     * @description Add a channel; its secrets are sealed and never returned.
     */
    post: operations["create_channel_api_v1_notifications_channels_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/channels/{channel_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change Channel
     * @description Replace a channel; secrets that are left out stay, unless it goes elsewhere.
     */
    put: operations["change_channel_api_v1_notifications_channels__channel_id__put"];
    post?: never;
    /**
     * Delete Channel
     * @description Remove a channel with its log.
     */
    delete: operations["delete_channel_api_v1_notifications_channels__channel_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/channels/{channel_id}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Test Channel
     * @description Send a message over the channel, now and really.
     */
    post: operations["test_channel_api_v1_notifications_channels__channel_id__test_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/deliveries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Deliveries
     * @description List what was sent, latest first; ``q`` looks into subjects.
     */
    get: operations["list_deliveries_api_v1_notifications_deliveries_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/deliveries/{delivery_id}/redrive": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Redrive Delivery
     * @description Give a dead letter another chance: it is tried as often as a new message.
     */
    post: operations["redrive_delivery_api_v1_notifications_deliveries__delivery_id__redrive_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/inbox": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Inbox
     * @description List one's own messages, latest first; ``q`` looks into subjects.
     */
    get: operations["list_inbox_api_v1_notifications_inbox_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/inbox/{item_id}/read": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read Inbox Item
     * @description Mark one of one's own messages as read, or as unread.
     */
    post: operations["read_inbox_item_api_v1_notifications_inbox__item_id__read_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/inbox/read": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read Inbox
     * @description Mark all of one's own messages as read.
     */
    post: operations["read_inbox_api_v1_notifications_inbox_read_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/inbox/unread": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Count Unread
     * @description Return how many of one's own messages have not been read.
     */
    get: operations["count_unread_api_v1_notifications_inbox_unread_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/preview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview Notifications
     * @description Say who would be told of an incident or alert, when, and which conditions of each rule say so.
     */
    post: operations["preview_notifications_api_v1_notifications_preview_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/rules": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Notification Rules
     * @description List who is told about which incidents.
     */
    get: operations["list_notification_rules_api_v1_notifications_rules_get"];
    put?: never;
    /**
     * Create Notification Rule
     * @description Add a rule.
     */
    post: operations["create_notification_rule_api_v1_notifications_rules_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/rules/{rule_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change Notification Rule
     * @description Replace a rule.
     */
    put: operations["change_notification_rule_api_v1_notifications_rules__rule_id__put"];
    post?: never;
    /**
     * Delete Notification Rule
     * @description Remove a rule.
     */
    delete: operations["delete_notification_rule_api_v1_notifications_rules__rule_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/schedules": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Schedules
     * @description List on-call schedules with who is on call.
     */
    get: operations["list_schedules_api_v1_notifications_schedules_get"];
    put?: never;
    /**
     * Create Schedule
     * @description Add an on-call schedule.
     */
    post: operations["create_schedule_api_v1_notifications_schedules_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/schedules/{schedule_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change Schedule
     * @description Replace an on-call schedule; who steps in stays.
     */
    put: operations["change_schedule_api_v1_notifications_schedules__schedule_id__put"];
    post?: never;
    /**
     * Delete Schedule
     * @description Remove an on-call schedule that no rule names.
     */
    delete: operations["delete_schedule_api_v1_notifications_schedules__schedule_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/schedules/{schedule_id}/calendar": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Calendar
     * @description Return who is on call when, and who steps in meanwhile.
     */
    get: operations["get_calendar_api_v1_notifications_schedules__schedule_id__calendar_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/schedules/{schedule_id}/overrides": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create Override
     * @description Have somebody step in for a time; of several the latest made counts.
     */
    post: operations["create_override_api_v1_notifications_schedules__schedule_id__overrides_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/schedules/{schedule_id}/overrides/{override_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete Override
     * @description Take back that somebody steps in.
     */
    delete: operations["delete_override_api_v1_notifications_schedules__schedule_id__overrides__override_id__delete"];
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
    /**
     * List Dead Letters
     * @description Messages whose delivery was given up, newest first.
     */
    get: operations["list_dead_letters_api_v1_outbox_dead_letters_get"];
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
    /**
     * Redrive
     * @description Deliver a dead letter or a cancelled task again, with all its attempts.
     */
    post: operations["redrive_api_v1_outbox_dead_letters__message_id__redrive_post"];
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
    /**
     * Read Status
     * @description How much waits in each queue, and how far behind delivery is.
     */
    get: operations["read_status_api_v1_outbox_status_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/outbox/tasks": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Tasks
     * @description Work in the background, newest first: what waits, runs, is over, was given up or cancelled.
     */
    get: operations["list_tasks_api_v1_outbox_tasks_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/outbox/tasks/{message_id}/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel
     * @description Take back a task that waits; sending it again undoes that. One that runs is not interrupted.
     */
    post: operations["cancel_api_v1_outbox_tasks__message_id__cancel_post"];
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
    /**
     * Get Overview
     * @description Devices by state and site, how fresh their data is, and what needs a look.
     */
    get: operations["get_overview_api_v1_overview_get"];
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
    /**
     * List Cycles
     * @description List poll cycles, newest first: what was planned, what was done, what was left out and why.
     */
    get: operations["list_cycles_api_v1_poll_cycles_get"];
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
    /**
     * Get Cycle
     * @description Show one cycle and how each device fared in it.
     */
    get: operations["get_cycle_api_v1_poll_cycles__cycle_id__get"];
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
    /**
     * List Pools
     * @description List pools with their members and the number of devices.
     */
    get: operations["list_pools_api_v1_pools_get"];
    put?: never;
    /**
     * Create Pool
     * @description Add a pool.
     */
    post: operations["create_pool_api_v1_pools_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pools/{pool_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Pool
     * @description Show one pool.
     */
    get: operations["get_pool_api_v1_pools__pool_id__get"];
    put?: never;
    post?: never;
    /**
     * Delete Pool
     * @description Remove a pool; its devices stay.
     */
    delete: operations["delete_pool_api_v1_pools__pool_id__delete"];
    options?: never;
    head?: never;
    /**
     * Change Pool
     * @description Change a pool; what is absent stays.
     */
    patch: operations["change_pool_api_v1_pools__pool_id__patch"];
    trace?: never;
  };
  "/api/v1/roles": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Roles
     * @description List every role with its permissions, and what each permission means.
     */
    get: operations["list_roles_api_v1_roles_get"];
    put?: never;
    /**
     * Create Role
     * @description Add a role; nobody can hand out what they do not have.
     */
    post: operations["create_role_api_v1_roles_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/roles/{role_name}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete Role
     * @description Remove a role that no account has.
     */
    delete: operations["delete_role_api_v1_roles__role_name__delete"];
    options?: never;
    head?: never;
    /**
     * Change Role
     * @description Change a role; what is absent stays, and everybody who has the role is concerned at once.
     */
    patch: operations["change_role_api_v1_roles__role_name__patch"];
    trace?: never;
  };
  "/api/v1/rules": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Rules
     * @description List all rules, those that come with the product included.
     */
    get: operations["list_rules_api_v1_rules_get"];
    put?: never;
    /**
     * Add Rule
     * @description Add a rule; it is evaluated from the next poll on.
     */
    post: operations["add_rule_api_v1_rules_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/rules/{key}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Rule
     * @description Return one rule.
     */
    get: operations["get_rule_api_v1_rules__key__get"];
    /**
     * Change Rule
     * @description Replace what a rule says. Of a shipped rule this is kept until it is restored.
     */
    put: operations["change_rule_api_v1_rules__key__put"];
    post?: never;
    /**
     * Remove Rule
     * @description Remove a rule, or give a shipped one back the form in which it comes.
     */
    delete: operations["remove_rule_api_v1_rules__key__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/rules/check": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Check Rule
     * @description Say what a condition means, or where it is wrong.
     */
    post: operations["check_rule_api_v1_rules_check_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/rules/trial": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try Rule
     * @description Replay a condition over what is stored: what it would have raised.
     */
    post: operations["try_rule_api_v1_rules_trial_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/rules/vocabulary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Rule Vocabulary
     * @description Return everything that a condition may name, with types and units.
     */
    get: operations["get_rule_vocabulary_api_v1_rules_vocabulary_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find
     * @description Find devices, interfaces, addresses and sites.
     */
    get: operations["find_api_v1_search_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/second-factor-rules": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Second Factor Rules
     * @description Show which roles need a second factor.
     */
    get: operations["get_second_factor_rules_api_v1_second_factor_rules_get"];
    /**
     * Set Second Factor Rules
     * @description Say which roles need a second factor; it holds from the next request on.
     */
    put: operations["set_second_factor_rules_api_v1_second_factor_rules_put"];
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
    /**
     * List Families
     * @description List the kinds of samples with their metrics, units and labels.
     */
    get: operations["list_families_api_v1_series_families_get"];
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
    /**
     * List Latest
     * @description Return the newest sample of every object of the devices.
     */
    get: operations["list_latest_api_v1_series_latest_get"];
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
    /**
     * List Objects
     * @description List what a device has samples of, for instance its interfaces.
     */
    get: operations["list_objects_api_v1_series_objects_get"];
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
    /**
     * Query
     * @description Query series over time, aligned to steps; gaps are null.
     *
     *     Without ``object`` or ``metric`` all are returned; without ``step_s`` one is chosen for about 600 points. The
     *     ``top`` of more than 50 devices are found by the mean of their samples in four long steps before they are read
     *     in those that are asked for.
     */
    get: operations["query_api_v1_series_query_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/series/total": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Total
     * @description Sum everything of a family over time, for instance the traffic of all interfaces; gaps are null.
     */
    get: operations["total_api_v1_series_total_get"];
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
    /**
     * Get Session
     * @description Show who is logged in.
     */
    get: operations["get_session_api_v1_session_get"];
    put?: never;
    /**
     * Login
     * @description Log in: sets the session cookie and returns the CSRF token.
     *
     *     401 with the code second_factor_required: name and password are right, send them again with the code, or with
     *     what a security key answered to the options in the member security_key.
     */
    post: operations["login_api_v1_session_post"];
    /**
     * Logout
     * @description Log out; the answer says where to go to log out at the identity provider as well.
     */
    delete: operations["logout_api_v1_session_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/methods": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Login Methods
     * @description Say how one can log in, for the login page.
     */
    get: operations["list_login_methods_api_v1_session_methods_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/passkey": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Login By Passkey
     * @description Log in by a passkey that has made sure of the person; nothing else is asked.
     */
    post: operations["login_by_passkey_api_v1_session_passkey_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/passkey/challenge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask Passkey
     * @description Begin a login by a passkey: the options for navigator.credentials.get.
     */
    post: operations["ask_passkey_api_v1_session_passkey_challenge_post"];
    delete?: never;
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
    /**
     * Change Password
     * @description Change one's own password; all other sessions end and this one gets a new token.
     */
    post: operations["change_password_api_v1_session_password_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/preferences": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Preferences
     * @description Show how one wants the console to be.
     */
    get: operations["get_preferences_api_v1_session_preferences_get"];
    /**
     * Set Preferences
     * @description Replace how one wants the console to be.
     */
    put: operations["set_preferences_api_v1_session_preferences_put"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/second-factor": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Second Factor
     * @description Show whether one has a second factor and whether the role needs one.
     */
    get: operations["get_second_factor_api_v1_session_second_factor_get"];
    put?: never;
    /**
     * Begin Second Factor
     * @description Begin to set up an authenticator program; nothing changes until a code confirms it.
     */
    post: operations["begin_second_factor_api_v1_session_second_factor_post"];
    /**
     * Remove Second Factor
     * @description Take one's own authenticator program away; security keys stay.
     */
    delete: operations["remove_second_factor_api_v1_session_second_factor_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/second-factor/confirmation": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm Second Factor
     * @description Confirm the authenticator by a code; other sessions end, recovery codes are shown this once.
     */
    post: operations["confirm_second_factor_api_v1_session_second_factor_confirmation_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/second-factor/recovery-codes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Renew Recovery Codes
     * @description Make new recovery codes; the former ones are void.
     */
    post: operations["renew_recovery_codes_api_v1_session_second_factor_recovery_codes_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/security-keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Security Keys
     * @description List one's own security keys.
     */
    get: operations["list_security_keys_api_v1_session_security_keys_get"];
    put?: never;
    /**
     * Begin Security Key
     * @description Begin to register a security key: the options for navigator.credentials.create.
     */
    post: operations["begin_security_key_api_v1_session_security_keys_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/security-keys/{key_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke Security Key
     * @description Revoke one of one's own security keys.
     */
    delete: operations["revoke_security_key_api_v1_session_security_keys__key_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/security-keys/confirmation": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add Security Key
     * @description Register the key that has answered; other sessions end.
     */
    post: operations["add_security_key_api_v1_session_security_keys_confirmation_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Sessions
     * @description List one's own sessions, the last used first.
     */
    get: operations["list_sessions_api_v1_sessions_get"];
    put?: never;
    post?: never;
    /**
     * Revoke Other Sessions
     * @description End all of one's sessions but this one.
     */
    delete: operations["revoke_other_sessions_api_v1_sessions_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/sessions/{session_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke Session
     * @description End one of one's own sessions.
     */
    delete: operations["revoke_session_api_v1_sessions__session_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Settings
     * @description Every setting with its value and where that comes from. Secrets are masked.
     */
    get: operations["list_settings_api_v1_settings_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/silences": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Silences
     * @description List silences, latest first; ``q`` looks into their comments.
     */
    get: operations["list_silences_api_v1_silences_get"];
    put?: never;
    /**
     * Begin Silence
     * @description Silence alerts for a time: incidents that rest on them alone tell nobody until it ends.
     */
    post: operations["begin_silence_api_v1_silences_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/silences/{silence_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Silence
     * @description Return one silence.
     */
    get: operations["get_silence_api_v1_silences__silence_id__get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/silences/{silence_id}/end": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End Silence
     * @description End a silence now.
     */
    post: operations["end_silence_api_v1_silences__silence_id__end_post"];
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
    /**
     * List Sites
     * @description List sites with the number of their devices.
     */
    get: operations["list_sites_api_v1_sites_get"];
    put?: never;
    /**
     * Create Site
     * @description Add a site.
     */
    post: operations["create_site_api_v1_sites_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/sites/{site_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Site
     * @description Show one site.
     */
    get: operations["get_site_api_v1_sites__site_id__get"];
    put?: never;
    post?: never;
    /**
     * Delete Site
     * @description Remove a site that has no devices.
     */
    delete: operations["delete_site_api_v1_sites__site_id__delete"];
    options?: never;
    head?: never;
    /**
     * Change Site
     * @description Change a site; what is absent stays.
     */
    patch: operations["change_site_api_v1_sites__site_id__patch"];
    trace?: never;
  };
  "/api/v1/support-bundle": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make Support Bundle
     * @description Gather how this installation is, for whoever helps with it; no secret is in it.
     */
    post: operations["make_support_bundle_api_v1_support_bundle_post"];
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
    /**
     * List Tags
     * @description List tags with the number of their devices.
     */
    get: operations["list_tags_api_v1_tags_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/topology": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read Map
     * @description Return the map: devices, edges of every layer with their evidence, and how the network hangs together.
     */
    get: operations["read_map_api_v1_topology_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/topology/changes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Changes
     * @description Return the edges that differ between two moments.
     */
    get: operations["list_changes_api_v1_topology_changes_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/topology/load": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read Load
     * @description Return what links carry in each direction, by the newest samples of their ports.
     */
    get: operations["read_load_api_v1_topology_load_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/topology/path": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find Path
     * @description Return every equal-cost shortest path between two devices.
     */
    get: operations["find_path_api_v1_topology_path_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/topology/risks": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Risks
     * @description Rank single and double failures by what they cut off, and suggest where one more link would help most.
     */
    get: operations["list_risks_api_v1_topology_risks_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/topology/turns": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Turns
     * @description Return the moments at which the map changed, newest first.
     */
    get: operations["list_turns_api_v1_topology_turns_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/topology/ways": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find Ways
     * @description Return the cheapest loop-free ways, pairs without a common link, device or shared risk, and smallest cuts.
     */
    get: operations["find_ways_api_v1_topology_ways_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/topology/what-if": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What If
     * @description Say what the loss of links and devices would do. Nothing is changed.
     */
    post: operations["what_if_api_v1_topology_what_if_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/users": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Users
     * @description List people and service accounts.
     */
    get: operations["list_users_api_v1_users_get"];
    put?: never;
    /**
     * Create User
     * @description Add a person or a service account.
     */
    post: operations["create_user_api_v1_users_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/users/{user_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete User
     * @description Remove a person; the last administrator stays.
     */
    delete: operations["delete_user_api_v1_users__user_id__delete"];
    options?: never;
    head?: never;
    /**
     * Change User
     * @description Change a person; what is absent stays.
     */
    patch: operations["change_user_api_v1_users__user_id__patch"];
    trace?: never;
  };
  "/api/v1/users/{user_id}/api-keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Account Keys
     * @description List an account's keys.
     */
    get: operations["list_account_keys_api_v1_users__user_id__api_keys_get"];
    put?: never;
    /**
     * Create Account Key
     * @description Make a key for a service account; people make their own.
     */
    post: operations["create_account_key_api_v1_users__user_id__api_keys_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/users/{user_id}/api-keys/{key_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke Account Key
     * @description Revoke an account's key.
     */
    delete: operations["revoke_account_key_api_v1_users__user_id__api_keys__key_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/users/{user_id}/scope": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Scope
     * @description Show how far an account sees.
     */
    get: operations["get_scope_api_v1_users__user_id__scope_get"];
    /**
     * Set Scope
     * @description Say how far an account sees: everything, or the devices of some sites and pools.
     */
    put: operations["set_scope_api_v1_users__user_id__scope_put"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/users/{user_id}/second-factor": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove Second Factor
     * @description Take away authenticator, security keys and codes of somebody who has lost them; their sessions end.
     */
    delete: operations["remove_second_factor_api_v1_users__user_id__second_factor_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/users/{user_id}/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List User Sessions
     * @description List somebody's sessions, the last used first.
     */
    get: operations["list_user_sessions_api_v1_users__user_id__sessions_get"];
    put?: never;
    post?: never;
    /**
     * Revoke User Sessions
     * @description End all of somebody's sessions.
     */
    delete: operations["revoke_user_sessions_api_v1_users__user_id__sessions_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/users/{user_id}/sessions/{session_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke User Session
     * @description End one of somebody's sessions.
     */
    delete: operations["revoke_user_session_api_v1_users__user_id__sessions__session_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * Acceptance
     * @description Which findings become devices. ``all`` are those whose agent said who it is.
     * @example {
     *       "finding_ids": "all"
     *     }
     */
    Acceptance: {
      /** Finding Ids */
      finding_ids: number[] | "all";
    };
    /**
     * Accepted
     * @description What accepting did. Conflicts, and other addresses of the same device, are ignored.
     */
    Accepted: {
      /** Created */
      created: number;
      /** Ignored */
      ignored: number;
      /** Updated */
      updated: number;
    };
    /**
     * AcceptHostKey
     * @description Why the key that a server offers now is right.
     * @example {
     *       "reason": "replaced in CHG-12"
     *     }
     */
    AcceptHostKey: {
      /** Reason */
      reason: string;
    };
    /**
     * AccountScope
     * @description How far an account sees: everything, or the devices of some sites and pools.
     * @example {
     *       "everything": false,
     *       "pools": [],
     *       "sites": [
     *         1
     *       ]
     *     }
     */
    AccountScope: {
      /** Everything */
      everything: boolean;
      /**
       * Pools
       * @default []
       */
      pools?: number[];
      /**
       * Sites
       * @default []
       */
      sites?: number[];
    };
    /**
     * AcknowledgedView
     * @description The incident that a link acknowledged.
     */
    AcknowledgedView: {
      /** Acknowledged By */
      acknowledged_by: string;
      /** Incident Id */
      incident_id: number;
      /** Title */
      title: string;
    };
    /**
     * Action
     * @description What happens to a row's device.
     * @enum {string}
     */
    Action: "create" | "update" | "unchanged" | "error";
    /**
     * ActorView
     * @description Who acted.
     */
    ActorView: {
      /** Id */
      id: string;
      /** Kind */
      kind: string;
      /** Name */
      name: string;
    };
    /**
     * Aggregation
     * @description How the samples of one step become one value. ``P95`` is the nearest rank (see ``kit.sketch``).
     * @enum {string}
     */
    Aggregation: "avg" | "min" | "max" | "p95" | "sum" | "last" | "count";
    /**
     * AlertDetail
     * @description An alert with what people did about it.
     */
    AlertDetail: {
      alert: components["schemas"]["AlertView"];
      /** History */
      history: components["schemas"]["TimelineView"][];
    };
    /**
     * AlertIn
     * @description One alert of another system, in our own words.
     */
    AlertIn: {
      /**
       * At
       * @description When it began or ended there. Default: now.
       */
      at?: string | null;
      /**
       * Entity
       * @description node:NAME, link:ID, if:NAME:LINK, or anything else with a prefix.
       */
      entity: string;
      /**
       * Kind
       * @description The condition, such as unreachable or fan_failed.
       */
      kind: string;
      /**
       * Labels
       * @default {}
       */
      labels?: {
        [key: string]: string;
      };
      /**
       * Severity
       * @default major
       * @enum {string}
       */
      severity?: "critical" | "major" | "minor" | "warning" | "info";
      /**
       * Source
       * @default api
       */
      source?: string;
      /**
       * State
       * @default raise
       * @enum {string}
       */
      state?: "raise" | "clear";
      /**
       * Summary
       * @default
       */
      summary?: string;
    };
    /**
     * AlertRuleIn
     * @description What a rule says.
     */
    AlertRuleIn: {
      /**
       * Advice
       * @description What to look at when it fires.
       * @default
       */
      advice?: string;
      /**
       * Enabled
       * @default true
       */
      enabled?: boolean;
      /**
       * Expression
       * @description Such as: optics.rx_power_dbm < -25 and object ~ "xe-*" for 5m.
       */
      expression: string;
      /** Name */
      name: string;
      /**
       * Pools
       * @description Only devices of these. Neither: all devices.
       * @default []
       */
      pools?: number[];
      /**
       * Severity
       * @default warning
       * @enum {string}
       */
      severity?: "critical" | "major" | "minor" | "warning" | "info";
      /**
       * Sites
       * @description Only devices at these. With pools: either.
       * @default []
       */
      sites?: number[];
      /**
       * Summary
       * @description Of the alert. {object}, {device}, {value} and {unit} are replaced, of an event {before} and {after} as well; empty: the rule's name.
       * @default
       */
      summary?: string;
    };
    /**
     * AlertRuleView
     * @description A rule as clients see it.
     */
    AlertRuleView: {
      /**
       * As Shipped
       * @description Texts that are as they come, so that a client may say them in another language.
       */
      as_shipped: ("name" | "summary" | "advice")[];
      /**
       * Changed
       * @description Somebody made it, or changed the shipped one.
       */
      changed: boolean;
      /** Changed At */
      changed_at: string | null;
      /** Changed By */
      changed_by: string;
      /**
       * Firing
       * @description Objects that it is raised for now.
       */
      firing: number;
      /** Key */
      key: string;
      /**
       * Problem
       * @description Why it cannot be evaluated. Empty: it is.
       */
      problem: string;
      rule: components["schemas"]["AlertRuleIn"];
      /**
       * Shipped
       * @description Comes with the product.
       */
      shipped: boolean;
      /**
       * Source
       * @description What it looks at: a family of samples, or event.
       */
      source: string;
      /**
       * Waiting
       * @description Objects whose condition holds, but not for long enough.
       */
      waiting: number;
    };
    /**
     * AlertsIn
     * @description Alerts in the order in which they arose.
     */
    AlertsIn: {
      /** Alerts */
      alerts: components["schemas"]["AlertIn"][];
    };
    /**
     * AlertState
     * @description Where an alert is in its life.
     * @enum {string}
     */
    AlertState: "open" | "acknowledged" | "cleared";
    /**
     * AlertView
     * @description An alert as clients see it.
     */
    AlertView: {
      /** Acknowledged At */
      acknowledged_at: string | null;
      /** Acknowledged By */
      acknowledged_by: string;
      /** Assigned To */
      assigned_to: string;
      /** Cleared At */
      cleared_at: string | null;
      /**
       * Device Id
       * @description 0: no device of ours.
       */
      device_id: number;
      /** Device Name */
      device_name: string;
      /** Entity */
      entity: string;
      /**
       * First Seen At
       * Format: date-time
       */
      first_seen_at: string;
      /** Flapping */
      flapping: boolean;
      /** Id */
      id: number;
      /** Incident Id */
      incident_id: number | null;
      /** Kind */
      kind: string;
      /** Labels */
      labels: {
        [key: string]: string;
      };
      /**
       * Last Seen At
       * Format: date-time
       */
      last_seen_at: string;
      /** @description In lists: what keeps an open alert quiet, if anything. */
      muted?: components["schemas"]["MuteView"] | null;
      /** Occurrences */
      occurrences: number;
      /**
       * Raised At
       * Format: date-time
       */
      raised_at: string;
      /**
       * Role
       * @enum {string}
       */
      role: "" | "symptom" | "suppressed";
      /** @description Of a summary in shipped words: the rule and what fills it. */
      said?: components["schemas"]["KeptSaying"] | null;
      /**
       * Severity
       * @enum {string}
       */
      severity: "critical" | "major" | "minor" | "warning" | "info";
      /** Shelved Until */
      shelved_until: string | null;
      /** Sources */
      sources: string[];
      state: components["schemas"]["AlertState"];
      /** Summary */
      summary: string;
    };
    /**
     * AnomalyView
     * @description An anomaly as clients see it, with its reason in words.
     */
    AnomalyView: {
      /**
       * Closed At
       * @description Null while it lasts.
       */
      closed_at: string | null;
      /** Device Id */
      device_id: number;
      /**
       * Device Name
       * @description Null when the device is no longer known.
       */
      device_name: string | null;
      /**
       * Expected
       * @description What was normal at that hour.
       */
      expected: number | null;
      /** Family */
      family: string;
      /**
       * High
       * @description Upper edge of the normal band.
       */
      high: number | null;
      /** Id */
      id: number;
      /** Judged At */
      judged_at: string | null;
      /** Judged By */
      judged_by: string;
      kind: components["schemas"]["watchkeeper__understand__baselines__kinds__Kind"];
      /**
       * Last At
       * Format: date-time
       */
      last_at: string;
      /**
       * Low
       * @description Lower edge of the normal band.
       */
      low: number | null;
      /** Metric */
      metric: string;
      /** Object */
      object: string;
      /**
       * Opened At
       * Format: date-time
       */
      opened_at: string;
      /**
       * Peak Z
       * @description Largest departure in robust sigmas.
       */
      peak_z: number;
      /** Reason */
      reason: string;
      /** Severity */
      severity: string;
      /**
       * Value
       * @description The latest value.
       */
      value: number | null;
      /**
       * Verdict
       * @description false_alarm when somebody said that this is none, else empty.
       */
      verdict: string;
      /**
       * Z
       * @description Latest departure in robust sigmas.
       */
      z: number;
    };
    /**
     * ApartView
     * @description Positions in ``ways`` of two ways that share nothing of a kind; null when there are no two.
     */
    ApartView: {
      /** Link */
      link: number[] | null;
      /** Node */
      node: number[] | null;
      /** Risk */
      risk: number[] | null;
    };
    /**
     * Applied
     * @description What an import changed.
     */
    Applied: {
      /**
       * Applied
       * @description Whether anything was written; false when every device was as the file says.
       */
      applied: boolean;
      /** Digest */
      digest: string;
      /** Rows */
      rows: components["schemas"]["PreviewRow"][];
      summary: components["schemas"]["Summary"];
    };
    /**
     * Assertion
     * @description A security key's answer to a challenge: the browser's credential as JSON.
     */
    Assertion: {
      /** Id */
      id: string;
      /** Rawid */
      rawId: string;
      response: components["schemas"]["AssertionParts"];
      /**
       * Type
       * @constant
       */
      type: "public-key";
    };
    /**
     * AssertionParts
     * @description What the security key signed, and the signature (WebAuthn 3, section 5.8: AuthenticationResponseJSON).
     */
    AssertionParts: {
      /** Authenticatordata */
      authenticatorData: string;
      /** Clientdatajson */
      clientDataJSON: string;
      /** Signature */
      signature: string;
      /** Userhandle */
      userHandle?: string | null;
    };
    /**
     * AssignIn
     * @description Whose it is from now on.
     */
    AssignIn: {
      /**
       * To
       * @description Name of a person; empty: nobody.
       */
      to: string;
    };
    /**
     * AttestationParts
     * @description What a new key says of itself (WebAuthn 3, section 5.8: RegistrationResponseJSON).
     */
    AttestationParts: {
      /** Attestationobject */
      attestationObject: string;
      /** Clientdatajson */
      clientDataJSON: string;
    };
    /**
     * AuditEntryView
     * @description One entry. Secrets in ``before`` and ``after`` were masked when it was written.
     */
    AuditEntryView: {
      actor: components["schemas"]["ActorView"];
      /** Address */
      address: string;
      /** After */
      after: {
        [key: string]: unknown;
      } | null;
      /**
       * At
       * Format: date-time
       */
      at: string;
      /** Before */
      before: {
        [key: string]: unknown;
      } | null;
      /**
       * Hash
       * @description SHA-256 over this entry and the hash before it.
       */
      hash: string | null;
      /** Id */
      id: number;
      object: components["schemas"]["ObjectView"];
      /**
       * Outcome
       * @description ok, denied or failed.
       */
      outcome: string;
      /** Reason */
      reason: string;
      /** Request Id */
      request_id: string;
      /**
       * Sequence
       * @description Place in the chain; null until the entry is sealed, a moment later.
       */
      sequence: number | null;
      /** User Agent */
      user_agent: string;
      /**
       * Verb
       * @description What was done, object.verb.
       */
      verb: string;
    };
    /**
     * AvailabilityItem
     * @description How available one object was.
     */
    AvailabilityItem: {
      /**
       * Availability Percent
       * @description up / (up + down); null when nothing is known.
       */
      availability_percent: number | null;
      /**
       * Coverage Percent
       * @description How much of the time, without maintenance, is known.
       */
      coverage_percent: number | null;
      /** Down S */
      down_s: number;
      /**
       * Error Budget Left S
       * @description What is left of it; negative when it was overdrawn.
       */
      error_budget_left_s: number | null;
      /**
       * Error Budget S
       * @description Seconds that the target lets it be down in the time known.
       */
      error_budget_s: number | null;
      /**
       * Id
       * @description Of a device, site or pool; null of interfaces and links.
       */
      id: number | null;
      kind: components["schemas"]["Subject"];
      /** Maintenance S */
      maintenance_s: number;
      /**
       * Members
       * @description Devices of a site or service; 1 of others.
       */
      members: number;
      /**
       * Met
       * @description In the time known; null without a target, or when nothing is known.
       */
      met: boolean | null;
      /**
       * Mtbf S
       * @description Mean time up between outages, in seconds.
       */
      mtbf_s: number | null;
      /**
       * Mttr S
       * @description Mean time down of an outage, in seconds.
       */
      mttr_s: number | null;
      /** Name */
      name: string;
      /** Outage Count */
      outage_count: number;
      /**
       * Outages
       * @description The latest 500 at most, oldest first.
       */
      outages: components["schemas"]["OutageView"][];
      /**
       * Spans
       * @description The whole period, in order and without gaps.
       */
      spans: components["schemas"]["watchkeeper__understand__availability__schemas__SpanView"][];
      /** Target Percent */
      target_percent: number | null;
      /**
       * Unknown Percent
       * @description How much of that time is not known: the rest of the coverage.
       */
      unknown_percent: number | null;
      /** Unknown S */
      unknown_s: number;
      /** Up S */
      up_s: number;
    };
    /**
     * AvailabilityReport
     * @description How available everything of a kind was, the least available first.
     */
    AvailabilityReport: {
      /**
       * Clipped From
       * @description The beginning that was asked for, when changes of state are not kept for that long.
       */
      clipped_from: string | null;
      /**
       * End
       * Format: date-time
       */
      end: string;
      /** Items */
      items: components["schemas"]["AvailabilityItem"][];
      kind: components["schemas"]["Subject"];
      /** Limit */
      limit: number;
      /**
       * Needs
       * @description When a site or service is up: with all of its devices, or any.
       * @enum {string}
       */
      needs: "all" | "any";
      /**
       * Note
       * @description What was left out and why, in words; empty when nothing was.
       */
      note: string;
      /** Offset */
      offset: number;
      /**
       * Start
       * Format: date-time
       */
      start: string;
      /** Time Zone */
      time_zone: string;
      /** Total */
      total: number;
    };
    /**
     * BackgroundTask
     * @description Work in the background, from its order to its end.
     */
    BackgroundTask: {
      /**
       * Attempts
       * @description Attempts that failed.
       */
      attempts: number;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /**
       * Due At
       * Format: date-time
       * @description When it was meant to run.
       */
      due_at: string;
      /** Finished At */
      finished_at: string | null;
      /** Id */
      id: number;
      /**
       * Key
       * @description Tasks of one key run one after the other.
       */
      key: string;
      /**
       * Last Error
       * @description Why the last attempt failed.
       */
      last_error: string;
      /** Max Attempts */
      max_attempts: number;
      /**
       * Name
       * @example polling.run_shard
       */
      name: string;
      /**
       * Next Attempt At
       * @description When it runs at the earliest, while it waits.
       */
      next_attempt_at: string | null;
      /**
       * Payload
       * @description What it was told, secrets masked.
       */
      payload: unknown;
      /** Queue */
      queue: string;
      state: components["schemas"]["TaskState"];
    };
    /**
     * BandPoint
     * @description The normal band of one hour. Nulls: insufficient history.
     */
    BandPoint: {
      /**
       * At
       * Format: date-time
       */
      at: string;
      /**
       * Climb
       * @description By how much all three rise from the hour's begin to its end.
       */
      climb: number | null;
      /** Expected */
      expected: number | null;
      /** High */
      high: number | null;
      /**
       * Level
       * @description hour_of_week, hour_of_day, global or insufficient.
       */
      level: string;
      /** Low */
      low: number | null;
    };
    /**
     * BandView
     * @description What is normal for one series, hour by hour.
     */
    BandView: {
      /** Device Id */
      device_id: number;
      /** Family */
      family: string;
      /** Metric */
      metric: string;
      /** Object */
      object: string;
      /** Points */
      points: components["schemas"]["BandPoint"][];
      /**
       * Samples
       * @description Samples that were learned from.
       */
      samples: number;
      /**
       * State
       * @description known or insufficient_history.
       */
      state: string;
      /**
       * Time Zone
       * @description Whose hours of the week these are; null when nothing is known.
       */
      time_zone: string | null;
      /**
       * Version
       * @description Version of the baselines in use; empty when none has been learned.
       */
      version: string;
    };
    /**
     * BindingCreate
     * @description What to give a credential to: a device, pool or site by its number, a platform by its name, or all.
     * @example {
     *       "level": "platform",
     *       "ref": "iosxe"
     *     }
     */
    BindingCreate: {
      level: components["schemas"]["Level"];
      /**
       * Position
       * @description Order among those given to the same thing.
       * @default 0
       */
      position?: number;
      /**
       * Ref
       * @default
       */
      ref?: string;
    };
    /**
     * BindingView
     * @description What a credential is given to.
     */
    BindingView: {
      /** Credential Id */
      credential_id: number;
      /** Id */
      id: number;
      level: components["schemas"]["Level"];
      /** Position */
      position: number;
      /** Ref */
      ref: string;
    };
    /**
     * BreakerState
     * @description Whether a device is polled (closed), left alone (open), or about to be tried with a single probe (half-open).
     * @enum {string}
     */
    BreakerState: "closed" | "open" | "half_open";
    /**
     * BreakerView
     * @description The circuit breaker of a device whose last contact failed.
     * @example {
     *       "device_id": 3,
     *       "device_name": "core-1",
     *       "failures": 4,
     *       "next_attempt_at": "2026-03-01T12:02:04Z",
     *       "opened_at": "2026-03-01T12:00:00Z",
     *       "reason": "timeout: no answer within 2 s",
     *       "state": "open"
     *     }
     */
    BreakerView: {
      /** Device Id */
      device_id: number;
      /** Device Name */
      device_name: string | null;
      /** Failures */
      failures: number;
      /** Next Attempt At */
      next_attempt_at: string | null;
      /** Opened At */
      opened_at: string | null;
      /** Reason */
      reason: string;
      state: components["schemas"]["BreakerState"];
    };
    /**
     * CalendarView
     * @description Who is on call from ``start`` until ``end``, without gaps, and who steps in meanwhile.
     */
    CalendarView: {
      /**
       * End
       * Format: date-time
       */
      end: string;
      /** Overrides */
      overrides: components["schemas"]["OverrideView"][];
      /** Schedule Id */
      schedule_id: number;
      /** Shifts */
      shifts: components["schemas"]["watchkeeper__act__notifications__oncall_schemas__ShiftView"][];
      /**
       * Start
       * Format: date-time
       */
      start: string;
    };
    /**
     * Cancelled
     * @description A task that will not run.
     */
    Cancelled: {
      /** Id */
      id: number;
      /**
       * State
       * @default cancelled
       * @constant
       */
      state?: "cancelled";
    };
    /**
     * CandidateView
     * @description A credential that a device may be opened with, in the order of trying.
     */
    CandidateView: {
      /** Chosen */
      chosen: boolean;
      /** Credential Id */
      credential_id: number;
      /** Kind */
      kind: string;
      /** Last Ok At */
      last_ok_at: string | null;
      /** Last Refused At */
      last_refused_at: string | null;
      level: components["schemas"]["Level"];
      /** Name */
      name: string;
      /**
       * Named
       * @description The pool, site or platform that it is given to; empty for a device or for all.
       */
      named: string;
      /** Next Try At */
      next_try_at: string | null;
      /**
       * Source
       * @description Where it comes from, in words: the level and the name.
       */
      source: string;
      /**
       * Standing
       * @description worked, untried, due, paused (refused lately) or held (wrong elsewhere).
       */
      standing: string;
    };
    /**
     * CapacityItem
     * @description A series that reaches its threshold, or has done so.
     */
    CapacityItem: {
      /**
       * At
       * Format: date-time
       * @description The moment that days are counted from: the end of the last hour with samples.
       */
      at: string;
      /**
       * Days
       * @description Days until the threshold; 0 when it has been reached.
       */
      days: number;
      /** Device Id */
      device_id: number;
      /**
       * Device Name
       * @description Null when the device is no longer known.
       */
      device_name: string | null;
      /** Earliest Days */
      earliest_days: number;
      /** Family */
      family: string;
      /**
       * History
       * @description Means of that many seconds since ``history_from``.
       */
      history: (number | null)[];
      /**
       * History From
       * Format: date-time
       */
      history_from: string;
      /** History Step S */
      history_step_s: number;
      /** Id */
      id: number;
      kind: components["schemas"]["watchkeeper__understand__capacity__kinds__Kind"];
      /**
       * Latest Days
       * @description Null: perhaps not within a year.
       */
      latest_days: number | null;
      /**
       * Level
       * @description Where it is now, without the daily rhythm.
       */
      level: number;
      /** Metric */
      metric: string;
      /** Object */
      object: string;
      /**
       * Per Day
       * @description Theil-Sen slope of hourly means, in the unit a day; null: reached, without a trend.
       */
      per_day: number | null;
      /** Per Day High */
      per_day_high: number | null;
      /**
       * Per Day Low
       * @description Lower end of the slope's 97.5 % interval; it excludes zero.
       */
      per_day_low: number | null;
      /**
       * Reaches At
       * Format: date-time
       */
      reaches_at: string;
      /**
       * Rising
       * @description Whether the threshold is reached from below.
       */
      rising: boolean;
      /** @description ahead: on its way. reached: at the threshold or past it. */
      state: components["schemas"]["watchkeeper__understand__capacity__kinds__State"];
      /** Threshold */
      threshold: number;
      /**
       * Threshold Source
       * @description Who says where the threshold is: the device (an alarm limit of its module), or a setting.
       * @enum {string}
       */
      threshold_source: "device" | "setting";
      /** Unit */
      unit: string;
    };
    /**
     * CapacitySummary
     * @description What was looked at, and when.
     */
    CapacitySummary: {
      /**
       * Interval S
       * @description How often all is looked at.
       */
      interval_s: number;
      /** Kinds */
      kinds: components["schemas"]["CapacityTally"][];
      /**
       * Looked At
       * @description When the last whole look began; null before the first.
       */
      looked_at: string | null;
    };
    /**
     * CapacityTally
     * @description How many series of one kind were looked at.
     */
    CapacityTally: {
      /**
       * Ahead
       * @description On their way to their threshold, within a year.
       */
      ahead: number;
      kind: components["schemas"]["watchkeeper__understand__capacity__kinds__Kind"];
      /**
       * Reached
       * @description At their threshold or past it.
       */
      reached: number;
      /**
       * Short
       * @description With less than a day of history, or none of the last day.
       */
      short: number;
      /**
       * Steady
       * @description Without a trend towards it beyond doubt, or not within a year.
       */
      steady: number;
    };
    /**
     * CauseView
     * @description One candidate cause.
     */
    CauseView: {
      /**
       * Entity
       * @description What failed: node:X, link:L.
       */
      entity: string;
      /** Evidence */
      evidence: components["schemas"]["SayingView"][];
      /**
       * Label
       * @enum {string}
       */
      label: "verified" | "likely" | "possible";
      /**
       * Path
       * @description From the cause to the last that it took along.
       */
      path: string[];
      /**
       * Score
       * @description 0 to 1; only the order between candidates means something.
       */
      score: number;
    };
    /**
     * ChainState
     * @description How far the log is chained, signed and archived. It is a state, not a proof: that is ``wk audit-log verify``.
     */
    ChainState: {
      /** Archived Through */
      archived_through: number;
      /** Guards Missing */
      guards_missing: string[];
      /** Sealed Through */
      sealed_through: number;
      /** Signed At */
      signed_at: string | null;
      /** Signed Through */
      signed_through: number;
      /** Unsealed */
      unsealed: number;
      /** Unsealed Since */
      unsealed_since: string | null;
    };
    /**
     * ChangeView
     * @description An edge that differs between two moments; ``before`` null means that it appeared, ``after`` that it is gone.
     */
    ChangeView: {
      after: components["schemas"]["EdgeView"] | null;
      before: components["schemas"]["EdgeView"] | null;
      /**
       * Differences
       * @description In what; ``evidence`` alone moves nothing on the map.
       */
      differences: ("appeared" | "gone" | "state" | "metric" | "members" | "conflicts" | "evidence")[];
      /** Key */
      key: string;
    };
    /**
     * ChannelIn
     * @description A way to somebody.
     *
     *     ``config`` of an email: host, port, security (none, starttls, tls), user, password, sender, recipients; of a
     *     webhook: url, secret; of any service that apprise knows: url; of an inbox: people (login names with commas between;
     *     empty: everybody); of an alertmanager: url, user and password or token.
     */
    ChannelIn: {
      /** Config */
      config: {
        [key: string]: string;
      };
      /**
       * Enabled
       * @default true
       */
      enabled?: boolean;
      /**
       * Kind
       * @enum {string}
       */
      kind: "email" | "webhook" | "apprise" | "inbox" | "alertmanager";
      /** Name */
      name: string;
      /** @description Words of its messages, where their rule has none. Null: the usual ones. */
      template?: components["schemas"]["MessageTemplate"] | null;
    };
    /**
     * ChannelView
     * @description A channel as clients see it.
     */
    ChannelView: {
      /**
       * Config
       * @description What of its fields is not secret.
       */
      config: {
        [key: string]: string;
      };
      /** Enabled */
      enabled: boolean;
      /**
       * Error
       * @description Why it did not take the last message; empty when it did.
       */
      error: string;
      /** Id */
      id: number;
      /**
       * Kind
       * @enum {string}
       */
      kind: "email" | "webhook" | "apprise" | "inbox" | "alertmanager";
      /** Name */
      name: string;
      /**
       * Sent At
       * @description When it last took something.
       */
      sent_at: string | null;
      /**
       * Target
       * @description Who or what is reached; no secrets.
       */
      target: string;
      template: components["schemas"]["MessageTemplate"] | null;
    };
    /**
     * CheckView
     * @description A condition of a rule: its least severity, objects, sites and pools (place), or hours.
     */
    CheckView: {
      /** Passed */
      passed: boolean;
      /**
       * What
       * @enum {string}
       */
      what: "severity" | "objects" | "place" | "hours";
    };
    /**
     * CodeGiven
     * @description A code of the authenticator program.
     * @example {
     *       "code": "123456"
     *     }
     */
    CodeGiven: {
      /**
       * Code
       * Format: password
       */
      code: string;
    };
    /**
     * CommentIn
     * @description A remark.
     */
    CommentIn: {
      /** Text */
      text: string;
    };
    /**
     * ComponentHealth
     * @description One component as people see it.
     */
    ComponentHealth: {
      /**
       * Age S
       * @description Seconds since it was checked.
       */
      age_s: number | null;
      /** Checked At */
      checked_at: string | null;
      /** Component */
      component: string;
      /** Latency Ms */
      latency_ms: number;
      /** Message */
      message: string;
      /** Reason */
      reason: string;
      /** Required */
      required: boolean;
      status: components["schemas"]["Status"];
    };
    /**
     * ConfigurationIn
     * @description A device's configuration. What it says of the device's place is kept; the text, with its secrets, is not.
     */
    ConfigurationIn: {
      /** Text */
      text: string;
    };
    /**
     * ConfigurationView
     * @description What is kept of a device's configuration.
     */
    ConfigurationView: {
      /**
       * At
       * Format: date-time
       * @description When this was new; the same text again changes nothing.
       */
      at: string;
      /**
       * By
       * @description Who gave it or had it read.
       */
      by: string;
      /** Device */
      device: string;
      /** Device Id */
      device_id: number;
      /**
       * Digest
       * @description SHA-256 of the text.
       */
      digest: string;
      /**
       * Hostname
       * @description Empty where the text says none, or the device's own name.
       */
      hostname: string;
      /** Interfaces */
      interfaces: number;
      /** Lines */
      lines: number;
      /**
       * Neighbours
       * @description Configured BGP neighbours.
       */
      neighbours: number;
      /** Platform */
      platform: string;
      /**
       * Problems
       * @description What of the text could not be understood.
       */
      problems: string[];
      /**
       * Source
       * @enum {string}
       */
      source: "upload" | "ssh";
      /** Vrfs */
      vrfs: string[];
    };
    /**
     * ContributionView
     * @description One part of a score.
     */
    ContributionView: {
      /** Evidence */
      evidence: components["schemas"]["EvidenceView"][];
      /** Name */
      name: string;
      said: components["schemas"]["SaidView"] | null;
      /**
       * Score
       * @description 0..100; null: not known.
       */
      score: number | null;
      /**
       * Share
       * @description Its part of all that is known, 0..1; 0 when it is not known itself.
       */
      share: number;
      /** Text */
      text: string;
      /** Weight */
      weight: number;
    };
    /**
     * CostChangeView
     * @description A pair whose cost changes; ``after`` null means cut off.
     */
    CostChangeView: {
      /** After */
      after: number | null;
      /** Before */
      before: number;
      /** Source */
      source: string;
      /** Target */
      target: string;
    };
    /**
     * CountsView
     * @description Members by state.
     */
    CountsView: {
      /** Critical */
      critical: number;
      /** Healthy */
      healthy: number;
      /** Maintenance */
      maintenance: number;
      /** Unknown */
      unknown: number;
      /** Warning */
      warning: number;
    };
    /**
     * CredentialChange
     * @description What to change of a credential. A part that is absent stays as it is; the kind never changes.
     * @example {
     *       "is_default": true
     *     }
     */
    CredentialChange: {
      /** Attributes */
      attributes?: {
        [key: string]: string;
      } | null;
      /** Auth */
      auth?: string | null;
      /** Auth Secret */
      auth_secret?: string | null;
      /** Community */
      community?: string | null;
      /** Context */
      context?: string | null;
      /** Enable Secret */
      enable_secret?: string | null;
      /** Expires At */
      expires_at?: string | null;
      /** Extra */
      extra?: {
        [key: string]: string;
      } | null;
      /** Is Default */
      is_default?: boolean | null;
      /** Name */
      name?: string | null;
      /** Passphrase */
      passphrase?: string | null;
      /** Password */
      password?: string | null;
      /** Priv */
      priv?: string | null;
      /** Priv Secret */
      priv_secret?: string | null;
      /** Private Key */
      private_key?: string | null;
      /** Token */
      token?: string | null;
      /** User */
      user?: string | null;
    };
    /**
     * CredentialCreate
     * @description A new credential. Which parts it needs depends on its kind: see ``GET /credentials/kinds``.
     * @example {
     *       "community": "correct-horse",
     *       "kind": "snmp_v2c",
     *       "name": "campus"
     *     }
     */
    CredentialCreate: {
      /**
       * Attributes
       * @description Further parts that are not secret: port, header, domain.
       * @default {}
       */
      attributes?: {
        [key: string]: string;
      };
      /** Auth */
      auth?: string | null;
      /** Auth Secret */
      auth_secret?: string | null;
      /** Community */
      community?: string | null;
      /**
       * Context
       * @default
       */
      context?: string;
      /** Enable Secret */
      enable_secret?: string | null;
      /**
       * Expires At
       * @description When the secret ends; warned of beforehand.
       */
      expires_at?: string | null;
      /**
       * Extra
       * @description The secrets of a generic credential, by name.
       * @default {}
       */
      extra?: {
        [key: string]: string;
      };
      /**
       * Is Default
       * @description Used for devices with no credential of their own or their site.
       * @default false
       */
      is_default?: boolean;
      kind: components["schemas"]["CredentialKind"];
      /** Name */
      name: string;
      /** Passphrase */
      passphrase?: string | null;
      /** Password */
      password?: string | null;
      /** Priv */
      priv?: string | null;
      /** Priv Secret */
      priv_secret?: string | null;
      /** Private Key */
      private_key?: string | null;
      /** Token */
      token?: string | null;
      /**
       * User
       * @default
       */
      user?: string;
    };
    /**
     * CredentialKind
     * @description What a credential consists of.
     * @enum {string}
     */
    CredentialKind:
      | "snmp_v1"
      | "snmp_v2c"
      | "snmp_v3"
      | "ssh_password"
      | "ssh_key"
      | "netconf"
      | "http_basic"
      | "http_token"
      | "winrm"
      | "generic";
    /**
     * CredentialView
     * @description A credential as anybody may see it who may see credentials: everything but its secrets.
     */
    CredentialView: {
      /** Attributes */
      attributes: {
        [key: string]: string;
      };
      /** Auth */
      auth: string | null;
      /** Context */
      context: string;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Expires At */
      expires_at: string | null;
      /**
       * Expiry
       * @enum {string}
       */
      expiry: "none" | "fine" | "within_30_days" | "within_7_days" | "expired";
      /** Id */
      id: number;
      /** Is Default */
      is_default: boolean;
      kind: components["schemas"]["CredentialKind"];
      /** Name */
      name: string;
      /** Priv */
      priv: string | null;
      /**
       * Protocol
       * @description What it opens.
       */
      protocol: string;
      /**
       * Sealed At
       * @description When the secret was encrypted last.
       */
      sealed_at: string | null;
      /**
       * Updated At
       * Format: date-time
       */
      updated_at: string;
      /** User */
      user: string;
      /**
       * Version
       * @description Grows with each new secret.
       */
      version: number;
    };
    /**
     * CycleDetail
     * @description A poll cycle with its devices.
     * @example {
     *       "elapsed_s": 3.36,
     *       "failed": 2,
     *       "finished_at": "2026-03-01T12:00:03.480Z",
     *       "group": "interfaces",
     *       "id": 41,
     *       "interval_s": 60,
     *       "late": 0,
     *       "ok": 195,
     *       "partial": 1,
     *       "planned": 200,
     *       "requests": 4214,
     *       "rows": 9604,
     *       "shards": 2,
     *       "shards_done": 2,
     *       "skipped": {
     *         "breaker_open": 2
     *       },
     *       "slot": "2026-03-01T12:00:00Z",
     *       "started_at": "2026-03-01T12:00:00.120Z",
     *       "status": "partial",
     *       "varbinds": 115248
     *     }
     */
    CycleDetail: {
      /** Elapsed S */
      elapsed_s: number | null;
      /**
       * Errors
       * @description What went wrong on our own side, shard by shard.
       */
      errors: string[];
      /** Failed */
      failed: number;
      /** Finished At */
      finished_at: string | null;
      /**
       * Group
       * @description Which tables were asked for: interfaces, environment, reachability, once, …
       * @enum {string}
       */
      group: "interfaces" | "environment" | "reachability" | "reachability_soft" | "once";
      /** Id */
      id: number;
      /** Interval S */
      interval_s: number;
      /**
       * Late
       * @description Devices asked later than their turn; they are in the other columns as well.
       */
      late: number;
      /** Ok */
      ok: number;
      /**
       * Outcomes
       * @description By device; empty once the outcomes have been removed after their time.
       */
      outcomes: components["schemas"]["DeviceOutcome"][];
      /** Partial */
      partial: number;
      /** Planned */
      planned: number;
      /** Requests */
      requests: number;
      /** Rows */
      rows: number;
      /** Shards */
      shards: number;
      /** Shards Done */
      shards_done: number;
      /**
       * Skipped
       * @description Devices (or, for missed_slots, slots) left out, by reason.
       */
      skipped: {
        [key: string]: number;
      };
      /**
       * Slot
       * Format: date-time
       * @description The scheduled moment.
       */
      slot: string;
      /**
       * Started At
       * Format: date-time
       */
      started_at: string;
      status: components["schemas"]["CycleStatus"];
      /** Varbinds */
      varbinds: number;
    };
    /**
     * CycleStatus
     * @description How a cycle stands. ``PARTIAL``: some devices gave less than was asked; ``FAILED``: none gave anything.
     * @enum {string}
     */
    CycleStatus: "running" | "done" | "partial" | "skipped" | "failed";
    /**
     * CycleView
     * @description A poll cycle as clients see it. Every planned device is in ok, partial, failed or skipped once it has ended.
     * @example {
     *       "elapsed_s": 3.36,
     *       "failed": 2,
     *       "finished_at": "2026-03-01T12:00:03.480Z",
     *       "group": "interfaces",
     *       "id": 41,
     *       "interval_s": 60,
     *       "late": 0,
     *       "ok": 195,
     *       "partial": 1,
     *       "planned": 200,
     *       "requests": 4214,
     *       "rows": 9604,
     *       "shards": 2,
     *       "shards_done": 2,
     *       "skipped": {
     *         "breaker_open": 2
     *       },
     *       "slot": "2026-03-01T12:00:00Z",
     *       "started_at": "2026-03-01T12:00:00.120Z",
     *       "status": "partial",
     *       "varbinds": 115248
     *     }
     */
    CycleView: {
      /** Elapsed S */
      elapsed_s: number | null;
      /** Failed */
      failed: number;
      /** Finished At */
      finished_at: string | null;
      /**
       * Group
       * @description Which tables were asked for: interfaces, environment, reachability, once, …
       * @enum {string}
       */
      group: "interfaces" | "environment" | "reachability" | "reachability_soft" | "once";
      /** Id */
      id: number;
      /** Interval S */
      interval_s: number;
      /**
       * Late
       * @description Devices asked later than their turn; they are in the other columns as well.
       */
      late: number;
      /** Ok */
      ok: number;
      /** Partial */
      partial: number;
      /** Planned */
      planned: number;
      /** Requests */
      requests: number;
      /** Rows */
      rows: number;
      /** Shards */
      shards: number;
      /** Shards Done */
      shards_done: number;
      /**
       * Skipped
       * @description Devices (or, for missed_slots, slots) left out, by reason.
       */
      skipped: {
        [key: string]: number;
      };
      /**
       * Slot
       * Format: date-time
       * @description The scheduled moment.
       */
      slot: string;
      /**
       * Started At
       * Format: date-time
       */
      started_at: string;
      status: components["schemas"]["CycleStatus"];
      /** Varbinds */
      varbinds: number;
    };
    /**
     * DashboardChange
     * @description What shall change; what is absent stays. ``version`` is the one the change was made on.
     */
    DashboardChange: {
      layout?: components["schemas"]["Layout"] | null;
      /** Name */
      name?: string | null;
      /** Shared */
      shared?: boolean | null;
      /** Version */
      version: number;
    };
    /**
     * DashboardCreate
     * @description A new dashboard.
     */
    DashboardCreate: {
      /**
       * @default {
       *       "panels": [],
       *       "variables": []
       *     }
       */
      layout?: components["schemas"]["Layout"];
      /** Name */
      name: string;
      /**
       * Shared
       * @default false
       */
      shared?: boolean;
    };
    /**
     * DashboardFile
     * @description A dashboard as a file, without owner and numbers of its own.
     */
    DashboardFile: {
      /**
       * Format
       * @default watchkeeper-dashboard/1
       */
      format?: string;
      layout: components["schemas"]["Layout"];
      /** Name */
      name: string;
    };
    /**
     * DashboardSummary
     * @description A dashboard in a list.
     */
    DashboardSummary: {
      /** Id */
      id: number;
      /** Mine */
      mine: boolean;
      /** Name */
      name: string;
      /** Owner */
      owner: string;
      /** Panels */
      panels: number;
      /** Shared */
      shared: boolean;
      /**
       * Updated At
       * Format: date-time
       */
      updated_at: string;
    };
    /**
     * DashboardView
     * @description A dashboard with all it shows.
     */
    DashboardView: {
      /** Id */
      id: number;
      layout: components["schemas"]["Layout"];
      /** Mine */
      mine: boolean;
      /** Name */
      name: string;
      /** Owner */
      owner: string;
      /** Panels */
      panels: number;
      /** Shared */
      shared: boolean;
      /**
       * Updated At
       * Format: date-time
       */
      updated_at: string;
      /** Version */
      version: number;
    };
    /**
     * DeadLetter
     * @description A message that could not be delivered.
     */
    DeadLetter: {
      /** Attempts */
      attempts: number;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Dead At */
      dead_at: string | null;
      /** Id */
      id: number;
      /** Key */
      key: string;
      /**
       * Kind
       * @description event or task
       */
      kind: string;
      /**
       * Last Error
       * @description Why the last attempt failed.
       */
      last_error: string;
      /**
       * Payload
       * @description Its content, secrets masked.
       */
      payload: unknown;
      /** Queue */
      queue: string;
      /**
       * Topic
       * @description Topic of an event, name of a task.
       * @example polling.run_shard
       */
      topic: string;
    };
    /**
     * DeliveryView
     * @description One message to one channel.
     */
    DeliveryView: {
      /** Attempts */
      attempts: number;
      /** Body */
      body: string;
      /** Channel Id */
      channel_id: number;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /**
       * Due At
       * Format: date-time
       */
      due_at: string;
      /** Error */
      error: string;
      /** Happening */
      happening: string;
      /** Id */
      id: number;
      /** Incident Id */
      incident_id: number | null;
      /** Rule Id */
      rule_id: number | null;
      /** Sent At */
      sent_at: string | null;
      /** Severity */
      severity: string;
      /**
       * State
       * @enum {string}
       */
      state: "pending" | "failed" | "sent" | "dead" | "held" | "digested" | "cooled" | "muted" | "overtaken";
      /** Subject */
      subject: string;
    };
    /**
     * DeviceChange
     * @description What to change of a device; what is absent stays. ``null`` clears site, credential and interval.
     * @example {
     *       "enabled": false
     *     }
     */
    DeviceChange: {
      /** Address */
      address?: string | null;
      /** Credential Id */
      credential_id?: number | null;
      /** Driver */
      driver?: ("snmp" | "icmp") | null;
      /** Driver Options */
      driver_options?: {
        [key: string]: string | boolean | number | null;
      } | null;
      /** Enabled */
      enabled?: boolean | null;
      /** Interval S */
      interval_s?: number | null;
      /** Name */
      name?: string | null;
      /** Platform */
      platform?: string | null;
      /** Site Id */
      site_id?: number | null;
      /** Snmp Port */
      snmp_port?: number | null;
      /** Tags */
      tags?: string[] | null;
    };
    /**
     * DeviceCreate
     * @description A new device. Only name and address are needed; the rest is found out or has a default.
     * @example {
     *       "address": "192.0.2.1",
     *       "name": "core-1",
     *       "tags": [
     *         "core"
     *       ]
     *     }
     */
    DeviceCreate: {
      /** Address */
      address: string;
      /** Credential Id */
      credential_id?: number | null;
      /**
       * Driver
       * @default snmp
       * @enum {string}
       */
      driver?: "snmp" | "icmp";
      /** Driver Options */
      driver_options?: {
        [key: string]: string | boolean | number | null;
      };
      /**
       * Enabled
       * @default true
       */
      enabled?: boolean;
      /** Interval S */
      interval_s?: number | null;
      /** Name */
      name: string;
      /**
       * Platform
       * @default
       */
      platform?: string;
      /** Site Id */
      site_id?: number | null;
      /**
       * Snmp Port
       * @default 161
       */
      snmp_port?: number;
      /** Tags */
      tags?: string[];
    };
    /**
     * DeviceHealthView
     * @description A device, unfolded.
     */
    DeviceHealthView: {
      health: components["schemas"]["HealthDetail"];
      /** Id */
      id: number;
      /** In Maintenance */
      in_maintenance: boolean;
      /** Name */
      name: string;
      /** Redundancy */
      redundancy: string;
      /** Trends */
      trends: components["schemas"]["TrendView"][];
      /** Weight */
      weight: number;
    };
    /**
     * DeviceOutcome
     * @description How one device fared in a cycle.
     */
    DeviceOutcome: {
      /** Device Id */
      device_id: number;
      /** Device Name */
      device_name: string | null;
      /**
       * Outcome
       * @description An outcome of the driver, skipped, or pending.
       */
      outcome: string;
      /** Reason */
      reason: string;
    };
    /**
     * DeviceProblem
     * @description A device that needs a look.
     */
    DeviceProblem: {
      /** Address */
      address: string;
      /** Id */
      id: number;
      /** Identity Reason */
      identity_reason: string;
      /**
       * Identity State
       * @enum {string}
       */
      identity_state: "verified" | "unverified" | "mismatch";
      /** Last Ok At */
      last_ok_at: string | null;
      /** Name */
      name: string;
      /**
       * State
       * @enum {string}
       */
      state: "up" | "down" | "unknown";
      /** State Reason */
      state_reason: string;
      /** State Since */
      state_since: string | null;
    };
    /**
     * DeviceView
     * @description A device: how to reach it, who it is, how it answered last.
     */
    DeviceView: {
      /** Address */
      address: string;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Credential Id */
      credential_id: number | null;
      /** Driver */
      driver: string;
      /** Enabled */
      enabled: boolean;
      /**
       * Fresh
       * @description Whether its data is younger than the configured number of polling intervals.
       */
      fresh: boolean;
      /** Id */
      id: number;
      /** Identity Reason */
      identity_reason: string;
      /**
       * Identity State
       * @enum {string}
       */
      identity_state: "verified" | "unverified" | "mismatch";
      /** Interface Count */
      interface_count: number;
      /** Interval S */
      interval_s: number | null;
      /** Last Ok At */
      last_ok_at: string | null;
      /** Last Outcome */
      last_outcome: string | null;
      /** Last Polled At */
      last_polled_at: string | null;
      /** Model */
      model: string;
      /** Name */
      name: string;
      /**
       * Observed Identity
       * @description Who answers instead, after a mismatch.
       */
      observed_identity: {
        [key: string]: string;
      } | null;
      /** Os */
      os: string;
      /** Os Version */
      os_version: string;
      /** Platform */
      platform: string;
      /** Serial */
      serial: string;
      site: components["schemas"]["SiteBrief"] | null;
      /** Snmp Port */
      snmp_port: number;
      /**
       * State
       * @description up, down, or unknown: not asked yet, or it could not be asked.
       * @enum {string}
       */
      state: "up" | "down" | "unknown";
      /** State Reason */
      state_reason: string;
      /** State Since */
      state_since: string | null;
      /** Sysname */
      sysname: string;
      /** Tags */
      tags: string[];
      /**
       * Updated At
       * Format: date-time
       */
      updated_at: string;
      /** Uptime S */
      uptime_s: number | null;
      /** Vendor */
      vendor: string;
    };
    /**
     * DiscoveryStart
     * @description What to look at, and how.
     * @example {
     *       "credential_ids": [],
     *       "exclude": [
     *         "192.0.2.13"
     *       ],
     *       "rate_per_s": 100,
     *       "targets": [
     *         "192.0.2.0/24"
     *       ]
     *     }
     */
    DiscoveryStart: {
      /**
       * Credential Ids
       * @description Tried in this order on each address that answers, until one opens its agent. Empty: ping only.
       */
      credential_ids?: number[];
      /** Exclude */
      exclude?: string[];
      /**
       * Rate Per S
       * @description Most probes a second.
       * @default 100
       */
      rate_per_s?: number;
      /**
       * Site Id
       * @description Site of the devices that will be accepted.
       */
      site_id?: number | null;
      /**
       * Snmp Port
       * @default 161
       */
      snmp_port?: number;
      /**
       * Targets
       * @description Addresses, networks and ranges.
       */
      targets: string[];
    };
    /**
     * DiscoveryView
     * @description A discovery and how far it is.
     */
    DiscoveryView: {
      /** Alive */
      alive: number;
      /** Credential Ids */
      credential_ids: number[];
      /** Error */
      error: string | null;
      /** Exclude */
      exclude: string[];
      /** Finished At */
      finished_at: string | null;
      /** Id */
      id: number;
      /** Identified */
      identified: number;
      /** Probed */
      probed: number;
      /** Rate Per S */
      rate_per_s: number;
      /** Site Id */
      site_id: number | null;
      /** Snmp Port */
      snmp_port: number;
      /**
       * Started At
       * Format: date-time
       */
      started_at: string;
      /** Started By */
      started_by: string;
      /**
       * Status
       * @enum {string}
       */
      status: "running" | "paused" | "done" | "failed" | "cancelled";
      /** Targets */
      targets: string[];
      /**
       * Total
       * @description Addresses to look at.
       */
      total: number;
    };
    /**
     * EarlierView
     * @description Something that was changed before the incident.
     */
    EarlierView: {
      /** Actor */
      actor: string;
      /**
       * At
       * Format: date-time
       */
      at: string;
      /** Entity */
      entity: string;
      /**
       * Facts
       * @description What the text was made of, to tell it in another language: event, device, object, from and to; appeared, gone and changed links of the map; until when maintenance lasts.
       */
      facts: {
        [key: string]: string;
      };
      /**
       * Kind
       * @enum {string}
       */
      kind: "configuration" | "restart" | "interface" | "identity" | "topology" | "maintenance" | "platform";
      /**
       * Text
       * @description In English.
       */
      text: string;
    };
    /**
     * EdgeView
     * @description An edge of the map.
     */
    EdgeView: {
      a: components["schemas"]["EndView"] | null;
      b: components["schemas"]["EndView"] | null;
      /** Confidence */
      confidence: number | null;
      /**
       * Conflicts
       * @description Evidence that contradicts, and disagreements of a session's sides.
       */
      conflicts: string[];
      /** Evidence */
      evidence: string[];
      /**
       * First Seen
       * Format: date-time
       */
      first_seen: string;
      /**
       * Key
       * @description Stays the same as long as both ends do.
       */
      key: string;
      /**
       * Kind
       * @description Within the layer: physical, bundle, logical, segment, ibgp, ospf, …
       */
      kind: string;
      /**
       * Last Seen
       * Format: date-time
       */
      last_seen: string;
      /**
       * Layer
       * @description physical, link, ip, igp, bgp or service.
       */
      layer: string;
      /**
       * Members
       * @description Of a segment or a VPN that more than two share.
       */
      members: components["schemas"]["EndView"][];
      /** Metric A */
      metric_a: number | null;
      /** Metric B */
      metric_b: number | null;
      /** Protocol */
      protocol: string | null;
      /** @description Of an edge that is a VPN; null for others. */
      service: components["schemas"]["ServiceView"] | null;
      /** Session State */
      session_state: string | null;
      /** Sources */
      sources: string[];
      /**
       * State
       * @description up, down, stale (nobody shows it any more) or unknown.
       */
      state: string;
      /**
       * Two Sided
       * @description Both ends' own evidence names the other; null for sessions.
       */
      two_sided: boolean | null;
    };
    /**
     * EndView
     * @description One end of a link.
     */
    EndView: {
      /** Device */
      device: string;
      /**
       * Interface
       * @description Null where the evidence names no port.
       */
      interface: string | null;
    };
    /**
     * EnrolmentView
     * @description What an authenticator program needs. Shown once; it counts after it has been confirmed by a code.
     */
    EnrolmentView: {
      /** Qr Svg */
      qr_svg: string;
      /** Secret */
      secret: string;
      /** Uri */
      uri: string;
    };
    /**
     * EpisodeView
     * @description From raise to clear, as it would have been.
     */
    EpisodeView: {
      /**
       * Cleared At
       * @description Null: it lasts.
       */
      cleared_at: string | null;
      /** Device Id */
      device_id: number;
      /** Device Name */
      device_name: string;
      /** Object */
      object: string;
      /**
       * Raised At
       * Format: date-time
       */
      raised_at: string;
      /**
       * Value
       * @description At the raise.
       */
      value: number | null;
    };
    /**
     * EventKind
     * @description What happened.
     * @enum {string}
     */
    EventKind:
      | "device_up"
      | "device_down"
      | "device_unknown"
      | "device_restarted"
      | "identity_mismatch"
      | "identity_restored"
      | "interface_up"
      | "interface_down"
      | "interface_admin_changed"
      | "interface_appeared"
      | "interface_vanished"
      | "interface_reindexed"
      | "interface_metric_changed"
      | "interface_metric_restored"
      | "poller_isolated"
      | "poller_connected"
      | "bgp_down"
      | "bgp_up"
      | "ospf_down"
      | "ospf_up"
      | "isis_down"
      | "isis_up"
      | "bfd_down"
      | "bfd_up"
      | "ldp_down"
      | "ldp_up"
      | "alarm_raised"
      | "alarm_cleared"
      | "configuration_changed"
      | "device_reported"
      | "condition_flapping"
      | "condition_steady"
      | "message_storm"
      | "host_key_changed"
      | "host_key_accepted"
      | "secret_expiring"
      | "secret_renewed";
    /**
     * EventView
     * @description An event as clients see it.
     * @example {
     *       "at": "2026-03-01T12:00:00Z",
     *       "details": {},
     *       "device_id": 3,
     *       "device_name": "core-1",
     *       "from_state": "up",
     *       "id": 7,
     *       "kind": "interface_down",
     *       "message": "Interface ge-0/0/1 of core-1 went down.",
     *       "object": "ge-0/0/1",
     *       "severity": "warning",
     *       "to_state": "down"
     *     }
     */
    EventView: {
      /**
       * At
       * Format: date-time
       */
      at: string;
      /** Details */
      details: {
        [key: string]: unknown;
      };
      /**
       * Device Id
       * @description Null when the platform itself is concerned.
       */
      device_id: number | null;
      /** Device Name */
      device_name: string;
      /** From State */
      from_state: string | null;
      /** Id */
      id: number;
      kind: components["schemas"]["EventKind"];
      /** Message */
      message: string;
      /**
       * Object
       * @description The interface, null when the whole device is concerned.
       */
      object: string | null;
      severity: components["schemas"]["Severity"];
      /** To State */
      to_state: string | null;
    };
    /**
     * EvidenceView
     * @description One fact behind a score.
     */
    EvidenceView: {
      /**
       * Kind
       * @description Where it is kept: state, series, anomaly, alert, link, device, site or pool.
       */
      kind: string;
      /**
       * Reference
       * @description Its number or name there.
       */
      reference: string;
      said: components["schemas"]["SaidView"] | null;
      /** Text */
      text: string;
    };
    /**
     * ExpectedHour
     * @description One hour to come.
     */
    ExpectedHour: {
      /**
       * At
       * Format: date-time
       * @description Its begin; the first is the running hour.
       */
      at: string;
      /**
       * Expected
       * @description Its likely mean.
       */
      expected: number;
      /** High */
      high: number;
      /**
       * Low
       * @description Lower end of its 90 % interval.
       */
      low: number;
    };
    /**
     * ExpressionIn
     * @description A condition to check.
     */
    ExpressionIn: {
      /** Expression */
      expression: string;
    };
    /**
     * ExpressionView
     * @description What a condition means, or where it is wrong.
     */
    ExpressionView: {
      /**
       * End
       * @description Character after the last one that is wrong.
       */
      end: number;
      /** Hint */
      hint: string;
      /** Lasting S */
      lasting_s: number;
      /** Message */
      message: string;
      /** Metrics */
      metrics: string[];
      /** Source */
      source: string;
      /**
       * Start
       * @description First character that is wrong.
       */
      start: number;
      /** Unit */
      unit: string;
      /** Valid */
      valid: boolean;
    };
    /**
     * FactorRules
     * @description The roles whose people need a second factor.
     * @example {
     *       "roles": [
     *         "viewer"
     *       ]
     *     }
     */
    FactorRules: {
      /** Roles */
      roles: string[];
    };
    /**
     * FactorView
     * @description Whether the account has a second factor.
     */
    FactorView: {
      /**
       * Authenticator
       * @description An authenticator program is set up.
       */
      authenticator: boolean;
      /** Enabled */
      enabled: boolean;
      /** Recovery Codes Left */
      recovery_codes_left: number;
      /**
       * Required
       * @description The account's role needs one.
       */
      required: boolean;
      /**
       * Security Keys
       * @description How many security keys are registered.
       */
      security_keys: number;
    };
    /**
     * FamiliesView
     * @description Every kind of sample.
     */
    FamiliesView: {
      /** Families */
      families: components["schemas"]["FamilyView"][];
    };
    /**
     * FamilyView
     * @description One kind of sample.
     */
    FamilyView: {
      /** Labels */
      labels: string[];
      /** Metrics */
      metrics: components["schemas"]["MetricView"][];
      /** Name */
      name: string;
    };
    /**
     * FaultOrder
     * @description What to break.
     */
    FaultOrder: {
      /**
       * Amount
       * @description Errors a second, dB a minute, milliseconds of delay or seconds of absence, by kind.
       */
      amount?: number | null;
      /**
       * Device
       * @description Name of the device in the lab.
       */
      device: string;
      /**
       * Interface
       * @description For link-down, errors and fade-optic.
       */
      interface?: string | null;
      /**
       * Kind
       * @enum {string}
       */
      kind: "link-down" | "errors" | "fade-optic" | "silence" | "slow" | "reboot";
    };
    /**
     * FaultView
     * @description Something that is broken now.
     */
    FaultView: {
      /** Amount */
      amount: number;
      /** Device */
      device: string;
      /** Id */
      id: number;
      /**
       * Interface
       * @description Empty when the whole device is concerned.
       */
      interface: string;
      /** Kind */
      kind: string;
      /**
       * Since
       * Format: date-time
       */
      since: string;
    };
    /**
     * FeatureView
     * @description An aggregate, ring, spanning-tree port, VLAN, PoE port, alarm or metric.
     *
     *     ``told`` is what else the device says of it.
     */
    FeatureView: {
      /** Id */
      id: number;
      /**
       * Kind
       * @enum {string}
       */
      kind: "lag" | "ring" | "stp" | "vlan" | "poe" | "alarm" | "metric";
      /** Name */
      name: string;
      /**
       * Seen At
       * Format: date-time
       */
      seen_at: string;
      /**
       * Severity
       * @enum {string}
       */
      severity: "ok" | "warning" | "critical" | "unknown";
      /** State */
      state: string;
      /**
       * State Since
       * Format: date-time
       */
      state_since: string;
      /** Told */
      told: {
        [key: string]: string;
      };
    };
    /**
     * FieldChange
     * @description One field before and after.
     */
    FieldChange: {
      /** After */
      after: boolean | number | string | string[] | null;
      /** Before */
      before: boolean | number | string | string[] | null;
    };
    /**
     * FieldProblem
     * @description One value that was refused.
     */
    FieldProblem: {
      /**
       * Loc
       * @description Where: the part of the request, then the path inside it.
       */
      loc: (string | number)[];
      /** Msg */
      msg: string;
    };
    /**
     * FindingView
     * @description An address that answered.
     */
    FindingView: {
      /** Address */
      address: string;
      /** Device Id */
      device_id: number | null;
      /**
       * Found At
       * Format: date-time
       */
      found_at: string;
      /** Id */
      id: number;
      match: components["schemas"]["MatchKind"];
      /** Match Reason */
      match_reason: string;
      /** Model */
      model: string;
      /** Os */
      os: string;
      /** Os Version */
      os_version: string;
      /** Platform */
      platform: string;
      /** Rtt Ms */
      rtt_ms: number | null;
      /** Serial */
      serial: string;
      /**
       * Snmp
       * @description ok, or why its agent did not say who it is.
       */
      snmp: string;
      /** Snmp Reason */
      snmp_reason: string;
      /** Sysname */
      sysname: string;
      /** Vendor */
      vendor: string;
    };
    /**
     * ForecastView
     * @description A series that drifts, and when it reaches its threshold.
     */
    ForecastView: {
      /**
       * At
       * Format: date-time
       * @description The moment that days are counted from: the end of the last hour with samples.
       */
      at: string;
      /**
       * Days
       * @description Days until the threshold; 0 when it has been reached.
       */
      days: number;
      /** Earliest Days */
      earliest_days: number;
      /** Family */
      family: string;
      /**
       * Latest Days
       * @description Null: perhaps not within a year.
       */
      latest_days: number | null;
      /**
       * Level
       * @description Where the drift is now, without the daily rhythm.
       */
      level: number;
      /** Metric */
      metric: string;
      /** Object */
      object: string;
      /**
       * Per Day
       * @description Theil-Sen slope of hourly means, in the unit a day.
       */
      per_day: number;
      /** Per Day High */
      per_day_high: number;
      /**
       * Per Day Low
       * @description Lower end of the slope's 97.5 % interval; it excludes zero.
       */
      per_day_low: number;
      /**
       * Reaches At
       * Format: date-time
       */
      reaches_at: string;
      /** Threshold */
      threshold: number;
      /**
       * Threshold Source
       * @description Who says where the threshold is: the device (an alarm limit of its module), or a setting.
       * @enum {string}
       */
      threshold_source: "device" | "setting";
      /** Unit */
      unit: string;
    };
    /**
     * GateView
     * @description A fact that the score cannot rise above.
     */
    GateView: {
      /** At Most */
      at_most: number;
      /** Evidence */
      evidence: components["schemas"]["EvidenceView"][];
      /** Name */
      name: string;
      said: components["schemas"]["SaidView"] | null;
      /** Text */
      text: string;
    };
    /**
     * GroupDetail
     * @description A site, a service (pool) or the network, unfolded.
     */
    GroupDetail: {
      /** Devices */
      devices: components["schemas"]["MemberView"][];
      health: components["schemas"]["HealthDetail"];
      /** Id */
      id: number;
      /**
       * Kind
       * @enum {string}
       */
      kind: "device" | "site" | "pool" | "network";
      members: components["schemas"]["CountsView"];
      /** Name */
      name: string;
      /** Trends */
      trends: components["schemas"]["TrendView"][];
    };
    /**
     * GroupView
     * @description A site, a service (pool) or the network in brief.
     */
    GroupView: {
      health: components["schemas"]["HealthBrief"];
      /**
       * Id
       * @description 0 for the network.
       */
      id: number;
      /**
       * Kind
       * @enum {string}
       */
      kind: "device" | "site" | "pool" | "network";
      members: components["schemas"]["CountsView"];
      /** Name */
      name: string;
    };
    /**
     * Health
     * @description Everything the platform knows of itself.
     */
    Health: {
      /** Components */
      components: components["schemas"]["ComponentHealth"][];
      status: components["schemas"]["Status"];
    };
    /**
     * HealthBrief
     * @description How well a subject is.
     */
    HealthBrief: {
      /**
       * Coverage
       * @description Share of the weights that are known, 0..1.
       */
      coverage: number;
      /**
       * Reason
       * @description What costs most, or why it is unknown; empty when there is nothing to say.
       */
      reason: string;
      /** @description What the reason was made of; null where it is just a text. */
      said: components["schemas"]["SaidView"] | null;
      /**
       * Score
       * @description 0..100; null exactly when the state is unknown.
       */
      score: number | null;
      state: components["schemas"]["HealthState"];
    };
    /**
     * HealthDetail
     * @description How well a subject is, unfolded to the evidence.
     */
    HealthDetail: {
      /** Contributions */
      contributions: components["schemas"]["ContributionView"][];
      /**
       * Coverage
       * @description Share of the weights that are known, 0..1.
       */
      coverage: number;
      /** Gates */
      gates: components["schemas"]["GateView"][];
      /**
       * Reason
       * @description What costs most, or why it is unknown; empty when there is nothing to say.
       */
      reason: string;
      /** @description What the reason was made of; null where it is just a text. */
      said: components["schemas"]["SaidView"] | null;
      /**
       * Score
       * @description 0..100; null exactly when the state is unknown.
       */
      score: number | null;
      state: components["schemas"]["HealthState"];
      /**
       * Ungated
       * @description What the contributions alone would give.
       */
      ungated: number | null;
    };
    /**
     * HealthState
     * @description What a score means; unknown has none.
     * @enum {string}
     */
    HealthState: "healthy" | "warning" | "critical" | "unknown";
    /**
     * HealthTree
     * @description Everything in sight: the network, its sites and services, each in brief.
     */
    HealthTree: {
      /**
       * At
       * Format: date-time
       */
      at: string;
      links: components["schemas"]["CountsView"];
      network: components["schemas"]["GroupView"];
      /** Services */
      services: components["schemas"]["GroupView"][];
      /** Sites */
      sites: components["schemas"]["GroupView"][];
    };
    /**
     * HistoryPoint
     * @description A score as it was from a moment on; null: unknown.
     */
    HistoryPoint: {
      /**
       * At
       * Format: date-time
       */
      at: string;
      /** Coverage */
      coverage: number;
      /** Score */
      score: number | null;
      /** State */
      state: string;
    };
    /**
     * HistoryView
     * @description What was recorded of a subject. A point holds until the next one, at most 90 minutes.
     */
    HistoryView: {
      /** Points */
      points: components["schemas"]["HistoryPoint"][];
    };
    /**
     * Hit
     * @description One find. ``id`` is the device's or the site's; an interface is named by its device and ``name``.
     */
    Hit: {
      /**
       * Detail
       * @description What tells it apart: an address, a device's name, an alias.
       */
      detail: string;
      /** Id */
      id: number;
      kind: components["schemas"]["HitKind"];
      /** Name */
      name: string;
      /** State */
      state?: string | null;
    };
    /**
     * HitKind
     * @description What was found.
     * @enum {string}
     */
    HitKind: "device" | "interface" | "site";
    /**
     * HostKeyView
     * @description The key by which an SSH server is known, and the one that it offers instead.
     */
    HostKeyView: {
      /** Algorithm */
      algorithm: string;
      /** Fingerprint */
      fingerprint: string;
      /**
       * First Seen At
       * Format: date-time
       */
      first_seen_at: string;
      /** Host */
      host: string;
      /** Id */
      id: number;
      /**
       * Last Seen At
       * Format: date-time
       */
      last_seen_at: string;
      /** Offered At */
      offered_at: string | null;
      /**
       * Offered Fingerprint
       * @description A key that was refused because it is not the pinned one.
       */
      offered_fingerprint: string | null;
      /** Port */
      port: number;
    };
    /**
     * Hours
     * @description Hours of the week by the clock on the wall of ``time_zone``.
     *
     *     They may pass midnight, and belong to the day that they begin on. From 00:00 to 00:00 is a whole day.
     */
    Hours: {
      /**
       * Days
       * @description Days on which they begin. Empty: every day.
       * @default []
       */
      days?: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
      /**
       * End
       * @default 00:00:00
       */
      end?: string;
      /**
       * Start
       * @default 00:00:00
       */
      start?: string;
      /**
       * Time Zone
       * @default UTC
       */
      time_zone?: string;
    };
    /**
     * ImpactView
     * @description A failure and how much it hurts.
     */
    ImpactView: {
      /** Added Cost */
      added_cost: number;
      /** Dearer Pairs */
      dearer_pairs: number;
      /**
       * Failures
       * @description What is lost, as a what-if takes it.
       */
      failures: string[];
      /**
       * Links
       * @description Links that are lost, those of a shared risk too.
       */
      links: string[];
      /**
       * Lost Pairs
       * @description Ordered pairs of surviving devices that would be cut off from one another.
       */
      lost_pairs: number;
      /** Nodes */
      nodes: string[];
    };
    /**
     * ImportFile
     * @description A file with devices.
     * @example {
     *       "content": "name,address,site,tags\ncore-1,192.0.2.1,HQ,core\n",
     *       "format": "csv"
     *     }
     */
    ImportFile: {
      /** Content */
      content: string;
      /**
       * Format
       * @description What the file is written in; by default what it looks like. A wrong word is refused.
       */
      format?: ("csv" | "yaml") | null;
    };
    /**
     * ImportOrder
     * @description A file to apply, with the digest of the preview that was looked at.
     * @example {
     *       "content": "name,address\ncore-1,192.0.2.1\n",
     *       "digest": "0000000000000000000000000000000000000000000000000000000000000000",
     *       "format": "csv"
     *     }
     */
    ImportOrder: {
      /** Content */
      content: string;
      /** Digest */
      digest: string;
      /**
       * Format
       * @description What the file is written in; by default what it looks like. A wrong word is refused.
       */
      format?: ("csv" | "yaml") | null;
    };
    /**
     * InboxItemView
     * @description A message to whoever asks.
     */
    InboxItemView: {
      /** Body */
      body: string;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Happening */
      happening: string;
      /** Id */
      id: number;
      /** Incident Id */
      incident_id: number | null;
      /** Read At */
      read_at: string | null;
      /** Severity */
      severity: string;
      /** Subject */
      subject: string;
    };
    /**
     * IncidentDetail
     * @description An incident with what happened to it.
     */
    IncidentDetail: {
      incident: components["schemas"]["IncidentView"];
      /**
       * Priority Reasons
       * @description What the priority follows from, the widest first.
       */
      priority_reasons: components["schemas"]["PriorityReason"][];
      /** Timeline */
      timeline: components["schemas"]["TimelineView"][];
    };
    /**
     * IncidentView
     * @description An incident as clients see it.
     */
    IncidentView: {
      /** Acknowledged At */
      acknowledged_at: string | null;
      /** Acknowledged By */
      acknowledged_by: string;
      /** Assigned To */
      assigned_to: string;
      /** Closed At */
      closed_at: string | null;
      /** Id */
      id: number;
      /**
       * Isolated
       * @description Nodes that are cut off as a consequence.
       */
      isolated: string[];
      /**
       * Opened At
       * Format: date-time
       */
      opened_at: string;
      /** Paged At */
      paged_at: string | null;
      /**
       * Priority
       * @enum {string}
       */
      priority: "P1" | "P2" | "P3" | "P4" | "P5";
      /**
       * Roots
       * @description What failed: node:X, link:L.
       */
      roots: string[];
      /**
       * Severity
       * @enum {string}
       */
      severity: "critical" | "major" | "minor" | "warning" | "info";
      /**
       * Stage
       * @enum {string}
       */
      stage: "forming" | "open" | "closed" | "merged";
      /**
       * Suppressed
       * @description Alerts held back as consequences.
       */
      suppressed: number;
      /**
       * Symptoms
       * @description Alerts that speak of what failed.
       */
      symptoms: number;
      /** Title */
      title: string;
    };
    /**
     * InterfaceView
     * @description A port of a device.
     */
    InterfaceView: {
      /** Admin Status */
      admin_status: string | null;
      /** Alias */
      alias: string;
      /** Descr */
      descr: string;
      /** Id */
      id: number;
      /** If Index */
      if_index: number | null;
      /** Last Change At */
      last_change_at: string | null;
      /** Mac */
      mac: string | null;
      /** Mtu */
      mtu: number | null;
      /** Name */
      name: string;
      /** Oper Status */
      oper_status: string | null;
      /** Present */
      present: boolean;
      /** Speed Bps */
      speed_bps: number | null;
      /** Type */
      type: string;
    };
    /**
     * InvestigationView
     * @description What is known of an incident's cause.
     */
    InvestigationView: {
      /**
       * Before
       * @description Changes of the two hours before it, newest first.
       */
      before: components["schemas"]["EarlierView"][];
      /**
       * Blind Spots
       * @description What lies on the way and nothing measures.
       */
      blind_spots: string[];
      /**
       * Causes
       * @description Best first.
       */
      causes: components["schemas"]["CauseView"][];
      picture: components["schemas"]["PictureView"];
      /** Ruled Out */
      ruled_out: components["schemas"]["SayingView"][];
      /**
       * Verdict
       * @enum {string}
       */
      verdict: "fault_found" | "healthy" | "inconclusive";
    };
    JsonValue: unknown;
    /**
     * Judgement
     * @description What a person says of an anomaly.
     */
    Judgement: {
      /**
       * False Alarm
       * @description True: this is no anomaly. False: take that back.
       */
      false_alarm: boolean;
    };
    /**
     * KeptSaying
     * @description A text of the platform as its code and facts.
     */
    KeptSaying: {
      /** Code */
      code: string;
      /** Facts */
      facts: {
        [key: string]: string;
      };
    };
    /**
     * KeyCreate
     * @description A new key.
     * @example {
     *       "expires_in_days": 90,
     *       "name": "backup job",
     *       "scopes": [
     *         "devices:view"
     *       ]
     *     }
     */
    KeyCreate: {
      /**
       * Expires In Days
       * @description Absent: 90 days for a person, no end for a service account.
       */
      expires_in_days?: number | null;
      /** Name */
      name: string;
      /**
       * Scopes
       * @description Permissions of the key; it never may more than its owner.
       */
      scopes: string[];
    };
    /**
     * KeyCreated
     * @description A new key with its text, shown this once.
     */
    KeyCreated: {
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Created By */
      created_by: string;
      /** Expires At */
      expires_at: string | null;
      /** Id */
      id: number;
      /**
       * Key
       * @description Send it as Authorization: Bearer; it is kept nowhere and cannot be shown again.
       */
      key: string;
      /** Last Used Address */
      last_used_address: string;
      /** Last Used At */
      last_used_at: string | null;
      /** Name */
      name: string;
      /**
       * Prefix
       * @description Public beginning of the key, to recognise it by.
       */
      prefix: string;
      /** Revoked At */
      revoked_at: string | null;
      /** Scopes */
      scopes: string[];
    };
    /**
     * KeyQuestion
     * @description What the browser is to ask the key: the ``publicKey`` options of ``navigator.credentials``, as JSON.
     */
    KeyQuestion: {
      /** Options */
      options: {
        [key: string]: components["schemas"]["JsonValue"];
      };
    };
    /**
     * KeyView
     * @description A key without its secret.
     */
    KeyView: {
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Created By */
      created_by: string;
      /** Expires At */
      expires_at: string | null;
      /** Id */
      id: number;
      /** Last Used Address */
      last_used_address: string;
      /** Last Used At */
      last_used_at: string | null;
      /** Name */
      name: string;
      /**
       * Prefix
       * @description Public beginning of the key, to recognise it by.
       */
      prefix: string;
      /** Revoked At */
      revoked_at: string | null;
      /** Scopes */
      scopes: string[];
    };
    /**
     * KindView
     * @description A kind of credentials, for a form.
     */
    KindView: {
      kind: components["schemas"]["CredentialKind"];
      /** Label */
      label: string;
      /** Parts */
      parts: components["schemas"]["PartView"][];
      /** Protocol */
      protocol: string;
    };
    /**
     * Knowledge
     * @description Whether there is a forecast, and if not, why.
     * @enum {string}
     */
    Knowledge: "known" | "insufficient_history";
    /**
     * LabView
     * @description The lab beside this server, if one runs.
     */
    LabView: {
      /** Faults */
      faults: components["schemas"]["FaultView"][];
      /** Running */
      running: boolean;
    };
    /**
     * LatestListView
     * @description The newest samples of the devices that were asked for; one that has none recently is not in the list.
     */
    LatestListView: {
      /** Family */
      family: string;
      /** Items */
      items: components["schemas"]["LatestView"][];
    };
    /**
     * LatestView
     * @description The newest sample of one object.
     *
     *     ``stale`` says that it should have been followed by others: the values are what was last known, not what is. What
     *     an interface that is down carried before it fell is null.
     */
    LatestView: {
      /** At */
      at: string;
      /** Device Id */
      device_id: number;
      /** Labels */
      labels: {
        [key: string]: string | number | null;
      };
      /** Object */
      object: string;
      /** Stale */
      stale: boolean;
      /** Values */
      values: {
        [key: string]: number | null;
      };
    };
    /**
     * Layout
     * @description A whole dashboard, as it is stored, exported and imported.
     */
    Layout: {
      /**
       * Panels
       * @default []
       */
      panels?: components["schemas"]["Panel"][];
      /**
       * Variables
       * @default []
       */
      variables?: components["schemas"]["Variable"][];
    };
    /**
     * Level
     * @description What a credential is given to.
     * @enum {string}
     */
    Level: "device" | "pool" | "site" | "platform" | "default";
    /**
     * LinkHealthView
     * @description A link of the map between two watched devices.
     */
    LinkHealthView: {
      /** A */
      a: string;
      /** A Interface */
      a_interface: string;
      /** B */
      b: string;
      /** B Interface */
      b_interface: string;
      health: components["schemas"]["HealthDetail"];
      /** Key */
      key: string;
    };
    /**
     * LinkLoadView
     * @description What a link carries by direction; null: not known.
     */
    LinkLoadView: {
      /**
       * A To B
       * @description Utilisation, 0..1.
       */
      a_to_b: number | null;
      /** A To B Bps */
      a_to_b_bps: number | null;
      /**
       * B To A
       * @description Utilisation, 0..1.
       */
      b_to_a: number | null;
      /** B To A Bps */
      b_to_a_bps: number | null;
      /** Key */
      key: string;
      /**
       * Measured At
       * Format: date-time
       * @description Of the older of the samples it comes from.
       */
      measured_at: string;
      /**
       * Speed Bps
       * @description Of the slower end.
       */
      speed_bps: number | null;
    };
    /**
     * Login
     * @description A name and its password.
     * @example {
     *       "password": "correct-horse-battery-staple",
     *       "username": "admin"
     *     }
     */
    Login: {
      /**
       * Code
       * @description Code of the second factor, or a recovery code; asked for by second_factor_required.
       */
      code?: string | null;
      /**
       * Password
       * Format: password
       */
      password: string;
      /** @description Instead of a code: the answer to the challenge that second_factor_required brought. */
      security_key?: components["schemas"]["Assertion"] | null;
      /** Username */
      username: string;
    };
    /**
     * LoginMethods
     * @description How one can log in here.
     */
    LoginMethods: {
      /**
       * Passkeys
       * @description One can log in by a passkey alone.
       */
      passkeys: boolean;
      /**
       * Passwords
       * @description Whose local passwords are taken.
       * @enum {string}
       */
      passwords: "everyone" | "break_glass";
      /** Providers */
      providers: components["schemas"]["ProviderView"][];
    };
    /**
     * LoginTrialView
     * @description How a login went.
     */
    LoginTrialView: {
      /** Address */
      address: string;
      /**
       * Credential
       * @description Name of the credential that was used; empty when none may be used now.
       */
      credential: string;
      /**
       * Fingerprint
       * @description Of the key that the server is known by; empty when it was never met.
       */
      fingerprint: string;
      /** @description Of SSH and NETCONF. new: pinned just now. known: the pinned one. changed: another one. */
      host_key: components["schemas"]["Verdict"] | null;
      /** Message */
      message: string;
      /** @description ok, auth_failed, identity_mismatch (another key), unreachable, … */
      outcome: components["schemas"]["Outcome"];
      /** Port */
      port: number | null;
      /**
       * Protocol
       * @enum {string}
       */
      protocol: "ssh" | "netconf" | "http" | "winrm";
    };
    /**
     * LoginView
     * @description A living session in a list.
     */
    LoginView: {
      /** Address */
      address: string;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /**
       * Current
       * @description It is the session that asks.
       * @default false
       */
      current?: boolean;
      /**
       * Expires At
       * Format: date-time
       */
      expires_at: string;
      /** Id */
      id: number;
      /**
       * Last Seen At
       * Format: date-time
       */
      last_seen_at: string;
      method: components["schemas"]["Method"];
      /** Second Factor */
      second_factor: boolean;
      /** User Agent */
      user_agent: string;
    };
    /**
     * LogoutView
     * @description What is left to do after a logout.
     */
    LogoutView: {
      /**
       * End Session Url
       * @description Where to go to log out at the identity provider as well.
       */
      end_session_url: string | null;
    };
    /**
     * MapPanel
     * @description Sites on the map of the world.
     */
    MapPanel: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: "map";
    };
    /**
     * MapView
     * @description The map of one moment.
     */
    MapView: {
      /**
       * At
       * Format: date-time
       */
      at: string;
      /** Edges */
      edges: components["schemas"]["EdgeView"][];
      /** Nodes */
      nodes: components["schemas"]["NodeView"][];
      shape: components["schemas"]["ShapeView"];
    };
    /**
     * MarkView
     * @description What is open of one object.
     */
    MarkView: {
      /** Count */
      count: number;
      /**
       * Entity
       * @description node:NAME, if:NAME:PORT, or anything else with a prefix.
       */
      entity: string;
      /**
       * Kinds
       * @description Conditions.
       */
      kinds: string[];
      /**
       * Severity
       * @description The worst.
       * @enum {string}
       */
      severity: "critical" | "major" | "minor" | "warning" | "info";
    };
    /**
     * Matcher
     * @description Which alerts. Each list that is given has to fit; of its members one is enough.
     */
    Matcher: {
      /**
       * Conditions
       * @description Patterns of conditions, which are the keys of rules as well.
       * @default []
       */
      conditions?: string[];
      /**
       * Objects
       * @description Patterns such as if:edge-1:* or node:core-*.
       * @default []
       */
      objects?: string[];
      /**
       * Pools
       * @description With sites: devices of either.
       * @default []
       */
      pools?: number[];
      /**
       * Severities
       * @default []
       */
      severities?: ("critical" | "major" | "minor" | "warning" | "info")[];
      /**
       * Sites
       * @default []
       */
      sites?: number[];
    };
    /**
     * MatchKind
     * @description What a finding is to the inventory.
     * @enum {string}
     */
    MatchKind: "new" | "known" | "conflict";
    /**
     * MateView
     * @description A series that moves with the one that was asked about. That says nothing of what causes what.
     */
    MateView: {
      /** Device Id */
      device_id: number;
      /**
       * Device Name
       * @description Null when the device is no longer known.
       */
      device_name: string | null;
      /** Family */
      family: string;
      /**
       * Found At
       * Format: date-time
       */
      found_at: string;
      /**
       * Hours
       * @description Common hours that it rests on.
       */
      hours: number;
      /**
       * Lag H
       * @description By how many hours it follows; below 0: it leads.
       */
      lag_h: number;
      /** Metric */
      metric: string;
      /** Object */
      object: string;
      /**
       * Q
       * @description Share of false discoveries at which it would just be told.
       */
      q: number;
      /** @description What the two have to do with each other in the network. */
      relation: components["schemas"]["Relation"];
      /**
       * Rho
       * @description Spearman's coefficient of both without their season; below 0: opposite ways.
       */
      rho: number;
    };
    /**
     * MemberView
     * @description A device in brief.
     */
    MemberView: {
      health: components["schemas"]["HealthBrief"];
      /** Id */
      id: number;
      /** In Maintenance */
      in_maintenance: boolean;
      /** Name */
      name: string;
      /**
       * Redundancy
       * @description The tag it shares with its stand-ins, else empty.
       */
      redundancy: string;
      /** Weight */
      weight: number;
    };
    /**
     * MessagePage
     * @description Messages, newest first. ``next`` is the ``before`` of the following page, null at the end.
     */
    MessagePage: {
      /** Items */
      items: components["schemas"]["MessageView"][];
      /** Next */
      next: string | null;
    };
    /**
     * MessageTemplate
     * @description Subject and text of messages, with fields in braces such as {title}; empty: as they usually are.
     */
    MessageTemplate: {
      /**
       * Body
       * @description A line whose fields are all empty is left out.
       * @default
       */
      body?: string;
      /**
       * Subject
       * @description With state, title, incident, severity, priority, roots, consequences, at, link in braces.
       * @default
       */
      subject?: string;
    };
    /**
     * MessageView
     * @description A message as clients see it. What it says, also of its sender, is the sender's claim.
     * @example {
     *       "at": "2026-03-01T11:59:59Z",
     *       "clock_believed": true,
     *       "device_id": 3,
     *       "device_name": "core-1",
     *       "event": "OSPF_NEIGHBOR_DOWN",
     *       "facility": 3,
     *       "fields": {
     *         "neighbor": "192.0.2.2"
     *       },
     *       "host": "core-1",
     *       "id": "1772366400000000000",
     *       "process": "rpd",
     *       "protocol": "syslog",
     *       "received_at": "2026-03-01T12:00:00Z",
     *       "severity": 4,
     *       "source": "192.0.2.1",
     *       "tag": "RPD_OSPF_NBRDOWN",
     *       "text": "<28>Mar  1 11:59:59 core-1 rpd[1]: RPD_OSPF_NBRDOWN: …"
     *     }
     */
    MessageView: {
      /**
       * At
       * Format: date-time
       * @description When it happened, by the device's clock as far as that is believed.
       */
      at: string;
      /** Clock Believed */
      clock_believed: boolean;
      /**
       * Device Id
       * @description Null when the sender is no device of the inventory.
       */
      device_id: number | null;
      /** Device Name */
      device_name: string | null;
      /**
       * Event
       * @description What it means; null when no definition knows it.
       */
      event: string | null;
      /** Facility */
      facility: number | null;
      /** Fields */
      fields: {
        [key: string]: string;
      };
      /**
       * Host
       * @description Name that the message gives its sender: a claim.
       */
      host: string | null;
      /**
       * Id
       * @description Number of the message, as text: it has more digits than a browser's numbers.
       */
      id: string;
      /** Process */
      process: string | null;
      /** Protocol */
      protocol: string;
      /**
       * Received At
       * Format: date-time
       */
      received_at: string;
      /**
       * Severity
       * @description 0 (emergency) to 7 (debug), of syslog.
       */
      severity: number | null;
      /**
       * Source
       * @description Address that the message came from.
       */
      source: string;
      /** Tag */
      tag: string | null;
      /** Text */
      text: string;
    };
    /**
     * Method
     * @description How the person of a session was recognised.
     * @enum {string}
     */
    Method: "password" | "oidc" | "ldap" | "proxy" | "passkey";
    /**
     * MetricView
     * @description One number of a family. An empty unit means that every sample carries its own.
     */
    MetricView: {
      /** Name */
      name: string;
      /** Unit */
      unit: string;
    };
    /**
     * MutedDevice
     * @description A device that nobody is notified about while it is worked on.
     */
    MutedDevice: {
      /** Id */
      id: number;
      /** Name */
      name: string;
      /**
       * Until
       * Format: date-time
       */
      until: string;
    };
    /**
     * MutedPort
     * @description The end of a link that nobody is notified about while it is worked on.
     */
    MutedPort: {
      /** Device */
      device: string;
      /** Device Id */
      device_id: number;
      /**
       * Interface
       * @description The canonical name of the port.
       */
      interface: string;
      /**
       * Until
       * Format: date-time
       */
      until: string;
    };
    /**
     * MutedView
     * @description What nobody is notified about now because it is worked on.
     */
    MutedView: {
      /** Device Total */
      device_total: number;
      /**
       * Devices
       * @description The first 500, by name.
       */
      devices: components["schemas"]["MutedDevice"][];
      /** Ports */
      ports: components["schemas"]["MutedPort"][];
    };
    /**
     * MuteView
     * @description Why nobody is told about an alert, and until when. Who and why is null for limited accounts.
     */
    MuteView: {
      /** By */
      by: string | null;
      /**
       * Kind
       * @enum {string}
       */
      kind: "silence" | "maintenance";
      /**
       * Number
       * @description Of the silence or maintenance window.
       */
      number: number | null;
      /**
       * Reason
       * @description The silence's comment, or the window's name.
       */
      reason: string | null;
      /**
       * Until
       * Format: date-time
       */
      until: string;
    };
    /**
     * Named
     * @description Periods that have names; the ones called "this" end now.
     * @enum {string}
     */
    Named: "today" | "yesterday" | "this_week" | "last_week" | "this_month" | "last_month" | "this_year";
    /**
     * NameView
     * @description Something that a condition may name.
     */
    NameView: {
      /** Name */
      name: string;
      /**
       * Type
       * @enum {string}
       */
      type: "number" | "text" | "state" | "truth";
      /** Unit */
      unit: string;
      /** Values */
      values: string[];
    };
    /**
     * Needs
     * @description When several objects together are up: when all of them are, or when any of them is.
     * @enum {string}
     */
    Needs: "all" | "any";
    /**
     * NeighbourView
     * @description What one port heard from the other side.
     */
    NeighbourView: {
      /**
       * First Seen At
       * Format: date-time
       */
      first_seen_at: string;
      /** Id */
      id: number;
      /** Local Port */
      local_port: string;
      /** Protocol */
      protocol: string;
      /** Remote Chassis */
      remote_chassis: string;
      /** Remote Descr */
      remote_descr: string;
      /** Remote Name */
      remote_name: string;
      /** Remote Port */
      remote_port: string;
      /**
       * Seen At
       * Format: date-time
       */
      seen_at: string;
    };
    /**
     * NewAlertRule
     * @description A rule with its key.
     */
    NewAlertRule: {
      /**
       * Advice
       * @description What to look at when it fires.
       * @default
       */
      advice?: string;
      /**
       * Enabled
       * @default true
       */
      enabled?: boolean;
      /**
       * Expression
       * @description Such as: optics.rx_power_dbm < -25 and object ~ "xe-*" for 5m.
       */
      expression: string;
      /**
       * Key
       * @description The alert's condition; it stays the same for good.
       */
      key: string;
      /** Name */
      name: string;
      /**
       * Pools
       * @description Only devices of these. Neither: all devices.
       * @default []
       */
      pools?: number[];
      /**
       * Severity
       * @default warning
       * @enum {string}
       */
      severity?: "critical" | "major" | "minor" | "warning" | "info";
      /**
       * Sites
       * @description Only devices at these. With pools: either.
       * @default []
       */
      sites?: number[];
      /**
       * Summary
       * @description Of the alert. {object}, {device}, {value} and {unit} are replaced, of an event {before} and {after} as well; empty: the rule's name.
       * @default
       */
      summary?: string;
    };
    /**
     * NewCredential
     * @description A new key as the browser's ``PublicKeyCredential.toJSON()`` gives it; what is not used here is let pass.
     */
    NewCredential: {
      /** Id */
      id: string;
      /** Rawid */
      rawId: string;
      response: components["schemas"]["AttestationParts"];
      /**
       * Type
       * @constant
       */
      type: "public-key";
    };
    /**
     * NextDayView
     * @description The next 24 hours of one series, with an interval that nine of ten hours keep when nothing happens.
     */
    NextDayView: {
      /**
       * Confidence
       * @description Share of hours that the interval is made for.
       */
      confidence: number;
      /** Device Id */
      device_id: number;
      /**
       * Fade H
       * @description Half-life of the present departure in hours; null: it is thought to stay.
       */
      fade_h: number | null;
      /** Family */
      family: string;
      /** Hours */
      hours: components["schemas"]["ExpectedHour"][];
      /** Metric */
      metric: string;
      /** Object */
      object: string;
      /** @description The rhythm that erred least on earlier days. */
      season: components["schemas"]["Season"] | null;
      /** @description insufficient_history: fewer than eleven days, or nothing of late. */
      state: components["schemas"]["Knowledge"];
      /**
       * Time Zone
       * @description By whose clock the season goes.
       */
      time_zone: string;
      /**
       * Trials
       * @description On how many earlier days the interval rests.
       */
      trials: number;
      /** Unit */
      unit: string;
    };
    /**
     * NodeView
     * @description A device on the map.
     */
    NodeView: {
      /**
       * Device Id
       * @description Null for a device that only its neighbours know.
       */
      device_id: number | null;
      /** External */
      external: boolean;
      /** Name */
      name: string;
      /** Platform */
      platform: string | null;
      /** Roles */
      roles: string[];
      /**
       * Site Id
       * @description Null where no site was given.
       */
      site_id: number | null;
    };
    /**
     * ObjectsView
     * @description Names of what a device has samples of.
     */
    ObjectsView: {
      /**
       * Objects
       * @example [
       *       "GigabitEthernet0/1",
       *       "GigabitEthernet0/2"
       *     ]
       */
      objects: string[];
    };
    /**
     * ObjectView
     * @description What was acted on.
     */
    ObjectView: {
      /** Id */
      id: string;
      /** Kind */
      kind: string;
      /** Name */
      name: string;
    };
    /**
     * Origin
     * @description Who vouches for an account: this installation, or an identity provider.
     * @enum {string}
     */
    Origin: "local" | "oidc" | "ldap" | "proxy";
    /**
     * OutageView
     * @description A time without service.
     */
    OutageView: {
      /**
       * Began Before
       * @description It had begun before the period.
       */
      began_before: boolean;
      /**
       * Down S
       * @description Seconds down; what was unknown or under maintenance in between is left out.
       */
      down_s: number;
      /**
       * End
       * Format: date-time
       */
      end: string;
      /**
       * Ongoing
       * @description It had not ended at the end of the period.
       */
      ongoing: boolean;
      /**
       * Start
       * Format: date-time
       */
      start: string;
    };
    /**
     * OutboxStatus
     * @description The state of the outbox.
     */
    OutboxStatus: {
      /**
       * Dead
       * @description Dead letters.
       */
      dead: number;
      /**
       * Lag S
       * @description How long the oldest deliverable event has waited.
       */
      lag_s: number;
      /**
       * Pending
       * @description Messages and tasks that are not delivered yet.
       */
      pending: number;
      /** Queues */
      queues: components["schemas"]["QueueStatus"][];
    };
    /**
     * Outcome
     * @description How an observation ended. Checks and baselines look only at ``OK``, ``PARTIAL`` and ``EMPTY``.
     * @enum {string}
     */
    Outcome:
      | "ok"
      | "partial"
      | "empty"
      | "not_configured"
      | "unsupported"
      | "unreachable"
      | "timeout"
      | "auth_failed"
      | "denied"
      | "rpc_error"
      | "parse_error"
      | "identity_mismatch";
    /**
     * OutcomeView
     * @description What a failure would do.
     */
    OutcomeView: {
      /** Components */
      components: string[][];
      /** Cost Changes */
      cost_changes: components["schemas"]["CostChangeView"][];
      /** Isolated */
      isolated: string[];
      /** Partitioned */
      partitioned: boolean;
      /**
       * Services
       * @description VPNs that lose members or fall apart, the latter first.
       */
      services: components["schemas"]["ServiceLossView"][];
      /**
       * Sessions Lost
       * @description Keys of BGP sessions whose ends would no longer reach one another.
       */
      sessions_lost: string[];
      /** @description Where traffic would run instead. */
      traffic: components["schemas"]["TrafficView"];
    };
    /**
     * OverrideIn
     * @description Somebody steps in for a time, whoever's turn it is.
     */
    OverrideIn: {
      /** Channel Id */
      channel_id: number;
      /**
       * Ends At
       * Format: date-time
       */
      ends_at: string;
      /**
       * Reason
       * @default
       */
      reason?: string;
      /**
       * Starts At
       * Format: date-time
       */
      starts_at: string;
    };
    /**
     * OverrideView
     * @description A time that somebody steps in, as clients see it.
     */
    OverrideView: {
      /** Channel Id */
      channel_id: number;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Created By */
      created_by: string;
      /**
       * Ends At
       * Format: date-time
       */
      ends_at: string;
      /** Id */
      id: number;
      /** Reason */
      reason: string;
      /** Schedule Id */
      schedule_id: number;
      /**
       * Starts At
       * Format: date-time
       */
      starts_at: string;
    };
    /**
     * Overview
     * @description The state of everything on one page.
     */
    Overview: {
      devices: components["schemas"]["StateCounts"];
      /** Identity Mismatches */
      identity_mismatches: number;
      /** Newest Sample At */
      newest_sample_at: string | null;
      /** Oldest Fresh At */
      oldest_fresh_at: string | null;
      /** Problems */
      problems: components["schemas"]["DeviceProblem"][];
      /** Sites */
      sites: components["schemas"]["SiteStates"][];
      /**
       * Stale
       * @description Enabled devices whose data is not fresh, or that never gave any.
       */
      stale: number;
    };
    /** Page[AlertView] */
    Page_AlertView_: {
      /** Items */
      items: components["schemas"]["AlertView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[AnomalyView] */
    Page_AnomalyView_: {
      /** Items */
      items: components["schemas"]["AnomalyView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[AuditEntryView] */
    Page_AuditEntryView_: {
      /** Items */
      items: components["schemas"]["AuditEntryView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[BackgroundTask] */
    Page_BackgroundTask_: {
      /** Items */
      items: components["schemas"]["BackgroundTask"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[BreakerView] */
    Page_BreakerView_: {
      /** Items */
      items: components["schemas"]["BreakerView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[CapacityItem] */
    Page_CapacityItem_: {
      /** Items */
      items: components["schemas"]["CapacityItem"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[CredentialView] */
    Page_CredentialView_: {
      /** Items */
      items: components["schemas"]["CredentialView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[CycleView] */
    Page_CycleView_: {
      /** Items */
      items: components["schemas"]["CycleView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[DashboardSummary] */
    Page_DashboardSummary_: {
      /** Items */
      items: components["schemas"]["DashboardSummary"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[DeadLetter] */
    Page_DeadLetter_: {
      /** Items */
      items: components["schemas"]["DeadLetter"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[DeliveryView] */
    Page_DeliveryView_: {
      /** Items */
      items: components["schemas"]["DeliveryView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[DeviceView] */
    Page_DeviceView_: {
      /** Items */
      items: components["schemas"]["DeviceView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[DiscoveryView] */
    Page_DiscoveryView_: {
      /** Items */
      items: components["schemas"]["DiscoveryView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[EventView] */
    Page_EventView_: {
      /** Items */
      items: components["schemas"]["EventView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[FeatureView] */
    Page_FeatureView_: {
      /** Items */
      items: components["schemas"]["FeatureView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[FindingView] */
    Page_FindingView_: {
      /** Items */
      items: components["schemas"]["FindingView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[InboxItemView] */
    Page_InboxItemView_: {
      /** Items */
      items: components["schemas"]["InboxItemView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[IncidentView] */
    Page_IncidentView_: {
      /** Items */
      items: components["schemas"]["IncidentView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[InterfaceView] */
    Page_InterfaceView_: {
      /** Items */
      items: components["schemas"]["InterfaceView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[LinkHealthView] */
    Page_LinkHealthView_: {
      /** Items */
      items: components["schemas"]["LinkHealthView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[NeighbourView] */
    Page_NeighbourView_: {
      /** Items */
      items: components["schemas"]["NeighbourView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[PoolView] */
    Page_PoolView_: {
      /** Items */
      items: components["schemas"]["PoolView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[RoutingSessionView] */
    Page_RoutingSessionView_: {
      /** Items */
      items: components["schemas"]["RoutingSessionView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[SensorLimitView] */
    Page_SensorLimitView_: {
      /** Items */
      items: components["schemas"]["SensorLimitView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[SilenceView] */
    Page_SilenceView_: {
      /** Items */
      items: components["schemas"]["SilenceView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[SiteView] */
    Page_SiteView_: {
      /** Items */
      items: components["schemas"]["SiteView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[TagView] */
    Page_TagView_: {
      /** Items */
      items: components["schemas"]["TagView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[UserView] */
    Page_UserView_: {
      /** Items */
      items: components["schemas"]["UserView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /** Page[WindowView] */
    Page_WindowView_: {
      /** Items */
      items: components["schemas"]["WindowView"][];
      /** Limit */
      limit: number;
      /** Offset */
      offset: number;
      /**
       * Total
       * @description Rows of the whole list, before paging.
       */
      total: number;
    };
    /**
     * Panel
     * @description One region of the grid; ``x`` and ``w`` in columns, ``y`` and ``h`` in rows.
     */
    Panel: {
      /** Content */
      content:
        | components["schemas"]["SeriesPanel"]
        | components["schemas"]["TablePanel"]
        | components["schemas"]["StatusPanel"]
        | components["schemas"]["MapPanel"]
        | components["schemas"]["TextPanel"];
      /** H */
      h: number;
      /** Id */
      id: string;
      /**
       * Title
       * @default
       */
      title?: string;
      /** W */
      w: number;
      /** X */
      x: number;
      /** Y */
      y: number;
    };
    /**
     * Part
     * @description What a device or link is in an incident, the strongest first.
     * @enum {string}
     */
    Part: "root" | "consequence" | "symptom" | "suppressed" | "vantage" | "way" | "beside";
    /**
     * PartView
     * @description One part of a kind, for a form.
     */
    PartView: {
      /**
       * Attribute
       * @description Whether it goes into ``attributes``.
       */
      attribute: boolean;
      /** Choices */
      choices: string[];
      /** Default */
      default: string;
      /** Label */
      label: string;
      /** Multiline */
      multiline: boolean;
      /** Name */
      name: string;
      /** Required */
      required: boolean;
      /** Secret */
      secret: boolean;
    };
    /**
     * PasskeyLogin
     * @description A passkey's answer to the challenge.
     */
    PasskeyLogin: {
      credential: components["schemas"]["Assertion"];
    };
    /**
     * PasswordChange
     * @description A new password for whoever asks, proven by the present one.
     * @example {
     *       "current": "the-present-one",
     *       "new": "four unrelated plain words"
     *     }
     */
    PasswordChange: {
      /**
       * Current
       * Format: password
       */
      current: string;
      /**
       * New
       * Format: password
       */
      new: string;
    };
    /**
     * PathView
     * @description Shortest paths between two devices.
     */
    PathView: {
      /**
       * Basis
       * @description igp: costs of the routing protocol; hops: no protocol joins the two.
       */
      basis: string;
      /**
       * Cost
       * @description Null when there is no path.
       */
      cost: number | null;
      /** Ecmp Paths */
      ecmp_paths: number;
      /** Paths */
      paths: components["schemas"]["EndView"][][];
      /**
       * Shares
       * @description Part of the traffic by link, 0..1, split equally at each hop.
       */
      shares: {
        [key: string]: number;
      };
    };
    /**
     * PermissionView
     * @description A permission and what it lets people do.
     */
    PermissionView: {
      least_role: components["schemas"]["Role"];
      /** Meaning */
      meaning: string;
      /** Name */
      name: string;
      /**
       * Platform
       * @description Somebody whose scope is limited never has it.
       */
      platform: boolean;
    };
    /**
     * PictureLinkView
     * @description A link, or the session that was lost, in the picture of an incident.
     */
    PictureLinkView: {
      /** A */
      a: string;
      /** B */
      b: string;
      /** Blind */
      blind: boolean;
      /**
       * Key
       * @description As the map has it.
       */
      key: string;
      part: components["schemas"]["Part"];
      /**
       * Port A
       * @description Empty: not known.
       */
      port_a: string;
      /** Port B */
      port_b: string;
    };
    /**
     * PictureNodeView
     * @description A device in the picture of an incident.
     */
    PictureNodeView: {
      /**
       * Blind
       * @description Nothing measures it.
       */
      blind: boolean;
      /**
       * Device Id
       * @description 0: no device of ours.
       */
      device_id: number;
      /** Name */
      name: string;
      part: components["schemas"]["Part"];
      /**
       * Ruled Out
       * @description It was looked at as a cause and is none.
       */
      ruled_out: boolean;
      /**
       * Suppressed
       * @description Alerts of it that were held back as consequences.
       */
      suppressed: number;
      /**
       * Symptoms
       * @description Alerts of it that speak of what failed.
       */
      symptoms: number;
    };
    /**
     * PictureView
     * @description The part of the network that an incident touches, as far as the reader may see it.
     */
    PictureView: {
      /**
       * Left Out
       * @description Devices, mostly cut off ones, that would be too many for a picture.
       */
      left_out: number;
      /** Links */
      links: components["schemas"]["PictureLinkView"][];
      /** Nodes */
      nodes: components["schemas"]["PictureNodeView"][];
      /**
       * Vantage
       * @description The node that it was seen from.
       */
      vantage: string;
    };
    /**
     * PoolChange
     * @description What to change of a pool; what is absent stays. ``filter: null`` turns it into a list of members.
     * @example {
     *       "members": [
     *         1,
     *         2
     *       ]
     *     }
     */
    PoolChange: {
      /** Availability Target */
      availability_target?: number | null;
      filter?: components["schemas"]["PoolFilter"] | null;
      /** Members */
      members?: number[] | null;
      /** Name */
      name?: string | null;
    };
    /**
     * PoolCreate
     * @description A new pool: listed members, or a filter that finds them.
     * @example {
     *       "filter": {
     *         "name": "r*",
     *         "tag": "core"
     *       },
     *       "name": "backbone"
     *     }
     */
    PoolCreate: {
      /** Availability Target */
      availability_target?: number | null;
      filter?: components["schemas"]["PoolFilter"] | null;
      /** Members */
      members?: number[];
      /** Name */
      name: string;
    };
    /**
     * PoolFilter
     * @description A filter expression. Members of one object are joined by *and*, the values of one member by *or*.
     */
    PoolFilter: {
      /** All */
      all?: components["schemas"]["PoolFilter"][] | null;
      /** Any */
      any?: components["schemas"]["PoolFilter"][] | null;
      /** Name */
      name?: (string | string[]) | null;
      not?: components["schemas"]["PoolFilter"] | null;
      /** Platform */
      platform?: (string | string[]) | null;
      /** Site */
      site?: (string | string[]) | null;
      /** Tag */
      tag?: (string | string[]) | null;
      /** Vendor */
      vendor?: (string | string[]) | null;
    };
    /**
     * PoolView
     * @description A named set of devices.
     */
    PoolView: {
      /** Availability Target */
      availability_target: number | null;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Device Count */
      device_count: number;
      /** Filter */
      filter: {
        [key: string]: unknown;
      } | null;
      /** Id */
      id: number;
      /**
       * Members
       * @description The listed members; empty where a filter finds them.
       */
      members: number[];
      /** Name */
      name: string;
      /**
       * Updated At
       * Format: date-time
       */
      updated_at: string;
    };
    /**
     * PreferencesView
     * @description How a person wants the console to be, by name (``timezone``, ``density``, ``table.devices.columns``, ...).
     */
    PreferencesView: {
      /**
       * Chosen
       * @example {
       *       "density": "compact",
       *       "language": "de",
       *       "timezone": "utc"
       *     }
       */
      chosen: {
        [key: string]: unknown;
      };
    };
    /**
     * Preview
     * @description What an import would change. ``digest`` goes back with the order to apply it.
     */
    Preview: {
      /** Digest */
      digest: string;
      /** Rows */
      rows: components["schemas"]["PreviewRow"][];
      summary: components["schemas"]["Summary"];
    };
    /**
     * PreviewIn
     * @description Of what: an incident, an alert (its incident, when it has one), or one that is only thought of.
     */
    PreviewIn: {
      /** Alert Id */
      alert_id?: number | null;
      /**
       * At
       * @description When, within a year. Default: now.
       */
      at?: string | null;
      /**
       * Device Ids
       * @description Where: what sites and pools go by.
       * @default []
       */
      device_ids?: number[];
      /** Incident Id */
      incident_id?: number | null;
      /**
       * Objects
       * @description What failed, such as node:core-1.
       * @default []
       */
      objects?: string[];
      /**
       * Severity
       * @default major
       * @enum {string}
       */
      severity?: "critical" | "major" | "minor" | "warning" | "info";
      /** @description To see the message in these words. */
      template?: components["schemas"]["MessageTemplate"] | null;
    };
    /**
     * PreviewRow
     * @description What would happen to one row of the file.
     */
    PreviewRow: {
      action: components["schemas"]["Action"];
      /** Changes */
      changes: {
        [key: string]: components["schemas"]["FieldChange"];
      };
      /** Errors */
      errors: string[];
      /** Line */
      line: number;
      /** Name */
      name: string;
    };
    /**
     * PreviewView
     * @description Who would be told, and why or why not.
     */
    PreviewView: {
      /**
       * At
       * Format: date-time
       */
      at: string;
      /**
       * Body
       * @description Its text; the link is an example.
       */
      body: string;
      /**
       * Muted Until
       * @description Until when a silence or maintenance mutes all of it.
       */
      muted_until: string | null;
      /** Objects */
      objects: string[];
      /** Rules */
      rules: components["schemas"]["VerdictView"][];
      /**
       * Severity
       * @enum {string}
       */
      severity: "critical" | "major" | "minor" | "warning" | "info";
      /**
       * Subject
       * @description Of a message about it, in the words asked for.
       */
      subject: string;
      /** Title */
      title: string;
    };
    /**
     * PriorityReason
     * @description One thing that an incident does; the widest reach and the severity decide the priority.
     */
    PriorityReason: {
      /**
       * Count
       * @description How many those are; of a degraded service, its members that are out.
       */
      count: number;
      /**
       * Kind
       * @enum {string}
       */
      kind:
        | "critical_device"
        | "site_out"
        | "service_out"
        | "many_cut_off"
        | "some_cut_off"
        | "service_degraded"
        | "redundancy_lost"
        | "own_condition";
      /**
       * Names
       * @description Devices, sites or services; the first twenty.
       */
      names: string[];
      /**
       * Of
       * @description How many members a degraded service has; 0 of others.
       */
      of: number;
      /**
       * Reach
       * @description 0 is wide, 2 is narrow.
       * @enum {integer}
       */
      reach: 0 | 1 | 2;
    };
    /**
     * ProbeAnswer
     * @description What anybody may know.
     */
    ProbeAnswer: {
      /**
       * Reasons
       * @description Only when the answer is 503.
       */
      reasons?: components["schemas"]["Reason"][] | null;
      status: components["schemas"]["Status"];
    };
    /**
     * Problem
     * @description An error as the API returns it (RFC 9457).
     */
    Problem: {
      /**
       * Code
       * @description Stable name of the error, for programs.
       * @example not_found
       */
      code: string;
      /** Detail */
      detail: string;
      /** Errors */
      errors?: components["schemas"]["FieldProblem"][];
      /**
       * Hint
       * @description What to do about it.
       */
      hint?: string | null;
      /**
       * Request Id
       * @description Finds the request in the logs.
       */
      request_id: string;
      /** Status */
      status: number;
      /** Title */
      title: string;
      /**
       * Type
       * @default about:blank
       * @example urn:watchkeeper:problem:not_found
       */
      type?: string;
    };
    /**
     * ProofGiven
     * @description Proof that it is still the same person: the present password, and what the second factor asks for.
     *
     *     An account of an identity provider has no password here: it leaves all of this out and logs in there anew first.
     * @example {
     *       "code": "123456",
     *       "password": "the-present-one"
     *     }
     */
    ProofGiven: {
      /** Code */
      code?: string | null;
      /**
       * Password
       * Format: password
       * @default
       */
      password?: string;
      /** @description Instead of a code: the answer to the challenge that second_factor_required brought. */
      security_key?: components["schemas"]["Assertion"] | null;
    };
    /**
     * Protocol
     * @description What a credential opens: those of one protocol are tried one after the other.
     * @enum {string}
     */
    Protocol: "snmp" | "ssh" | "netconf" | "http" | "winrm" | "generic";
    /**
     * ProviderView
     * @description A login that the page can offer beside name and password.
     */
    ProviderView: {
      /**
       * Kind
       * @enum {string}
       */
      kind: "oidc" | "proxy";
      /** Name */
      name: string;
      /**
       * Url
       * @description Where the browser goes; add ?next=PATH.
       */
      url: string;
    };
    /**
     * QueryView
     * @description The answer to a query. ``step_s`` may be longer than asked for where only rollups are kept.
     */
    QueryView: {
      agg: components["schemas"]["Aggregation"];
      /** End */
      end: string;
      /** Family */
      family: string;
      resolution: components["schemas"]["Resolution"];
      /** Series */
      series: components["schemas"]["SeriesView"][];
      /** Start */
      start: string;
      /** Step S */
      step_s: number;
    };
    /**
     * QueueStatus
     * @description What one queue holds.
     */
    QueueStatus: {
      /** Dead */
      dead: number;
      /** In Delivery */
      in_delivery: number;
      /**
       * Oldest Age S
       * @description How long the oldest deliverable message has waited.
       */
      oldest_age_s: number;
      /** Queue */
      queue: string;
      /**
       * Scheduled
       * @description Due later, or waiting for the next attempt.
       */
      scheduled: number;
      /**
       * Waiting
       * @description Could be delivered now.
       */
      waiting: number;
    };
    /**
     * QuietHours
     * @description When only critical messages are sent; the others follow as one digest at the end.
     */
    QuietHours: {
      /** End */
      end: string;
      /** Start */
      start: string;
      /**
       * Time Zone
       * @default UTC
       */
      time_zone?: string;
    };
    /**
     * ReadIn
     * @description Whether a message has been read.
     */
    ReadIn: {
      /**
       * Read
       * @default true
       */
      read?: boolean;
    };
    /**
     * Reason
     * @description Why the whole is not well.
     */
    Reason: {
      /**
       * Component
       * @example database
       */
      component: string;
      /**
       * Reason
       * @example no answer in time
       */
      reason: string;
    };
    /**
     * RecipientView
     * @description A channel that would get a message; by a schedule it is whoever is on call then.
     */
    RecipientView: {
      /** Channel Id */
      channel_id: number;
      /**
       * Held Until
       * @description Until when quiet hours or a digest hold its message back.
       */
      held_until: string | null;
      /** Schedule Id */
      schedule_id: number | null;
    };
    /**
     * RecoveryCodes
     * @description Recovery codes, each good once; shown this once.
     */
    RecoveryCodes: {
      /** Codes */
      codes: string[];
      /**
       * Csrf Token
       * @description The session has a new token; so has every request that changes something.
       */
      csrf_token: string;
    };
    /**
     * Redriven
     * @description A dead letter or cancelled task that will be delivered again.
     */
    Redriven: {
      /** Id */
      id: number;
      /** Status */
      status: string;
    };
    /**
     * Registration
     * @description A new key's answer, and what its owner calls it.
     */
    Registration: {
      credential: components["schemas"]["NewCredential"];
      /** Name */
      name: string;
    };
    /**
     * Relation
     * @description What two series have to do with each other.
     * @enum {string}
     */
    Relation: "same_device" | "link" | "adjacent";
    /**
     * Resolution
     * @description What a result was computed from: every sample, or hourly or daily rollups.
     * @enum {string}
     */
    Resolution: "raw" | "hour" | "day";
    /**
     * Revealed
     * @description The secret parts of a credential, in the clear.
     */
    Revealed: {
      /** Secrets */
      secrets: {
        [key: string]: string;
      };
    };
    /**
     * RevealOrder
     * @description Who wants to see a secret proves again who they are, and says why.
     * @example {
     *       "password": "my own password",
     *       "reason": "console access during INC-7"
     *     }
     */
    RevealOrder: {
      /** Code */
      code?: string | null;
      /**
       * Password
       * Format: password
       * @default
       */
      password?: string;
      /** Reason */
      reason: string;
      /** @description Instead of a code: the answer to the challenge that second_factor_required brought. */
      security_key?: components["schemas"]["Assertion"] | null;
    };
    /**
     * RisksView
     * @description Single and double failures, worst first, and where one more link would help most.
     */
    RisksView: {
      /**
       * Doubles
       * @description Of links and shared risks.
       */
      doubles: components["schemas"]["ImpactView"][];
      /**
       * Doubles Complete
       * @description False when only pairs of the worst single failures were looked at.
       */
      doubles_complete: boolean;
      /**
       * Groups
       * @description Shared risks: everything in one is lost together.
       */
      groups: components["schemas"]["ImpactView"][];
      /**
       * Lfa Link Protected
       * @description Part of the pairs that a loop-free alternate (RFC 5286) protects.
       */
      lfa_link_protected: number;
      /** Lfa Node Protected */
      lfa_node_protected: number;
      /** Links */
      links: components["schemas"]["ImpactView"][];
      /** Nodes */
      nodes: components["schemas"]["ImpactView"][];
      /** Suggestions */
      suggestions: components["schemas"]["SuggestionView"][];
    };
    /**
     * Role
     * @description What a person is here for. Each role may do all that the one before it may.
     * @enum {string}
     */
    Role: "viewer" | "operator" | "engineer" | "admin";
    /**
     * RoleChange
     * @description What to change of a role; what is absent stays.
     * @example {
     *       "permissions": [
     *         "devices:view"
     *       ]
     *     }
     */
    RoleChange: {
      /** Description */
      description?: string | null;
      /** Permissions */
      permissions?: string[] | null;
    };
    /**
     * RoleCreate
     * @description A new role.
     * @example {
     *       "name": "night-watch",
     *       "permissions": [
     *         "devices:view",
     *         "polling:run"
     *       ]
     *     }
     */
    RoleCreate: {
      /**
       * Description
       * @default
       */
      description?: string;
      /** Name */
      name: string;
      /** Permissions */
      permissions: string[];
    };
    /**
     * RoleSource
     * @description Who decides an account's role. What an administrator decides, a mapping never changes.
     * @enum {string}
     */
    RoleSource: "manual" | "mapping";
    /**
     * RolesView
     * @description Every role, and the vocabulary that their permissions are of.
     */
    RolesView: {
      /** Permissions */
      permissions: components["schemas"]["PermissionView"][];
      /** Roles */
      roles: components["schemas"]["RoleView"][];
    };
    /**
     * RoleView
     * @description A role: a bundle of permissions.
     */
    RoleView: {
      /**
       * Accounts
       * @description How many accounts have it.
       */
      accounts: number;
      /** Built In */
      built_in: boolean;
      /** Description */
      description: string;
      /** Name */
      name: string;
      /** Permissions */
      permissions: string[];
      /** Updated At */
      updated_at: string | null;
    };
    /**
     * RoutingSessionView
     * @description A BGP, OSPF, IS-IS or BFD session; ``state_since`` is when this state was first seen.
     */
    RoutingSessionView: {
      /** Admin Down */
      admin_down: boolean;
      /** Detail */
      detail: string;
      /** Id */
      id: number;
      /** Peer */
      peer: string;
      /** Protocol */
      protocol: string;
      /** Remote As */
      remote_as: number | null;
      /**
       * Seen At
       * Format: date-time
       */
      seen_at: string;
      /** State */
      state: string;
      /**
       * State Since
       * Format: date-time
       */
      state_since: string;
      /** Up */
      up: boolean;
      /** Vrf */
      vrf: string;
    };
    /**
     * RuleIn
     * @description Who is told about which incidents.
     */
    RuleIn: {
      /**
       * Enabled
       * @default true
       */
      enabled?: boolean;
      /** Name */
      name: string;
      plan: components["schemas"]["RulePlan"];
    };
    /**
     * RulePlan
     * @description Which incidents a rule is for, and whom it tells when.
     */
    RulePlan: {
      /**
       * Cooldown S
       * @description The same cause is not told again so soon, unless worse.
       * @default 300
       */
      cooldown_s?: number;
      /**
       * Digest S
       * @description What is not critical is gathered so long and sent as one. 0: at once.
       * @default 0
       */
      digest_s?: number;
      /**
       * Hours
       * @description When the rule is in force: in one of these. Empty: always.
       * @default []
       */
      hours?: components["schemas"]["Hours"][];
      /**
       * Least Severity
       * @default warning
       * @enum {string}
       */
      least_severity?: "critical" | "major" | "minor" | "warning" | "info";
      /**
       * Objects
       * @description Patterns such as node:core-*; one root has to fit. Empty: all.
       * @default []
       */
      objects?: string[];
      /**
       * Pools
       * @description Pools, which are services as well; with sites: devices of either.
       * @default []
       */
      pools?: number[];
      quiet?: components["schemas"]["QuietHours"] | null;
      /**
       * Recoveries
       * @description Also say when it is over, to whoever was told of it.
       * @default true
       */
      recoveries?: boolean;
      /**
       * Sites
       * @default []
       */
      sites?: number[];
      /** Steps */
      steps: components["schemas"]["Step"][];
      /** @description Words of its messages. Null: the usual ones. */
      template?: components["schemas"]["MessageTemplate"] | null;
    };
    /**
     * RuleView
     * @description A rule as clients see it.
     */
    RuleView: {
      /**
       * Enabled
       * @default true
       */
      enabled?: boolean;
      /** Id */
      id: number;
      /** Name */
      name: string;
      plan: components["schemas"]["RulePlan"];
    };
    /**
     * SaidView
     * @description What a text was made of, for whoever tells it in another language.
     */
    SaidView: {
      /**
       * Code
       * @description Which sentence it is.
       */
      code: string;
      /**
       * Values
       * @description What it tells: words as they are, figures in the unit of their name, sentences inside of it.
       */
      values: {
        [key: string]:
          | number
          | string
          | components["schemas"]["SaidView"]
          | string[]
          | components["schemas"]["SaidView"][];
      };
    };
    /**
     * SayingView
     * @description A sentence of the platform, as its code and what is put into it, so that it can be said in any language.
     */
    SayingView: {
      /** Code */
      code: string;
      /** Facts */
      facts: {
        [key: string]: string;
      };
      /**
       * Text
       * @description The sentence in English.
       */
      text: string;
    };
    /**
     * ScheduleIn
     * @description Who is on call.
     */
    ScheduleIn: {
      /** Name */
      name: string;
      plan: components["schemas"]["SchedulePlan"];
    };
    /**
     * SchedulePlan
     * @description Channels that take turns.
     */
    SchedulePlan: {
      /**
       * Days
       * @description Days of a turn.
       * @default 7
       */
      days?: number;
      /**
       * First Day
       * Format: date
       * @description When the first one's first turn begins.
       */
      first_day: string;
      /**
       * Handover
       * @description Time of the day on which turns change.
       * @default 09:00:00
       */
      handover?: string;
      /**
       * Members
       * @description Channels, in the order of their turns.
       */
      members: number[];
      /**
       * Time Zone
       * @default UTC
       */
      time_zone?: string;
    };
    /**
     * ScheduleView
     * @description A schedule as clients see it.
     */
    ScheduleView: {
      /** Id */
      id: number;
      /** Name */
      name: string;
      /**
       * Now
       * @description The channel that is on call.
       */
      now: number | null;
      plan: components["schemas"]["SchedulePlan"];
    };
    /**
     * SearchResult
     * @description Finds, the best first within each kind.
     */
    SearchResult: {
      /** Hits */
      hits: components["schemas"]["Hit"][];
    };
    /**
     * Season
     * @description Which hours are alike, from the plainest; where there are too few of a name, the one before it fills in.
     * @enum {string}
     */
    Season: "none" | "day" | "workweek" | "week";
    /**
     * SecurityKeyAdded
     * @description A key was added. Recovery codes come with the first second factor and are shown this once.
     */
    SecurityKeyAdded: {
      /**
       * Codes
       * @description Recovery codes; empty when the account has had some.
       */
      codes: string[];
      /**
       * Csrf Token
       * @description The session has a new token; so has every request that changes something.
       */
      csrf_token: string;
      key: components["schemas"]["SecurityKeyView"];
    };
    /**
     * SecurityKeysView
     * @description One's own security keys.
     */
    SecurityKeysView: {
      /** Keys */
      keys: components["schemas"]["SecurityKeyView"][];
      /**
       * Offered
       * @description This installation knows its public name, so that keys can be added and used.
       */
      offered: boolean;
    };
    /**
     * SecurityKeyView
     * @description A registered security key.
     */
    SecurityKeyView: {
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Id */
      id: number;
      /** Last Used At */
      last_used_at: string | null;
      /** Name */
      name: string;
    };
    /**
     * SensorLimitView
     * @description The limits that a device gives of one reading, in the unit of its samples; null where it gives none.
     */
    SensorLimitView: {
      /**
       * Before
       * @description The limits until changed_at, when they have changed.
       */
      before: {
        [key: string]: number | null;
      } | null;
      /**
       * Changed At
       * Format: date-time
       */
      changed_at: string;
      /**
       * Family
       * @description optics or sensor.
       */
      family: string;
      /**
       * First Seen At
       * Format: date-time
       */
      first_seen_at: string;
      /** High Alarm */
      high_alarm: number | null;
      /** High Warning */
      high_warning: number | null;
      /** Id */
      id: number;
      /** Label */
      label: string;
      /**
       * Lane
       * @description The reading's index on the device; tells the lanes of one module apart.
       */
      lane: string;
      /** Low Alarm */
      low_alarm: number | null;
      /** Low Warning */
      low_warning: number | null;
      /** Metric */
      metric: string;
      /**
       * Object
       * @description The object of its samples: the port of an optical module, else the sensor.
       */
      object: string;
      /** Unit */
      unit: string;
      /**
       * Usable
       * @description False: the limits are not in rising order, and are not applied.
       */
      usable: boolean;
    };
    /**
     * SeriesPanel
     * @description Lines over time: the metrics of a family, of some devices or of the ``top`` objects of many.
     */
    SeriesPanel: {
      /**
       * Agg
       * @default avg
       * @enum {string}
       */
      agg?: "avg" | "min" | "max" | "p95" | "sum" | "last";
      /**
       * Compare
       * @default none
       * @enum {string}
       */
      compare?: "none" | "day" | "week";
      /**
       * Devices
       * @description None: all devices, then `top` applies.
       * @default []
       */
      devices?: (number | string)[];
      /** Family */
      family: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: "series";
      /** Metrics */
      metrics: string[];
      /**
       * Objects
       * @default []
       */
      objects?: string[];
      /**
       * Pool
       * @description Of all devices, those of a pool.
       */
      pool?: number | null;
      /**
       * Search
       * @description Of all devices, those that this text finds.
       * @default
       */
      search?: string;
      /**
       * Site
       * @description Of all devices, those of a site.
       */
      site?: number | string | null;
      /**
       * Top
       * @default 5
       */
      top?: number;
    };
    /**
     * SeriesView
     * @description One series. A point is [milliseconds since the epoch, value]; null is a gap.
     */
    SeriesView: {
      /**
       * Coverage
       * @description Share of the steps up to now that have a value, 0..1.
       */
      coverage: number;
      /** Device Id */
      device_id: number;
      /** Metric */
      metric: string;
      /** Object */
      object: string;
      /**
       * Points
       * @example [
       *       [
       *         1767225600000,
       *         1250000
       *       ],
       *       [
       *         1767225900000,
       *         null
       *       ]
       *     ]
       */
      points: [number, number | null][];
      /** Unit */
      unit: string;
    };
    /**
     * ServiceLossView
     * @description A VPN that loses members or falls apart.
     */
    ServiceLossView: {
      /** Kind */
      kind: string;
      /**
       * Lost
       * @description Members that fail themselves.
       */
      lost: string[];
      /**
       * Members
       * @description All of its devices.
       */
      members: string[];
      /** Name */
      name: string;
      /**
       * Parts
       * @description What survivors fall into; empty when they stay together.
       */
      parts: string[][];
    };
    /**
     * ServiceView
     * @description What instances of a VPN share; of kind ``l3vpn``, ``evpn``, ``vpls``, ``pseudowire`` or ``vxlan``.
     */
    ServiceView: {
      /**
       * Back
       * @description What carries from b to a; empty where nothing does.
       */
      back: string[];
      /**
       * Name
       * @description What most of its ends call it.
       */
      name: string;
      /**
       * Names
       * @description What each end calls it: of a and b, or of the members; empty: it does not.
       */
      names: string[];
      /**
       * There
       * @description What carries from a to b: route targets, circuits or VNIs.
       */
      there: string[];
    };
    /**
     * SessionUser
     * @description Who is logged in and what they may do.
     */
    SessionUser: {
      /** Display Name */
      display_name: string;
      /** Id */
      id: number;
      /**
       * Must Change Password
       * @description The password was set by somebody else; ask for a new one.
       */
      must_change_password: boolean;
      /**
       * Must Set Up Second Factor
       * @description The role needs a second factor and there is none; until then nothing else is possible.
       */
      must_set_up_second_factor: boolean;
      /** Name */
      name: string;
      origin: components["schemas"]["Origin"];
      /** Permissions */
      permissions: string[];
      /** Role */
      role: string;
      /**
       * Role Note
       * @description Who changed the role last and how; empty when nobody did.
       */
      role_note: string;
    };
    /**
     * SessionView
     * @description A login. ``csrf_token`` goes into the X-CSRF-Token header of every request that changes something.
     */
    SessionView: {
      /** Csrf Token */
      csrf_token: string;
      method: components["schemas"]["Method"];
      user: components["schemas"]["SessionUser"];
    };
    /**
     * SettingList
     * @description Every setting, in the order of the reference.
     */
    SettingList: {
      /** Items */
      items: components["schemas"]["SettingView"][];
    };
    /**
     * SettingView
     * @description One setting.
     */
    SettingView: {
      /** Description */
      description: string;
      /**
       * Name
       * @description Its place: sections and name, joined by points.
       * @example server.port
       */
      name: string;
      /**
       * Source
       * @description environment, default, or the path of the file that says so.
       */
      source: string;
      /**
       * Value
       * @description As text; a secret that is set is ***.
       */
      value: string;
    };
    /**
     * Severity
     * @description How grave an event is by itself, before anything is known of its causes.
     * @enum {string}
     */
    Severity: "critical" | "warning" | "info";
    /**
     * ShapeView
     * @description How the network hangs together now, links that are down left out.
     */
    ShapeView: {
      /**
       * Articulation Points
       * @description Devices whose loss parts others.
       */
      articulation_points: string[];
      /**
       * Bridges
       * @description Keys of links whose loss parts devices; a link with a twin is none.
       */
      bridges: string[];
      /**
       * Components
       * @description Largest first.
       */
      components: string[][];
      /** Diameter Hops */
      diameter_hops: number | null;
      /** Mean Hops */
      mean_hops: number | null;
      /** Min Link Cut */
      min_link_cut: number;
    };
    /**
     * ShelveIn
     * @description Until when an alert is put aside.
     */
    ShelveIn: {
      /**
       * Reason
       * @default
       */
      reason?: string;
      /**
       * Until
       * @description Null takes it back.
       */
      until: string | null;
    };
    /**
     * SilenceIn
     * @description A silence to begin.
     */
    SilenceIn: {
      /**
       * Comment
       * @description Why.
       */
      comment: string;
      /**
       * Ends At
       * Format: date-time
       */
      ends_at: string;
      matcher: components["schemas"]["Matcher"];
      /**
       * Starts At
       * @description Default: now.
       */
      starts_at?: string | null;
    };
    /**
     * SilenceView
     * @description A silence as clients see it.
     */
    SilenceView: {
      /** Comment */
      comment: string;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Created By */
      created_by: string;
      /**
       * Ends At
       * Format: date-time
       */
      ends_at: string;
      /** Id */
      id: number;
      matcher: components["schemas"]["Matcher"];
      /**
       * Starts At
       * Format: date-time
       */
      starts_at: string;
      /**
       * State
       * @enum {string}
       */
      state: "planned" | "active" | "over";
    };
    /**
     * SiteBrief
     * @description The site of a device.
     */
    SiteBrief: {
      /** Id */
      id: number;
      /** Name */
      name: string;
    };
    /**
     * SiteChange
     * @description What to change of a site; what is absent stays.
     * @example {
     *       "description": "Second floor"
     *     }
     */
    SiteChange: {
      /** Availability Target */
      availability_target?: number | null;
      /** Credential Id */
      credential_id?: number | null;
      /** Description */
      description?: string | null;
      /** Latitude */
      latitude?: number | null;
      /** Longitude */
      longitude?: number | null;
      /** Name */
      name?: string | null;
      /** Time Zone */
      time_zone?: string | null;
    };
    /**
     * SiteCreate
     * @description A new site.
     * @example {
     *       "description": "Head office",
     *       "name": "HQ"
     *     }
     */
    SiteCreate: {
      /** Availability Target */
      availability_target?: number | null;
      /**
       * Credential Id
       * @description For its devices that have none of their own.
       */
      credential_id?: number | null;
      /**
       * Description
       * @default
       */
      description?: string;
      /** Latitude */
      latitude?: number | null;
      /** Longitude */
      longitude?: number | null;
      /** Name */
      name: string;
      /** Time Zone */
      time_zone?: string | null;
    };
    /**
     * SiteStates
     * @description Devices of one site by state; id and name are null for devices without a site.
     */
    SiteStates: {
      /**
       * Down
       * @default 0
       */
      down?: number;
      /** Id */
      id: number | null;
      /** Name */
      name: string | null;
      /**
       * Unknown
       * @default 0
       */
      unknown?: number;
      /**
       * Up
       * @default 0
       */
      up?: number;
    };
    /**
     * SiteView
     * @description A place with devices.
     */
    SiteView: {
      /** Availability Target */
      availability_target: number | null;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Credential Id */
      credential_id: number | null;
      /** Description */
      description: string;
      /** Device Count */
      device_count: number;
      /** Id */
      id: number;
      /**
       * Latitude
       * @description Degrees north (WGS 84).
       */
      latitude: number | null;
      /**
       * Longitude
       * @description Degrees east (WGS 84).
       */
      longitude: number | null;
      /** Name */
      name: string;
      /** Time Zone */
      time_zone: string | null;
      /**
       * Updated At
       * Format: date-time
       */
      updated_at: string;
    };
    /**
     * Split
     * @description What has a line of its own.
     * @enum {string}
     */
    Split: "object" | "device" | "none";
    /**
     * StageView
     * @description A step of a rule.
     */
    StageView: {
      /**
       * At
       * Format: date-time
       * @description When it comes, unless somebody acknowledges before.
       */
      at: string;
      /** Recipients */
      recipients: components["schemas"]["RecipientView"][];
    };
    /**
     * StateCounts
     * @description Devices by state.
     */
    StateCounts: {
      /**
       * Down
       * @default 0
       */
      down?: number;
      /**
       * Total
       * @default 0
       */
      total?: number;
      /**
       * Unknown
       * @default 0
       */
      unknown?: number;
      /**
       * Up
       * @default 0
       */
      up?: number;
    };
    /**
     * Status
     * @description Four states: not having looked is neither good nor bad.
     * @enum {string}
     */
    Status: "ok" | "degraded" | "unknown" | "failed";
    /**
     * StatusPanel
     * @description How many devices are up, down and unknown.
     */
    StatusPanel: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: "status";
      /** Site */
      site?: number | string | null;
    };
    /**
     * Step
     * @description A stage of escalation: whom to tell so long after the first notification, unless somebody has acknowledged.
     */
    Step: {
      /**
       * After S
       * @default 0
       */
      after_s?: number;
      /**
       * Channels
       * @default []
       */
      channels?: number[];
      /**
       * Schedules
       * @description On-call schedules: whoever is on call.
       * @default []
       */
      schedules?: number[];
    };
    /**
     * Subject
     * @description What a report is about. A service is what a pool's devices do together.
     * @enum {string}
     */
    Subject: "device" | "interface" | "link" | "site" | "service";
    /**
     * SuggestionView
     * @description One more link, and what it would mend.
     */
    SuggestionView: {
      /** A */
      a: string;
      /** B */
      b: string;
      /** Bridges Removed */
      bridges_removed: number;
      /** Exposed Pairs Saved */
      exposed_pairs_saved: number;
      /** Points Removed */
      points_removed: number;
    };
    /**
     * Summary
     * @description Rows by what would happen to them.
     */
    Summary: {
      /** Create */
      create: number;
      /** Error */
      error: number;
      /** Unchanged */
      unchanged: number;
      /** Update */
      update: number;
    };
    /**
     * TablePanel
     * @description A list of what is there.
     */
    TablePanel: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: "table";
      /**
       * Rows
       * @default 10
       */
      rows?: number;
      /** Site */
      site?: number | string | null;
      /**
       * Source
       * @enum {string}
       */
      source: "devices" | "problems" | "events" | "incidents";
      /** State */
      state?: ("up" | "down" | "unknown") | null;
    };
    /**
     * TagView
     * @description A tag and how many devices have it.
     */
    TagView: {
      /** Device Count */
      device_count: number;
      /** Id */
      id: number;
      /** Name */
      name: string;
    };
    /**
     * TakenView
     * @description What became of the alerts.
     */
    TakenView: {
      /**
       * Cleared
       * @default 0
       */
      cleared?: number;
      /**
       * Ignored
       * @default 0
       */
      ignored?: number;
      /**
       * Incidents
       * @description Numbers of the incidents that changed.
       */
      incidents: number[];
      /**
       * Raised
       * @default 0
       */
      raised?: number;
      /**
       * Reopened
       * @default 0
       */
      reopened?: number;
      /**
       * Repeated
       * @default 0
       */
      repeated?: number;
    };
    /**
     * TaskState
     * @description How a task is to whoever looks: ``PENDING`` is told apart by its lease and by when it is due.
     * @enum {string}
     */
    TaskState: "waiting" | "running" | "scheduled" | "done" | "dead" | "cancelled";
    /**
     * TestView
     * @description What became of a test message.
     */
    TestView: {
      /** Elapsed Ms */
      elapsed_ms: number;
      /** Error */
      error: string;
      /** Sent */
      sent: boolean;
    };
    /**
     * TextPanel
     * @description Words, as plain text.
     */
    TextPanel: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: "text";
      /** Text */
      text: string;
    };
    /**
     * TimelineView
     * @description One thing that happened.
     */
    TimelineView: {
      /** Actor */
      actor: string;
      /**
       * At
       * Format: date-time
       */
      at: string;
      /** @description Of a text of the platform; null: words of people. */
      said?: components["schemas"]["KeptSaying"] | null;
      /** Text */
      text: string;
      /** What */
      what: string;
    };
    /**
     * TotalSeriesView
     * @description The total of one metric. ``objects`` says, step by step, how many objects the sum is over.
     */
    TotalSeriesView: {
      /** Metric */
      metric: string;
      /**
       * Objects
       * @example [
       *       48,
       *       0
       *     ]
       */
      objects: number[];
      /**
       * Points
       * @example [
       *       [
       *         1767225600000,
       *         9100000000
       *       ],
       *       [
       *         1767225900000,
       *         null
       *       ]
       *     ]
       */
      points: [number, number | null][];
      /** Unit */
      unit: string;
    };
    /**
     * TotalView
     * @description Everything of a family together: the sum over all objects of their averages.
     */
    TotalView: {
      /** End */
      end: string;
      /** Family */
      family: string;
      resolution: components["schemas"]["Resolution"];
      /** Series */
      series: components["schemas"]["TotalSeriesView"][];
      /** Start */
      start: string;
      /** Step S */
      step_s: number;
    };
    /**
     * TrafficView
     * @description Where traffic would run after a failure, and how that is known.
     */
    TrafficView: {
      /**
       * Basis
       * @description file: the traffic matrix of the settings; gravity: estimated from ports outside of links; uniform: one unit between every ordered pair of devices, as nothing is measured.
       * @enum {string}
       */
      basis: "file" | "gravity" | "uniform";
      /**
       * Explained
       * @description Share of the variance of measured link loads that the matrix explains (R²), at most 1.
       */
      explained: number | null;
      /**
       * Left Out
       * @description Demands of the file between devices that are not on the map.
       */
      left_out: number;
      /**
       * Shifts
       * @description The fullest links after the failure first, 200 at most.
       */
      shifts: components["schemas"]["watchkeeper__understand__topology__shifts__ShiftView"][];
    };
    /**
     * TrendView
     * @description Where the score goes over a window (1h, 24h, 7d).
     */
    TrendView: {
      /**
       * Change
       * @description Points over the whole window by the robust slope; null: not known.
       */
      change: number | null;
      /**
       * Direction
       * @description rising, falling, steady or unknown.
       */
      direction: string;
      /**
       * Known
       * @description Share of the window with a score, 0..1.
       */
      known: number;
      /** Window */
      window: string;
    };
    /**
     * TrialIn
     * @description A condition to try on what is stored.
     */
    TrialIn: {
      /** Expression */
      expression: string;
      /**
       * Hours
       * @default 24
       */
      hours?: number;
      /**
       * Pools
       * @default []
       */
      pools?: number[];
      /**
       * Sites
       * @default []
       */
      sites?: number[];
    };
    /**
     * TrialView
     * @description What a rule would have done.
     */
    TrialView: {
      /**
       * End
       * Format: date-time
       */
      end: string;
      /**
       * Episodes
       * @description The latest ones, five hundred at most.
       */
      episodes: components["schemas"]["EpisodeView"][];
      /**
       * Notes
       * @description Where the replay differs from what the rule sees live.
       */
      notes: string[];
      /**
       * Now
       * @description Objects that it would be raised for at the end.
       */
      now: number;
      /**
       * Objects
       * @description Series, or events, that were looked at.
       */
      objects: number;
      /** Objects Raised */
      objects_raised: number;
      /** Raises */
      raises: number;
      /** Source */
      source: string;
      /**
       * Start
       * Format: date-time
       */
      start: string;
      /**
       * Step S
       * @description Seconds between two looks; 0: events, one by one.
       */
      step_s: number;
      /** Unit */
      unit: string;
    };
    /**
     * TurnView
     * @description A moment at which the map changed, and how many edges did what.
     */
    TurnView: {
      /** Appeared */
      appeared: number;
      /**
       * At
       * Format: date-time
       */
      at: string;
      /**
       * Changed
       * @description Of state, metric, members or conflicts; new words of evidence do not count.
       */
      changed: number;
      /** Gone */
      gone: number;
    };
    /**
     * UnreadView
     * @description How many messages whoever asks has not read.
     */
    UnreadView: {
      /** Unread */
      unread: number;
    };
    /**
     * UserChange
     * @description What to change of a person; what is absent stays. A new password or role ends the person's sessions.
     * @example {
     *       "role": "engineer"
     *     }
     */
    UserChange: {
      /**
       * Break Glass
       * @description The account may log in with its password even where others must use the provider.
       */
      break_glass?: boolean | null;
      /** Enabled */
      enabled?: boolean | null;
      /**
       * Follow Mapping
       * @description True hands the role back to the identity provider's mapping; false keeps it by hand.
       */
      follow_mapping?: boolean | null;
      /** Name */
      name?: string | null;
      /** Password */
      password?: string | null;
      /** Role */
      role?: string | null;
    };
    /**
     * UserCreate
     * @description A new person, who has a password, or a new service account, which has none.
     * @example {
     *       "name": "kim",
     *       "password": "correct-horse-battery-staple",
     *       "role": "operator"
     *     }
     */
    UserCreate: {
      /** @default person */
      kind?: components["schemas"]["watchkeeper__estate__accounts__kinds__Kind"];
      /**
       * Must Change Password
       * @default true
       */
      must_change_password?: boolean;
      /** Name */
      name: string;
      /** Password */
      password?: string | null;
      /** Role */
      role: string;
    };
    /**
     * UserView
     * @description A person as administrators see them.
     */
    UserView: {
      /** Break Glass */
      break_glass: boolean;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Display Name */
      display_name: string;
      /** Email */
      email: string;
      /** Enabled */
      enabled: boolean;
      /** Id */
      id: number;
      kind: components["schemas"]["watchkeeper__estate__accounts__kinds__Kind"];
      /** Last Login At */
      last_login_at: string | null;
      /** Must Change Password */
      must_change_password: boolean;
      /** Name */
      name: string;
      origin: components["schemas"]["Origin"];
      /** Role */
      role: string;
      /** Role Changed At */
      role_changed_at: string | null;
      /** Role Note */
      role_note: string;
      role_source: components["schemas"]["RoleSource"];
      /**
       * Second Factor
       * @default false
       */
      second_factor?: boolean;
      /**
       * Updated At
       * Format: date-time
       */
      updated_at: string;
    };
    /**
     * UseView
     * @description How a credential did on a device.
     */
    UseView: {
      /**
       * Current
       * @description Whether this is about the present secret.
       */
      current: boolean;
      /** Device Id */
      device_id: number;
      /** Last Ok At */
      last_ok_at: string | null;
      /** Last Refused At */
      last_refused_at: string | null;
      /** Next Try At */
      next_try_at: string | null;
      /** Refusals */
      refusals: number;
    };
    /**
     * Variable
     * @description Something one chooses above the panels; the choice is in the address of the page.
     */
    Variable: {
      /** Default */
      default?: number | null;
      /**
       * Kind
       * @enum {string}
       */
      kind: "device" | "site";
      /**
       * Label
       * @default
       */
      label?: string;
      /** Name */
      name: string;
    };
    /**
     * Verdict
     * @description What a host key is to us.
     * @enum {string}
     */
    Verdict: "new" | "known" | "changed";
    /**
     * VerdictView
     * @description What one rule would do.
     */
    VerdictView: {
      /** Applies */
      applies: boolean;
      /** Checks */
      checks: components["schemas"]["CheckView"][];
      /** Enabled */
      enabled: boolean;
      /** Name */
      name: string;
      /** Rule Id */
      rule_id: number;
      /** Stages */
      stages: components["schemas"]["StageView"][];
    };
    /**
     * VocabularyView
     * @description Everything that a condition may name.
     */
    VocabularyView: {
      /** Functions */
      functions: string[];
      /** Names */
      names: components["schemas"]["NameView"][];
    };
    /**
     * ShiftView
     * @description Somebody is on call.
     */
    watchkeeper__act__notifications__oncall_schemas__ShiftView: {
      /** Channel Id */
      channel_id: number;
      /**
       * End
       * Format: date-time
       */
      end: string;
      /**
       * Override Id
       * @description The override by which they are; null by turn.
       */
      override_id: number | null;
      /**
       * Start
       * Format: date-time
       */
      start: string;
    };
    /**
     * Kind
     * @description What an account stands for. A service has no password and no session, only keys.
     * @enum {string}
     */
    watchkeeper__estate__accounts__kinds__Kind: "person" | "service";
    /**
     * SpanView
     * @description One occurrence.
     */
    watchkeeper__estate__maintenance__schemas__SpanView: {
      /**
       * End
       * Format: date-time
       */
      end: string;
      /**
       * Start
       * Format: date-time
       */
      start: string;
    };
    /**
     * State
     * @description What an object was. ``EXCLUDED`` is time under maintenance, which counts for nothing.
     * @enum {string}
     */
    watchkeeper__understand__availability__intervals__State: "up" | "down" | "unknown" | "excluded";
    /**
     * SpanView
     * @description A state for a time.
     */
    watchkeeper__understand__availability__schemas__SpanView: {
      /**
       * End
       * Format: date-time
       */
      end: string;
      /**
       * Start
       * Format: date-time
       */
      start: string;
      state: components["schemas"]["watchkeeper__understand__availability__intervals__State"];
    };
    /**
     * Kind
     * @description The kinds of anomaly.
     * @enum {string}
     */
    watchkeeper__understand__baselines__kinds__Kind:
      "spike" | "drop" | "level_shift" | "trend" | "flatline" | "oscillation" | "missing_data" | "hard_limit";
    /**
     * Kind
     * @description The kinds of things that reach a limit.
     * @enum {string}
     */
    watchkeeper__understand__capacity__kinds__Kind: "optics" | "disk" | "link" | "battery";
    /**
     * State
     * @description What is said of a series: it is on its way to its limit, or has reached it.
     * @enum {string}
     */
    watchkeeper__understand__capacity__kinds__State: "ahead" | "reached";
    /**
     * ShiftView
     * @description A link that would carry more or less in one direction.
     */
    watchkeeper__understand__topology__shifts__ShiftView: {
      /**
       * After
       * @description Utilisation with the change, not below 0; null: not known.
       */
      after: number | null;
      /**
       * Before
       * @description Utilisation as measured, 0..1; null: not known.
       */
      before: number | null;
      /**
       * Change
       * @description In bit/s; for the basis `uniform` in pairs of devices.
       */
      change: number;
      /**
       * Link
       * @description Id of the link.
       */
      link: string;
      /**
       * Source
       * @description The device that sends.
       */
      source: string;
      /** Target */
      target: string;
    };
    /**
     * WaysView
     * @description Other ways between two devices.
     */
    WaysView: {
      apart: components["schemas"]["ApartView"];
      /**
       * Basis
       * @description igp: costs of the routing protocol; hops: no protocol joins the two.
       */
      basis: string;
      /**
       * Link Cut
       * @description The fewest links whose loss leaves no way.
       */
      link_cut: string[];
      /**
       * Node Cut
       * @description The fewest devices whose loss does; null for neighbours.
       */
      node_cut: string[] | null;
      /**
       * Ways
       * @description The cheapest loop-free ones, then what only disjoint pairs use.
       */
      ways: components["schemas"]["WayView"][];
    };
    /**
     * WayView
     * @description One loop-free way: where it leaves each device, and the links it runs over.
     */
    WayView: {
      /** Cost */
      cost: number;
      /** Hops */
      hops: components["schemas"]["EndView"][];
      /** Links */
      links: string[];
    };
    /**
     * WhatIf
     * @description What to imagine as lost.
     */
    WhatIf: {
      /**
       * Fail
       * @description link:DEVICE:INTERFACE, node:DEVICE or risk:NAME.
       */
      fail: string[];
      /**
       * Vantage
       * @description Device whose side counts as connected; else the largest.
       */
      vantage?: string | null;
    };
    /**
     * WindowIn
     * @description Planned work.
     */
    WindowIn: {
      /** Name */
      name: string;
      plan: components["schemas"]["WindowPlan"];
      /**
       * Reason
       * @default
       */
      reason?: string;
    };
    /**
     * WindowPlan
     * @description When and on what.
     */
    WindowPlan: {
      /**
       * Ends At
       * Format: date-time
       * @description End of the first occurrence.
       */
      ends_at: string;
      /**
       * Rule
       * @description RFC 5545 recurrence: FREQ=WEEKLY;BYDAY=SU. Empty: once.
       * @default
       */
      rule?: string;
      /**
       * Starts At
       * Format: date-time
       */
      starts_at: string;
      /** Targets */
      targets: components["schemas"]["WindowTarget"][];
      /**
       * Time Zone
       * @description In which the rule is meant.
       * @default UTC
       */
      time_zone?: string;
    };
    /**
     * WindowTarget
     * @description What is worked on. Of a ``link``, ``id`` is a device at one end, and ``interface`` its interface.
     */
    WindowTarget: {
      /** Id */
      id: number;
      /**
       * Interface
       * @default
       */
      interface?: string;
      /**
       * Kind
       * @enum {string}
       */
      kind: "device" | "pool" | "site" | "link";
    };
    /**
     * WindowView
     * @description A maintenance window as clients see it.
     */
    WindowView: {
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Created By */
      created_by: string;
      /** Ended At */
      ended_at: string | null;
      /** Id */
      id: number;
      /** Name */
      name: string;
      /** @description The occurrence that lasts, or the next one. */
      occurrence: components["schemas"]["watchkeeper__estate__maintenance__schemas__SpanView"] | null;
      plan: components["schemas"]["WindowPlan"];
      /** Reason */
      reason: string;
      /**
       * State
       * @enum {string}
       */
      state: "active" | "planned" | "over";
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
  probe_live_api_health_live_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProbeAnswer"];
        };
      };
      /** @description No, and why not. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProbeAnswer"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  probe_ready_api_health_ready_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProbeAnswer"];
        };
      };
      /** @description No, and why not. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProbeAnswer"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  probe_startup_api_health_startup_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProbeAnswer"];
        };
      };
      /** @description No, and why not. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProbeAnswer"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_marks_api_v1_alert_marks_get: {
    parameters: {
      query?: {
        /** @description Only what is of this site. */
        site_id?: number | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MarkView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_alerts_api_v1_alerts_get: {
    parameters: {
      query?: {
        incident_id?: number | null;
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        open?: boolean | null;
        /** @description Text to look for. */
        q?: string;
        severity?: ("critical" | "major" | "minor" | "warning" | "info") | null;
        /** @description Only what is of this site. */
        site_id?: number | null;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        state?: components["schemas"]["AlertState"] | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_AlertView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_alert_api_v1_alerts__alert_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        alert_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertDetail"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  acknowledge_alert_api_v1_alerts__alert_id__acknowledge_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        alert_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  assign_alert_api_v1_alerts__alert_id__assign_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        alert_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssignIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  comment_alert_api_v1_alerts__alert_id__comments_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        alert_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CommentIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  shelve_alert_api_v1_alerts__alert_id__shelve_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        alert_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ShelveIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  open_for_alertmanager_api_v1_alerts_alertmanager_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          }[];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  take_alerts_api_v1_alerts_ingest_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AlertsIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TakenView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  take_alertmanager_api_v1_alerts_webhooks_alertmanager_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TakenView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  take_generic_api_v1_alerts_webhooks_generic__mapping__post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        mapping: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": unknown;
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TakenView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  take_prtg_api_v1_alerts_webhooks_prtg_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TakenView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_anomalies_api_v1_anomalies_get: {
    parameters: {
      query?: {
        device_id?: number | null;
        /** @description Those that opened before. */
        end?: string | null;
        family?: string | null;
        kind?: components["schemas"]["watchkeeper__understand__baselines__kinds__Kind"] | null;
        /** @description Most rows to return. */
        limit?: number;
        metric?: string | null;
        /** @description Exact name of the object. */
        object?: string | null;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Only those that last, or only those over. */
        open?: boolean | null;
        /** @description Text to look for. */
        q?: string;
        severity?: string | null;
        /** @description Only what is of this site. */
        site_id?: number | null;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        /** @description Those that were open then or later. */
        start?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_AnomalyView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_anomaly_api_v1_anomalies__anomaly_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        anomaly_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AnomalyView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  judge_anomaly_api_v1_anomalies__anomaly_id__judgement_put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        anomaly_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Judgement"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AnomalyView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_similar_api_v1_anomalies__anomaly_id__similar_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        anomaly_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AnomalyView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_own_keys_api_v1_api_keys_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeyView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_own_key_api_v1_api_keys_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["KeyCreate"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeyCreated"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revoke_own_key_api_v1_api_keys__key_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        key_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_entries_api_v1_audit_get: {
    parameters: {
      query?: {
        actor?: string;
        /** @description Most rows to return. */
        limit?: number;
        object_id?: string;
        object_kind?: string;
        /** @description Rows to skip. */
        offset?: number;
        outcome?: string;
        /** @description Text to look for. */
        q?: string;
        since?: string | null;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        until?: string | null;
        verb?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_AuditEntryView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_entry_api_v1_audit__entry_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        entry_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AuditEntryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  read_state_api_v1_audit_state_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChainState"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_verbs_api_v1_audit_verbs_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string[];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_availability_api_v1_availability_get: {
    parameters: {
      query: {
        /** @description One device; needed for interfaces. */
        device_id?: number | null;
        /** @description The moment after the last. Default: now. */
        end?: string | null;
        kind: components["schemas"]["Subject"];
        /** @description Most rows to return. */
        limit?: number;
        /** @description A month of the time zone: 2026-03. */
        month?: string | null;
        /** @description When a site or service is up. */
        needs?: components["schemas"]["Needs"];
        /** @description Rows to skip. */
        offset?: number;
        /** @description A named period. Default: this_month. */
        period?: components["schemas"]["Named"] | null;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        /** @description The first moment, instead of a name. */
        start?: string | null;
        /** @description Whose midnights begin the days. */
        time_zone?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AvailabilityReport"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  export_availability_api_v1_availability_export_get: {
    parameters: {
      query: {
        /** @description One device; needed for interfaces. */
        device_id?: number | null;
        /** @description The moment after the last. Default: now. */
        end?: string | null;
        format?: "csv" | "pdf";
        kind: components["schemas"]["Subject"];
        /** @description A month of the time zone: 2026-03. */
        month?: string | null;
        /** @description When a site or service is up. */
        needs?: components["schemas"]["Needs"];
        /** @description A named period. Default: this_month. */
        period?: components["schemas"]["Named"] | null;
        /** @description The first moment, instead of a name. */
        start?: string | null;
        /** @description Whose midnights begin the days. */
        time_zone?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/pdf": string;
          "text/csv": string;
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_band_api_v1_baselines_band_get: {
    parameters: {
      query: {
        device_id: number;
        end: string;
        family: string;
        metric: string;
        object: string;
        start: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BandView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_breakers_api_v1_breakers_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        state?: components["schemas"]["BreakerState"] | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_BreakerView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  reset_breaker_api_v1_breakers__device_id__reset_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BreakerView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_capacity_api_v1_capacity_get: {
    parameters: {
      query?: {
        kind?: components["schemas"]["watchkeeper__understand__capacity__kinds__Kind"] | null;
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        pool_id?: number | null;
        /** @description Text to look for. */
        q?: string;
        site_id?: number | null;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        /** @description Only what is there by then. */
        within_days?: number | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_CapacityItem_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  export_capacity_api_v1_capacity_export_get: {
    parameters: {
      query?: {
        kind?: components["schemas"]["watchkeeper__understand__capacity__kinds__Kind"] | null;
        pool_id?: number | null;
        q?: string;
        site_id?: number | null;
        /** @description Only what is there by then. */
        within_days?: number | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/csv": string;
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_capacity_summary_api_v1_capacity_summary_get: {
    parameters: {
      query?: {
        pool_id?: number | null;
        site_id?: number | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CapacitySummary"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_credentials_api_v1_credentials_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_CredentialView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_credential_api_v1_credentials_post: {
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
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CredentialView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_credential_api_v1_credentials__credential_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        credential_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_credential_api_v1_credentials__credential_id__patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
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
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CredentialView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  give_credential_api_v1_credentials__credential_id__mappings_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        credential_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BindingCreate"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BindingView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  reveal_credential_api_v1_credentials__credential_id__reveal_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        credential_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RevealOrder"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Revealed"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_usage_api_v1_credentials__credential_id__usage_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        credential_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UseView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_expiring_api_v1_credentials_expiring_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CredentialView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_kinds_api_v1_credentials_kinds_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KindView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_mappings_api_v1_credentials_mappings_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BindingView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  take_credential_api_v1_credentials_mappings__mapping_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        mapping_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_dashboards_api_v1_dashboards_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_DashboardSummary_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_dashboard_api_v1_dashboards_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DashboardCreate"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DashboardView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_dashboard_api_v1_dashboards__dashboard_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        dashboard_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DashboardView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_dashboard_api_v1_dashboards__dashboard_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        dashboard_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_dashboard_api_v1_dashboards__dashboard_id__patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        dashboard_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DashboardChange"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DashboardView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  export_dashboard_api_v1_dashboards__dashboard_id__file_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        dashboard_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DashboardFile"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  import_dashboard_api_v1_dashboards_import_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DashboardFile"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DashboardView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_devices_api_v1_devices_get: {
    parameters: {
      query?: {
        identity_state?: ("verified" | "unverified" | "mismatch") | null;
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        platform?: string | null;
        pool_id?: number | null;
        /** @description Text to look for. */
        q?: string;
        site_id?: number | null;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        state?: ("up" | "down" | "unknown") | null;
        tag?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_DeviceView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_device_api_v1_devices_post: {
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
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeviceView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_device_api_v1_devices__device_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeviceView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_device_api_v1_devices__device_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_device_api_v1_devices__device_id__patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
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
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeviceView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_configuration_api_v1_devices__device_id__configuration_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConfigurationView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  keep_configuration_api_v1_devices__device_id__configuration_put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfigurationIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConfigurationView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  forget_configuration_api_v1_devices__device_id__configuration_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  read_configuration_api_v1_devices__device_id__configuration_read_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConfigurationView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  explain_credentials_api_v1_devices__device_id__credentials_get: {
    parameters: {
      query?: {
        protocol?: components["schemas"]["Protocol"];
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CandidateView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_features_api_v1_devices__device_id__features_get: {
    parameters: {
      query?: {
        /** @description Only rows of this table. */
        kind?: ("lag" | "ring" | "stp" | "vlan" | "poe" | "alarm" | "metric") | null;
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_FeatureView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  accept_identity_api_v1_devices__device_id__identity_accept_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeviceView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_interfaces_api_v1_devices__device_id__interfaces_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        present?: boolean | null;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_InterfaceView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_limits_api_v1_devices__device_id__limits_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_SensorLimitView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  try_login_api_v1_devices__device_id__login_trial_post: {
    parameters: {
      query?: {
        protocol?: "ssh" | "netconf" | "http" | "winrm";
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LoginTrialView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_neighbours_api_v1_devices__device_id__neighbours_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_NeighbourView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  poll_device_api_v1_devices__device_id__poll_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CycleView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_routing_sessions_api_v1_devices__device_id__routing_sessions_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_RoutingSessionView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_discoveries_api_v1_discoveries_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_DiscoveryView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  start_discovery_api_v1_discoveries_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DiscoveryStart"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DiscoveryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_discovery_api_v1_discoveries__discovery_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DiscoveryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  accept_findings_api_v1_discoveries__discovery_id__accept_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Acceptance"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Accepted"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  cancel_discovery_api_v1_discoveries__discovery_id__cancel_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DiscoveryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_findings_api_v1_discoveries__discovery_id__findings_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        match?: components["schemas"]["MatchKind"] | null;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_FindingView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  pause_discovery_api_v1_discoveries__discovery_id__pause_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DiscoveryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  resume_discovery_api_v1_discoveries__discovery_id__resume_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        discovery_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DiscoveryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_events_api_v1_events_get: {
    parameters: {
      query?: {
        device_id?: number | null;
        /** @description First moment that is not included any more. */
        end?: string | null;
        kind?: components["schemas"]["EventKind"] | null;
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        severity?: components["schemas"]["Severity"] | null;
        /** @description Only what is of this site. */
        site_id?: number | null;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        /** @description First moment that is included. */
        start?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_EventView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_forecasts_api_v1_forecasts_get: {
    parameters: {
      query: {
        device_id: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ForecastView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_next_day_api_v1_forecasts_next_day_get: {
    parameters: {
      query: {
        device_id: number;
        family: string;
        metric: string;
        object: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NextDayView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  read_health_api_v1_health_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Health"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_host_keys_api_v1_host_keys_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["HostKeyView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  accept_host_key_api_v1_host_keys__key_id__accept_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        key_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AcceptHostKey"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["HostKeyView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  apply_import_api_v1_imports_apply_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ImportOrder"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Applied"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  preview_import_api_v1_imports_preview_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ImportFile"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Preview"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_incidents_api_v1_incidents_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Only what is of this site. */
        site_id?: number | null;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        stage?: ("forming" | "open" | "closed" | "merged") | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_IncidentView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_incident_api_v1_incidents__incident_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        incident_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IncidentDetail"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  acknowledge_incident_api_v1_incidents__incident_id__acknowledge_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        incident_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IncidentView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  assign_incident_api_v1_incidents__incident_id__assign_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        incident_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssignIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IncidentView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  comment_incident_api_v1_incidents__incident_id__comments_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        incident_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CommentIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  investigate_incident_api_v1_incidents__incident_id__investigation_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        incident_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InvestigationView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  report_incident_api_v1_incidents__incident_id__report_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        incident_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/markdown": string;
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  print_incident_api_v1_incidents__incident_id__report_pdf_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        incident_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/pdf": string;
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  read_lab_api_v1_lab_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LabView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  break_something_api_v1_lab_faults_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["FaultOrder"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LabView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  mend_everything_api_v1_lab_faults_delete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LabView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  mend_api_v1_lab_faults__fault_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        fault_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LabView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  stream_events_api_v1_live_events_get: {
    parameters: {
      query: {
        /** @description Topics, separated by commas. */
        topics: string;
      };
      header?: {
        /** @description Where the client was. */
        "last-event-id"?: string | null;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A stream that does not end. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/event-stream": unknown;
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_maintenance_api_v1_maintenance_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_WindowView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  plan_maintenance_api_v1_maintenance_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["WindowIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WindowView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_maintenance_api_v1_maintenance__window_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        window_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WindowView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_maintenance_api_v1_maintenance__window_id__put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        window_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["WindowIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WindowView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_maintenance_api_v1_maintenance__window_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        window_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  end_maintenance_api_v1_maintenance__window_id__end_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        window_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WindowView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_muted_api_v1_maintenance_muted_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MutedView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  foresee_maintenance_api_v1_maintenance_occurrences_get: {
    parameters: {
      query: {
        /** @description Its end. */
        end: string;
        /** @description How many occurrences. */
        most?: number;
        /** @description RFC 5545 recurrence; empty: once. */
        rule?: string;
        /** @description Start of the first occurrence. */
        start: string;
        /** @description In which the rule is meant. */
        time_zone?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["watchkeeper__estate__maintenance__schemas__SpanView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_messages_api_v1_messages_get: {
    parameters: {
      query?: {
        /** @description Newer than this message. */
        after?: number | null;
        /** @description Older than this message. */
        before?: number | null;
        device_id?: number | null;
        /** @description First moment of receipt left out. */
        end?: string | null;
        event?: string | null;
        limit?: number;
        protocol?: ("syslog" | "trap") | null;
        /** @description Words that must all occur. */
        q?: string;
        /** @description Least grave that is shown. */
        severity?: number | null;
        /** @description Only what is of this site. */
        site_id?: number | null;
        /** @description Address that they came from. */
        source?: string;
        /** @description First moment of receipt included. */
        start?: string | null;
        /** @description Only those of strangers, or none of them. */
        unknown_senders?: boolean | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MessagePage"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_mates_api_v1_moves_with_get: {
    parameters: {
      query: {
        device_id: number;
        family: string;
        metric: string;
        object: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MateView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_health_api_v1_network_health_get: {
    parameters: {
      query?: {
        /** @description Only what is of this site. */
        site_id?: number | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["HealthTree"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_device_health_api_v1_network_health_devices__device_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeviceHealthView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_device_history_api_v1_network_health_devices__device_id__history_get: {
    parameters: {
      query?: {
        /** @description How far back, in hours. */
        hours?: number;
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        device_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["HistoryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_link_health_api_v1_network_health_links_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Only what is of this site. */
        site_id?: number | null;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_LinkHealthView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_link_history_api_v1_network_health_links_history_get: {
    parameters: {
      query: {
        /** @description How far back, in hours. */
        hours?: number;
        key: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["HistoryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_network_health_api_v1_network_health_network_get: {
    parameters: {
      query?: {
        /** @description Only what is of this site. */
        site_id?: number | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GroupDetail"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_network_history_api_v1_network_health_network_history_get: {
    parameters: {
      query?: {
        /** @description How far back, in hours. */
        hours?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["HistoryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_service_health_api_v1_network_health_services__pool_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        pool_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GroupDetail"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_service_history_api_v1_network_health_services__pool_id__history_get: {
    parameters: {
      query?: {
        /** @description How far back, in hours. */
        hours?: number;
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        pool_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["HistoryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_site_health_api_v1_network_health_sites__site_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        site_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GroupDetail"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_site_history_api_v1_network_health_sites__site_id__history_get: {
    parameters: {
      query?: {
        /** @description How far back, in hours. */
        hours?: number;
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        site_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["HistoryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  show_acknowledgement_api_v1_notifications_acknowledge__token__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/html": string;
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  acknowledge_by_link_api_v1_notifications_acknowledge__token__post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AcknowledgedView"];
          "text/html": string;
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_channels_api_v1_notifications_channels_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChannelView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_channel_api_v1_notifications_channels_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChannelIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChannelView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_channel_api_v1_notifications_channels__channel_id__put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        channel_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChannelIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChannelView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_channel_api_v1_notifications_channels__channel_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        channel_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  test_channel_api_v1_notifications_channels__channel_id__test_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        channel_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TestView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_deliveries_api_v1_notifications_deliveries_get: {
    parameters: {
      query?: {
        incident_id?: number | null;
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        state?:
          | ("pending" | "failed" | "sent" | "dead" | "held" | "digested" | "cooled" | "muted" | "overtaken")
          | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_DeliveryView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  redrive_delivery_api_v1_notifications_deliveries__delivery_id__redrive_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        delivery_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeliveryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_inbox_api_v1_notifications_inbox_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        unread?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_InboxItemView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  read_inbox_item_api_v1_notifications_inbox__item_id__read_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        item_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ReadIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InboxItemView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  read_inbox_api_v1_notifications_inbox_read_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  count_unread_api_v1_notifications_inbox_unread_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UnreadView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  preview_notifications_api_v1_notifications_preview_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PreviewIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PreviewView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_notification_rules_api_v1_notifications_rules_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RuleView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_notification_rule_api_v1_notifications_rules_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RuleIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RuleView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_notification_rule_api_v1_notifications_rules__rule_id__put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        rule_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RuleIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RuleView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_notification_rule_api_v1_notifications_rules__rule_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        rule_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_schedules_api_v1_notifications_schedules_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ScheduleView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_schedule_api_v1_notifications_schedules_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ScheduleIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ScheduleView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_schedule_api_v1_notifications_schedules__schedule_id__put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        schedule_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ScheduleIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ScheduleView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_schedule_api_v1_notifications_schedules__schedule_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        schedule_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_calendar_api_v1_notifications_schedules__schedule_id__calendar_get: {
    parameters: {
      query?: {
        /** @description At most a year later. Default: five weeks later. */
        end?: string | null;
        /** @description Default: now. */
        start?: string | null;
      };
      header?: never;
      path: {
        /** @description Number of the object. */
        schedule_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CalendarView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_override_api_v1_notifications_schedules__schedule_id__overrides_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        schedule_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OverrideIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OverrideView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_override_api_v1_notifications_schedules__schedule_id__overrides__override_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        override_id: number;
        /** @description Number of the object. */
        schedule_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_dead_letters_api_v1_outbox_dead_letters_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_DeadLetter_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  redrive_api_v1_outbox_dead_letters__message_id__redrive_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        message_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Redriven"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  read_status_api_v1_outbox_status_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OutboxStatus"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_tasks_api_v1_outbox_tasks_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        /** @description Only tasks in this state. */
        state?: components["schemas"]["TaskState"] | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_BackgroundTask_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  cancel_api_v1_outbox_tasks__message_id__cancel_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        message_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Cancelled"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_overview_api_v1_overview_get: {
    parameters: {
      query?: {
        /** @description Only what is of this site. */
        site_id?: number | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Overview"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_cycles_api_v1_poll_cycles_get: {
    parameters: {
      query?: {
        group?: ("interfaces" | "environment" | "reachability" | "reachability_soft" | "once") | null;
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
        status?: components["schemas"]["CycleStatus"] | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_CycleView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_cycle_api_v1_poll_cycles__cycle_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        cycle_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CycleDetail"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_pools_api_v1_pools_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_PoolView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_pool_api_v1_pools_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PoolCreate"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PoolView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_pool_api_v1_pools__pool_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        pool_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PoolView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_pool_api_v1_pools__pool_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        pool_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_pool_api_v1_pools__pool_id__patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        pool_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PoolChange"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PoolView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_roles_api_v1_roles_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RolesView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_role_api_v1_roles_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RoleCreate"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RoleView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_role_api_v1_roles__role_name__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of the role. */
        role_name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_role_api_v1_roles__role_name__patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of the role. */
        role_name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RoleChange"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RoleView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_rules_api_v1_rules_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertRuleView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  add_rule_api_v1_rules_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NewAlertRule"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertRuleView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_rule_api_v1_rules__key__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Key of the rule. */
        key: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertRuleView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_rule_api_v1_rules__key__put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Key of the rule. */
        key: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AlertRuleIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertRuleView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  remove_rule_api_v1_rules__key__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Key of the rule. */
        key: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  check_rule_api_v1_rules_check_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ExpressionIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ExpressionView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  try_rule_api_v1_rules_trial_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TrialIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TrialView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_rule_vocabulary_api_v1_rules_vocabulary_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["VocabularyView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  find_api_v1_search_get: {
    parameters: {
      query: {
        /** @description Most finds of each kind. */
        limit?: number;
        /** @description A part of a name, address, serial, alias or MAC. */
        q: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SearchResult"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_second_factor_rules_api_v1_second_factor_rules_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["FactorRules"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  set_second_factor_rules_api_v1_second_factor_rules_put: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["FactorRules"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["FactorRules"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_families_api_v1_series_families_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["FamiliesView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_latest_api_v1_series_latest_get: {
    parameters: {
      query: {
        device_id: number[];
        family: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LatestListView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_objects_api_v1_series_objects_get: {
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
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ObjectsView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  query_api_v1_series_query_get: {
    parameters: {
      query: {
        agg?: components["schemas"]["Aggregation"];
        /** @description None: all that one sees, then `top` is 10 where nothing is said. */
        device_id?: number[];
        end: string;
        family: string;
        metric?: string[];
        object?: string[];
        /** @description Of all devices, those of a pool. */
        pool_id?: number | null;
        /** @description Of all devices, those whose name, address, serial or model has this text. */
        q?: string;
        /** @description Only what is of this site. */
        site_id?: number | null;
        /** @description What has a line of its own; other lines are summed, or averaged where no sum is. */
        split?: components["schemas"]["Split"];
        start: string;
        step_s?: number | null;
        /** @description Only the series with the largest means. */
        top?: number | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["QueryView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  total_api_v1_series_total_get: {
    parameters: {
      query: {
        end: string;
        family: string;
        metric?: string[];
        /** @description Only what is of this site. */
        site_id?: number | null;
        start: string;
        step_s?: number | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TotalView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_session_api_v1_session_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SessionView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  login_api_v1_session_post: {
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
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SessionView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  logout_api_v1_session_delete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LogoutView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_login_methods_api_v1_session_methods_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LoginMethods"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  login_by_passkey_api_v1_session_passkey_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PasskeyLogin"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SessionView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  ask_passkey_api_v1_session_passkey_challenge_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeyQuestion"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_password_api_v1_session_password_post: {
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
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SessionView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_preferences_api_v1_session_preferences_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PreferencesView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  set_preferences_api_v1_session_preferences_put: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PreferencesView"];
      };
    };
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_second_factor_api_v1_session_second_factor_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["FactorView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  begin_second_factor_api_v1_session_second_factor_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ProofGiven"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EnrolmentView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  remove_second_factor_api_v1_session_second_factor_delete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ProofGiven"];
      };
    };
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  confirm_second_factor_api_v1_session_second_factor_confirmation_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CodeGiven"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RecoveryCodes"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  renew_recovery_codes_api_v1_session_second_factor_recovery_codes_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ProofGiven"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RecoveryCodes"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_security_keys_api_v1_session_security_keys_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SecurityKeysView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  begin_security_key_api_v1_session_security_keys_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ProofGiven"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeyQuestion"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revoke_security_key_api_v1_session_security_keys__key_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        key_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ProofGiven"];
      };
    };
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  add_security_key_api_v1_session_security_keys_confirmation_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Registration"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SecurityKeyAdded"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_sessions_api_v1_sessions_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LoginView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revoke_other_sessions_api_v1_sessions_delete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revoke_session_api_v1_sessions__session_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        session_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_settings_api_v1_settings_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SettingList"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_silences_api_v1_silences_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_SilenceView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  begin_silence_api_v1_silences_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SilenceIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SilenceView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_silence_api_v1_silences__silence_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        silence_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SilenceView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  end_silence_api_v1_silences__silence_id__end_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        silence_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SilenceView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_sites_api_v1_sites_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_SiteView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_site_api_v1_sites_post: {
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
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SiteView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_site_api_v1_sites__site_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        site_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SiteView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_site_api_v1_sites__site_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        site_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_site_api_v1_sites__site_id__patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        site_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SiteChange"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SiteView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  make_support_bundle_api_v1_support_bundle_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A ZIP file, sent while it is gathered. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/zip": string;
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_tags_api_v1_tags_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_TagView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  read_map_api_v1_topology_get: {
    parameters: {
      query?: {
        /** @description The map as it was then; now when left out. */
        at?: string | null;
      };
      header?: {
        /** @description The ETag of the map that is known already. */
        "if-none-match"?: string | null;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MapView"];
        };
      };
      /** @description As the tag says that it was. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_changes_api_v1_topology_changes_get: {
    parameters: {
      query: {
        /** @description The earlier moment. */
        since: string;
        /** @description The later moment; now when left out. */
        until?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChangeView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  read_load_api_v1_topology_load_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LinkLoadView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  find_path_api_v1_topology_path_get: {
    parameters: {
      query: {
        /** @description The map as it was then; now when left out. */
        at?: string | null;
        source: string;
        target: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PathView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_risks_api_v1_topology_risks_get: {
    parameters: {
      query?: {
        /** @description Rows of each ranking. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RisksView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_turns_api_v1_topology_turns_get: {
    parameters: {
      query: {
        /** @description The newest of them. */
        limit?: number;
        /** @description The earliest moment, itself left out. */
        since: string;
        /** @description The latest moment; now when left out. */
        until?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TurnView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  find_ways_api_v1_topology_ways_get: {
    parameters: {
      query: {
        /** @description The map as it was then; now when left out. */
        at?: string | null;
        /** @description Loop-free ways to list. */
        k?: number;
        source: string;
        target: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WaysView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  what_if_api_v1_topology_what_if_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["WhatIf"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OutcomeView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_users_api_v1_users_get: {
    parameters: {
      query?: {
        /** @description Most rows to return. */
        limit?: number;
        /** @description Rows to skip. */
        offset?: number;
        /** @description Text to look for. */
        q?: string;
        /** @description Sort key; a minus in front reverses it. Empty: the list's own order. */
        sort?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Page_UserView_"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_user_api_v1_users_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["UserCreate"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UserView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  delete_user_api_v1_users__user_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  change_user_api_v1_users__user_id__patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["UserChange"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UserView"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_account_keys_api_v1_users__user_id__api_keys_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeyView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  create_account_key_api_v1_users__user_id__api_keys_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["KeyCreate"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeyCreated"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revoke_account_key_api_v1_users__user_id__api_keys__key_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        key_id: number;
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  get_scope_api_v1_users__user_id__scope_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccountScope"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  set_scope_api_v1_users__user_id__scope_put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AccountScope"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccountScope"];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  remove_second_factor_api_v1_users__user_id__second_factor_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  list_user_sessions_api_v1_users__user_id__sessions_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LoginView"][];
        };
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revoke_user_sessions_api_v1_users__user_id__sessions_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revoke_user_session_api_v1_users__user_id__sessions__session_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the object. */
        session_id: number;
        /** @description Number of the object. */
        user_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
}
