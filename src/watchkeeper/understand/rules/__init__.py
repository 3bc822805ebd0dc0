"""Alert rules: conditions over samples, anomalies and events, in a language of their own."""
