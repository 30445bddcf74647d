"""Scoring sentences (评分标准) as they are printed: compiled, evaluated on exact numbers, restated, checked for faults.

`compile_standard(text, points)` is the door. A sentence goes through tokens, clauses, a program of parts, and one
evaluator; what no clause holds makes the whole sentence not understood, so that nothing is scored by a guess.
"""

from gouji.schemes.standard import Problem, Reading, Score, Standard, compile_standard

__all__ = ["Problem", "Reading", "Score", "Standard", "compile_standard"]
