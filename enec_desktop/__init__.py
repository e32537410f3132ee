"""ENEC Board: an offline assistant for tumour boards on oesophageal neuroendocrine carcinoma."""

__version__ = "0.1.0"
