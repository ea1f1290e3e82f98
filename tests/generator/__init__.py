"""Made documents with known truth: invented content in the layouts and renderings of real disclosures.

PYTHONPATH=tests python -m generator OUTDIR --seed 7 --count 3
PYTHONPATH=tests python -m generator.pdf_set OUTDIR --seed 7 --count 2 --books 6 --scans 3
"""
