"""Made documents with known truth: invented content in the layouts and renderings of real disclosures.

PYTHONPATH=tests python -m generator OUTDIR --seed 7 --count 3
"""
