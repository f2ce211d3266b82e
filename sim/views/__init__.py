"""The pages: an own one and the stock SolaraViz one, on shared pictures. Solara lives only here."""
