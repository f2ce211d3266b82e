"""Plausible worlds: history matching (Andrianakis et al. 2015; Vernon et al. 2010) of all assumptions.

``shequ calibrate`` runs a space-filling design over the priors (:mod:`sim.priors`) in reduced places,
emulates every target, rules out what is implausible, and runs again where nothing is ruled out yet; what is
left is an ensemble of worlds, in which comparisons live.
"""
