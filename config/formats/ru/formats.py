"""The Russian formats that Django has wrong for a sentence."""

# The year in a whole word: after Django's "г." a sentence would end in two full stops.
DATE_FORMAT = "j E Y года"  # 23 ноября 2026 года
YEAR_MONTH_FORMAT = "F Y года"  # ноябрь 2026 года
MONTH_DAY_FORMAT = "j E"  # 23 ноября; Django's "j F" says 23 ноябрь
