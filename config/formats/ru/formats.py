"""The one Russian format that Django has wrong."""

MONTH_DAY_FORMAT = "j E"  # 23 ноября; Django's "j F" says 23 Ноябрь
