"""What a configuration says of VPN services: routing instances, EVPN, VPLS, pseudowires, VXLAN segments."""
