"""The pure rules of evaluations: rubrics, sealing, counting, counting again. No Django; counting needs no library at all."""
