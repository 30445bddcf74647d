"""Gouji 勾稽: proves which figures of a performance self-evaluation report tie and which do not."""
