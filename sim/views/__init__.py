"""The pages: a stock SolaraViz page on parts that take a model. Solara lives only here."""
