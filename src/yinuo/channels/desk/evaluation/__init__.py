"""The desk's pages of evaluations: rubrics, assessments, ballots, results, objections, marking on a PC."""
