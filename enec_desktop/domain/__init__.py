"""What things are: facts, cases, rules, assessments and content, as frozen values."""
