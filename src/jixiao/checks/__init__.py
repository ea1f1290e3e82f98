"""The checker: an open, dated rule set over settled tables.

`rule` is what a rule is, `case` what it looks at, `names` and `words` how it
knows words, `run` holds all rules against a document. Each folder is a group;
in it, one file and one page a rule: nothing to register.
"""
