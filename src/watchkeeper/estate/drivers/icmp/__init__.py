"""Who answers a ping: thousands of targets on one ICMP socket."""
