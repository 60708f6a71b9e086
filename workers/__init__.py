"""Analyses in processes of their own: what runs too long, takes too much or crashes takes nobody along.

`client.analyze` is what the rest of the house calls. It asks a keeper, a small process that the first caller starts and
that ends when nobody has a connection to it. The keeper forks a process for each analysis, which writes its answer to
the caller itself. Web processes never load numpy.
"""
