"""Commands that an emulator answers."""
