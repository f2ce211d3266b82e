"""A1 to A3: district, street office, workstation; their year, programme and policies."""
