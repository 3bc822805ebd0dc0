"""What devices say themselves: syslog and SNMP notifications, received, understood, kept."""
