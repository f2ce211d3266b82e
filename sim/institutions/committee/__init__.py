"""A6, residents' committee 居委会: staff, hours, building heads."""
