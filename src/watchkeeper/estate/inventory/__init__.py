"""Sites, devices, interfaces, pools and tags; import and discovery."""
