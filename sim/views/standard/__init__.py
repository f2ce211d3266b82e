"""The stock SolaraViz page of Mesa on our parts: ``shequ view --standard``."""
