"""Null models: the same comparisons answered without agents, without history, or with a shuffled network.

``static``: a logit on traits, reweighted. ``mean_field``: reach times response. ``permuted``: the model
itself, in which people of one type of community and one age group have exchanged places in the network.
"""
