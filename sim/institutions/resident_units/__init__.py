"""A11, resident units 驻区单位."""
