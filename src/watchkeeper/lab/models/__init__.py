"""The kinds of devices that the emulated lab has: what each says about itself and which tables it keeps."""
