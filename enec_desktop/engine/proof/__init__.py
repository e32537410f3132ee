"""Proof over the whole space of the knowledge: every cell of every table and option, none sampled."""
