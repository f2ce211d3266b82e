"""Residents on the page: how they are coloured and explained."""
